package org.agegender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agegender.cli.console.CapturedConsole;
import org.agegender.core.Gender;
import org.agegender.inference.ColourModel;
import org.agegender.vision.Picture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
final class ServeCommandTest {

  @TempDir private static Path folder;
  private static Path model;
  private static byte[] picture;

  private final CapturedConsole captured = new CapturedConsole(false);

  @BeforeAll
  static void make() throws IOException {
    model = ColourModel.write(folder.resolve("colour.onnx"));
    try (Picture face = Picture.of(ColourModel.face(64, 64, 40, Gender.MALE))) {
      picture = face.toJpeg(100);
    }
  }

  private static Process serve(String... more) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "serve",
                "--model",
                model.toString(),
                "--no-detect",
                "--port",
                "0"));
    command.addAll(List.of(more));
    return new ProcessBuilder(command).start();
  }

  /** The lines up to the one that tells the address, and that address. */
  private static URI listening(BufferedReader err, List<String> lines) throws IOException {
    for (String line = err.readLine(); line != null; line = err.readLine()) {
      lines.add(line);
      if (line.startsWith("agegender: listening at ")) {
        return URI.create(line.substring(line.lastIndexOf(' ') + 1));
      }
    }
    throw new IOException("the service ended: " + lines);
  }

  @Test
  void sigtermLetsARequestInFlightFinishAndTheExitCodeIsZero() throws Exception {
    Process process = serve();
    List<String> lines = new ArrayList<>();
    try (BufferedReader err = process.errorReader()) {
      URI address = listening(err, lines);
      assertThat(address.getHost()).isEqualTo("127.0.0.1");
      try (Socket socket = new Socket(address.getHost(), address.getPort())) {
        OutputStream out = socket.getOutputStream();
        out.write(head().getBytes(StandardCharsets.US_ASCII));
        out.write(picture, 0, 10);
        out.flush();
        // The server answers so once it has begun to read the body.
        assertThat(line(socket)).startsWith("HTTP/1.1 100");
        process.toHandle().destroy();
        assertThat(err.readLine()).contains("stopping", "the service");
        out.write(picture, 10, picture.length - 10);
        out.flush();
        String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(answer)
            .contains("HTTP/1.1 200")
            .containsPattern("\"years\":(39|40)\\.")
            .contains("\"label\":\"male\"");
      }
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).isZero();
      assertThat(err.lines()).containsExactly("agegender: the service has stopped");
      assertThat(process.getInputStream().readAllBytes()).isEmpty();
      assertThat(lines).noneMatch(line -> line.startsWith("WARN") || line.startsWith("ERROR"));
    } finally {
      process.destroyForcibly();
    }
  }

  private static String head() {
    return "POST /v1/analyze HTTP/1.1\r\nHost: a\r\nContent-Type: image/jpeg\r\n"
        + "Expect: 100-continue\r\nConnection: close\r\nContent-Length: "
        + picture.length
        + "\r\n\r\n";
  }

  private static String line(Socket socket) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = socket.getInputStream().read(); c >= 0 && c != '\n'; ) {
      line.append((char) c);
      c = socket.getInputStream().read();
    }
    return line.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          --port 70000                        | port must be 0..65535
          --host 192.0.2.1                    | cannot listen at 192.0.2.1
          --max-body 12G                      | --max-body must be a size such as
          --max-body 0                        | --max-body must be a size such as
          --max-body 1500M                    | 1 to 1073741824 bytes, found '1500M'
          --max-pixels 0                      | --max-pixels must be 1..
          --max-faces 0                       | --max-faces must be 1..
          --max-pictures 0                    | --max-pictures must be 1..
          --request-timeout 0                 | --request-timeout must be 1..86400 seconds, found 0
          --batch-size 0                      | --batch-size must be 1..1024, found 0
          --batch-wait-ms -1                  | --batch-wait-ms must be 0..1000, found -1
          --queue 0                           | --queue must be 1..1000000, found 0
          --queue 2147483647                  | --queue must be 1..1000000, found 2147483647
          --queue 16 --threads 1              | --max-pictures must be at most 24, the 16 of
          --threads -1                        | --threads must be 0..1024, found -1
          --threads 300000000                 | --threads must be 0..1024, found 300000000
          --max-connections 0                 | --max-connections must be 1..
          --stop-timeout 0                    | --stop-timeout must be 1..86400 seconds, found 0
          --cors-origin example.org           | such as https://example.org
          --api-key-file none.txt             | none.txt: the keys cannot be read
          --detector yunet                    | exclude each other
          """)
  void whatCannotBeIsRefusedInOneLine(String options, String words) {
    List<String> arguments =
        new ArrayList<>(List.of("serve", "--model", model.toString(), "--no-detect"));
    arguments.addAll(List.of(options.split(" ")));

    assertThat(Main.run(captured.console(), arguments.toArray(new String[0]))).isEqualTo(2);
    assertThat(captured.errLines()).hasSize(1);
    assertThat(captured.err()).contains(words);
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, false, true",
    "0.0.0.0, true, false",
    "127.0.0.1, false, false",
    "localhost, false, false"
  })
  void aServiceThatOthersReachWithoutAKeySaysSo(String host, boolean keys, boolean warned)
      throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("serve", "--model", model.toString(), "--no-detect"));
    arguments.addAll(List.of("--port", "0", "--threads", "1", "--host", host));
    if (keys) {
      Path file = Files.writeString(folder.resolve("some-keys"), "0123456789abcdef\n");
      arguments.addAll(List.of("--api-key-file", file.toString()));
    }
    Thread service =
        new Thread(() -> Main.run(captured.console(), arguments.toArray(String[]::new)));
    service.start();
    while (service.isAlive() && !captured.err().contains("listening at")) {
      Thread.sleep(10);
    }
    List<String> lines = captured.errLines();
    service.interrupt();
    service.join();
    assertThat(lines).last().asString().startsWith("agegender: listening at http://");
    String warning =
        "agegender: anybody who reaches %s may ask, without a key; --api-key-file demands one"
            .formatted(host);
    assertThat(lines.contains(warning)).isEqualTo(warned);
    assertThat(String.join("", lines).contains("anybody")).isEqualTo(warned);
  }

  @Test
  void keysOfTheFileAreDemanded() throws Exception {
    Path keys = Files.writeString(folder.resolve("keys"), "0123456789abcdef\n");
    Process process = serve("--api-key-file", keys.toString());
    try (BufferedReader err = process.errorReader()) {
      URI address = listening(err, new ArrayList<>());
      try (Socket socket = new Socket(address.getHost(), address.getPort())) {
        socket
            .getOutputStream()
            .write("GET /v1/model HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(line(socket)).startsWith("HTTP/1.1 401");
      }
    } finally {
      process.destroyForcibly();
    }
  }
}
