package org.agegender.server.load;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Sends what must not be answered by 200: damaged, malformed, unfinished, slow. */
final class BadClient {

  private static final int PATIENCE_MILLIS = 120_000;
  private static final String POST =
      "POST /v1/analyze HTTP/1.1\r\nHost: a\r\nConnection: close\r\n";

  private final URI server;
  private final List<byte[]> pictures;
  private final Random random;
  private final Tally tally;

  BadClient(URI server, List<byte[]> pictures, Random random, Tally tally) {
    this.server = server;
    this.pictures = pictures;
    this.random = random;
    this.tally = tally;
  }

  /** One request that is wrong from its beginning or becomes so. */
  void once() throws IOException {
    byte[] picture = pictures.get(random.nextInt(pictures.size()));
    byte[] half = Arrays.copyOf(picture, 100 + random.nextInt(100));
    switch (random.nextInt(8)) {
      case 0 -> ask(head("image/jpeg", half.length), half);
      case 1 -> ask(head("text/html", half.length), half);
      case 2 -> ask(head("multipart/form-data; boundary=X", half.length), half);
      case 3 -> ask(head("image/jpeg", picture.length), Arrays.copyOf(picture, 10));
      case 4 -> ask("GET /..%2f..%2fetc/passwd HTTP/1.1\r\nHost: a\r\n\r\n", new byte[0]);
      case 5 -> {
        byte[] json = "{\"inputs\":[{\"name\":\"image\"".getBytes(StandardCharsets.US_ASCII);
        ask(
            head("application/json", json.length)
                .replace("/v1/analyze", "/v2/models/agegender/infer"),
            json);
      }
      case 6 -> {
        byte[] noise = new byte[300];
        random.nextBytes(noise);
        ask("", noise);
      }
      default -> ask(head("image/png", 1 << 29), half);
    }
  }

  private static String head(String type, int length) {
    return POST + "Content-Type: " + type + "\r\nContent-Length: " + length + "\r\n\r\n";
  }

  private void ask(String head, byte[] body) throws IOException {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      OutputStream out = socket.getOutputStream();
      out.write(head.getBytes(StandardCharsets.ISO_8859_1));
      out.write(body);
      out.flush();
      socket.shutdownOutput();
      judge(socket);
    } catch (SocketException e) {
      // The server has closed while we spoke.
      tally.refused();
    }
  }

  /** A head or a body that never ends, a few bytes at a time. */
  void slowly() throws IOException, InterruptedException {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      OutputStream out = socket.getOutputStream();
      String start = random.nextBoolean() ? POST : head("image/jpeg", 1 << 20);
      out.write(start.getBytes(StandardCharsets.US_ASCII));
      for (int i = 0; i < 1000; i++) {
        out.write("x: y\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
        Thread.sleep(100);
        if (socket.getInputStream().available() > 0) {
          judge(socket);
          return;
        }
      }
      tally.wrong("a client that dawdled for 100 s was not cut off");
    } catch (SocketException e) {
      tally.refused();
    }
  }

  private void judge(Socket socket) throws IOException {
    try {
      String answer =
          new String(socket.getInputStream().readNBytes(64), StandardCharsets.ISO_8859_1);
      if (answer.startsWith("HTTP/1.1 200") || answer.startsWith("HTTP/1.1 500")) {
        tally.wrong("a bad request was answered by " + answer.lines().findFirst().orElse(""));
      } else {
        tally.refused();
      }
    } catch (SocketTimeoutException e) {
      tally.wrong("a bad request was neither answered nor cut off");
    }
  }
}
