package org.agegender.server.load;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** Sends what must be answered, and compares each answer with the first to the same. */
final class GoodClient {

  /** Answers are compared up to what batches of other sizes change in the last digits. */
  private static final String LAST_DIGITS = "(\\.\\d{1,2})\\d+";

  private static final Map<Integer, String> FIRST = new ConcurrentHashMap<>();

  private final URI server;
  private final List<byte[]> pictures;
  private final Random random;
  private final Tally tally;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  GoodClient(URI server, List<byte[]> pictures, Random random, Tally tally) {
    this.server = server;
    this.pictures = pictures;
    this.random = random;
    this.tally = tally;
  }

  void once() throws Exception {
    int picture = random.nextInt(pictures.size());
    switch (random.nextInt(4)) {
      case 0 -> send("v1/analyze", "multipart/form-data; boundary=X", multipart(picture));
      case 1 -> send("v2/models/agegender/infer", "application/json", tensor());
      default -> {
        String answer = send("v1/analyze", "image/jpeg", pictures.get(picture));
        compare(picture, answer);
      }
    }
  }

  private String send(String path, String type, byte[] body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve(path))
            .header("Content-Type", type)
            .timeout(Duration.ofSeconds(60))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() == 200) {
      tally.good();
      return response.body();
    }
    if (response.statusCode() == 503) {
      tally.busy();
      Thread.sleep(100);
    } else {
      tally.wrong(path + ": " + response.statusCode() + " " + response.body());
    }
    return "";
  }

  private void compare(int picture, String answer) {
    if (answer.isEmpty()) {
      return;
    }
    String rounded = answer.replaceAll(LAST_DIGITS, "");
    String first = FIRST.putIfAbsent(picture, rounded);
    if (first != null && !sameButRounding(first, rounded)) {
      tally.wrong("picture " + picture + " was " + first + ", is " + rounded);
    }
  }

  /** Numbers that lie on the edge of rounding may differ by one in the last digit that is left. */
  private static boolean sameButRounding(String first, String second) {
    String[] a = first.split("[^0-9]+");
    String[] b = second.split("[^0-9]+");
    if (a.length != b.length) {
      return false;
    }
    for (int i = 0; i < a.length; i++) {
      if (!a[i].equals(b[i]) && Math.abs(Long.parseLong(a[i]) - Long.parseLong(b[i])) > 1) {
        return false;
      }
    }
    return first.replaceAll("[0-9]+", "").equals(second.replaceAll("[0-9]+", ""));
  }

  private byte[] multipart(int picture) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int i = 0; i <= random.nextInt(3); i++) {
      body.writeBytes(
          ("--X\r\nContent-Disposition: form-data; name=\"a\"; filename=\"a.jpg\"\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      body.writeBytes(pictures.get((picture + i) % pictures.size()));
      body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    body.writeBytes("--X--\r\n".getBytes(StandardCharsets.US_ASCII));
    return body.toByteArray();
  }

  private byte[] tensor() {
    StringBuilder data = new StringBuilder();
    for (int i = 0; i < 3 * 32 * 32; i++) {
      data.append(i == 0 ? "" : ",").append(random.nextInt(256));
    }
    return ("{\"inputs\":[{\"name\":\"image\",\"datatype\":\"UINT8\",\"shape\":[1,32,32,3],\"data\":["
            + data
            + "]}]}")
        .getBytes(StandardCharsets.US_ASCII);
  }
}
