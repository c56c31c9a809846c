package org.agegender.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is said to the port, the answer is one line of JSON and the next request is served. */
class BadHttpTest {

  private static final String POST = "POST /v1/analyze HTTP/1.1\r\nHost: a\r\n";

  private static TestServer server;

  @BeforeAll
  static void start() {
    server =
        TestServer.withLimits(
            limits -> limits.withPatience(Duration.ofSeconds(1), Duration.ofSeconds(1), 1));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void theNextRequestIsServed() throws Exception {
    assertThat(server.servesTheNextRequest()).isTrue();
  }

  private static String say(String text) throws Exception {
    try (RawHttp raw = new RawHttp(server.port())) {
      return raw.send(text).untilClosed();
    }
  }

  private static String sayAll(String text) throws Exception {
    try (RawHttp raw = new RawHttp(server.port())) {
      return raw.send(text).endOfInput().untilClosed();
    }
  }

  private static void refused(String status, String answer) {
    assertThat(answer)
        .startsWith("HTTP/1.1 " + status)
        .contains("{\"error\":\"")
        .contains("application/json")
        .doesNotContain("<html", "Jetty", "jetty", "Javalin", "Exception", "\tat ");
    assertThat(answer.substring(answer.indexOf("\r\n\r\n") + 4)).doesNotContain("\n");
  }

  @Test
  void aBodySmallerThanAnnouncedTimesOut() throws Exception {
    refused("408", say(POST + "Content-Type: image/png\r\nContent-Length: 100\r\n\r\nabc"));
  }

  @Test
  void aBodyThatEndsBeforeItsLengthIsRefusedOrDropped() throws Exception {
    int looked = server.network.batches().size();
    byte[] picture = TestPictures.face();
    String head =
        POST + "Content-Type: image/png\r\nContent-Length: " + (picture.length + 1) + "\r\n\r\n";
    String answer = sayAll(head + new String(picture, StandardCharsets.ISO_8859_1));
    if (!answer.isEmpty()) {
      refused("400", answer);
    }
    assertThat(server.servesTheNextRequest()).isTrue();
    assertThat(server.network.batches()).as("pictures looked at").hasSize(looked + 1);
  }

  @Test
  void whatComesAfterTheAnnouncedBodyIsAnotherRequestAndNone() throws Exception {
    String answer =
        say(
            POST
                + "Content-Type: image/png\r\nContent-Length: 3\r\n\r\nabcTHIS IS TOO MUCH\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 415 ");
    assertThat(answer.lastIndexOf("HTTP/1.1 400")).isPositive();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Content-Length: 3\\r\\nContent-Length: 4              | 400
          Content-Length: 3\\r\\nTransfer-Encoding: chunked     | 400
          Content-Length: -1                                    | 400
          Content-Length: 99999999999999999999                  | 400
          Content-Length: 1099511627776                         | 413
          Content-Length: abc                                   | 400
          Transfer-Encoding: chunked, gzip                      | 400
          Transfer-Encoding: xchunked                           | 400
          X-Smuggled : 1                                        | 400
          X\\u0000: 1                                           | 400
          Host: b                                               | 400
          """)
  void headsThatContradictThemselvesAreRefused(String head, String status) throws Exception {
    String heads = head.replace("\\r\\n", "\r\n").replace("\\u0000", "\0");
    String answer = say(POST + "Content-Type: image/png\r\n" + heads + "\r\n\r\nabc");
    refused(status, answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\0\1\2\3\4\r\n\r\n",
        "GET / HTTP/9.9\r\nHost: a\r\n\r\n",
        "GET  HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET /\u0001 HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
        "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\r\n\r\n"
      })
  void whatIsNoHttpIsRefused(String text) throws Exception {
    assertThat(say(text)).startsWith("HTTP/1.1 ").contains("{\"error\":\"");
  }

  @Test
  void aHeadThatIsTooLongIsRefused() throws Exception {
    refused("431", say("GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(20_000) + "\r\n\r\n"));
    String longPath = say("GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: a\r\n\r\n");
    refused("414", longPath);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/..%2f..%2fetc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/../../etc/passwd",
        "/docs/..%2fopenapi.yaml",
        "/docs/%2e%2e/page.js",
        "/docs/..;/page.js",
        "/page.js%00.html",
        "/page.js;x=y",
        "//etc/passwd",
        "/..\\..\\etc\\passwd",
        "/%5c..%5cetc",
        "/docs//start.js",
        "/%252e%252e/page.js",
        "/web/index.html",
        "/org/agegender/server/openapi.yaml",
        "/META-INF/MANIFEST.MF",
        "/docs/swagger-ui.css/../../page.js",
        "/v1/../metrics",
        "/file:///etc/passwd",
        "/%c0%ae%c0%ae/etc"
      })
  void noPathOfARequestBecomesThePathOfAFile(String path) throws Exception {
    String answer = say("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    assertThat(answer).doesNotContain("root:");
    if (answer.startsWith("HTTP/1.1 200")) {
      // A path that normalises to one of the service's own is that one.
      assertThat(path).isIn("/docs/swagger-ui.css/../../page.js", "/v1/../metrics", "/page.js;x=y");
    } else {
      assertThat(answer).startsWith("HTTP/1.1 40").contains("{\"error\":\"");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/v1/analyze,405",
    "DELETE,/v1/model,405",
    "PUT,/,405",
    "TRACE,/,405",
    "POST,/metrics,405",
    "PATCH,/v2/models/agegender/infer,405",
    "GET,/v1,404",
    "GET,/v1/analyze/,404",
    "POST,/nothing,404",
    "BREW,/,405",
    "CONNECT,/,405"
  })
  void otherMethodsAndPathsAreRefused(String method, String path, int status) throws Exception {
    String answer = say(method + " " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 4").contains("{\"error\":\"");
    if (!method.equals("CONNECT") && !method.equals("BREW")) {
      refused(Integer.toString(status), answer);
    }
    if (status == 405 && !method.equals("CONNECT") && !method.equals("BREW")) {
      assertThat(answer).contains("Allow: ");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          text/html                                   | abc                     | 415 | Content-Type must be
          application/x-www-form-urlencoded           | a=b                     | 415 | Content-Type must be
          multipart/form-data                         | --X--                   | 400 | must name a boundary
          multipart/form-data; boundary=              | --X--                   | 400 | must name a boundary
          multipart/form-data; boundary="X            | --X--                   | 400 | a quote does not end
          multipart/form-data; boundary=X             | --X\\r\\nContent-Disposition: form-data; filename="a\\r\\n\\r\\nabc\\r\\n--X-- | 400 | every part
          multipart/form-data; boundary=X             | abc                     | 400 | malformed or ends too early
          multipart/form-data; boundary=X             | --X--                   | 400 | at least one file, found none
          multipart/form-data; boundary=X             | --X\\r\\n\\r\\nabc\\r\\n--X--   | 400 | every part of the multipart body must be a file
          multipart/form-data; boundary=X             | --X\\r\\nContent-Disposition: form-data; name="a"\\r\\n\\r\\nabc\\r\\n--X-- | 400 | every part
          multipart/form-data; boundary=X             | --X\\r\\nContent-Disposition: attachment; filename="a"\\r\\n\\r\\nabc\\r\\n--X-- | 400 | every part
          multipart/form-data; boundary=X             | --X\\r\\nContent-Disposition: form-data; filename="a"\\r\\nContent-Disposition: form-data; filename="b"\\r\\n\\r\\nabc\\r\\n--X-- | 400 | repeats one of its headers
          multipart/form-data; boundary=X             | --X\\r\\nContent-Disposition: form-data; filename="a"\\r\\n\\r\\nabc | 400 | ends too early
          multipart/form-data; boundary=X             | --X\\r\\nContent-Disposition: form-data; filename="a"\\r\\n\\r\\nabc\\r\\n--X-- | 415 | no picture
          """)
  void bodiesThatAreNoneAreRefused(String type, String body, int status, String words)
      throws Exception {
    Answer answer = server.post("/v1/analyze", type, body.replace("\\r\\n", "\r\n"));

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.error()).contains(words);
  }

  @Test
  void aTypeIsRequired() throws Exception {
    refused("415", say(POST + "Content-Length: 3\r\nConnection: close\r\n\r\nabc"));
  }

  @Test
  void theSameFileTwiceIsTwoPictures() throws Exception {
    byte[] part = AnalyzeTest.part("a", "a.png", TestPictures.face());
    Answer answer = server.post("/v1/analyze", AnalyzeTest.TYPE, AnalyzeTest.multipart(part, part));
    assertThat(answer.json().get("pictures")).hasSize(2);
  }

  @Test
  void compressedBodiesAreRefused() throws Exception {
    Answer answer =
        server.post("/v1/analyze", "image/png", TestPictures.face(), "Content-Encoding", "gzip");
    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.error()).contains("Content-Encoding");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ful=true", "full=yes", "full=true&full=true", "name=", "full", "a"})
  void queriesThatAreNoneAreRefused(String query) throws Exception {
    Answer answer = server.post("/v1/analyze?" + query, "image/png", TestPictures.face());
    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void aNameIsForOnePictureOnly() throws Exception {
    byte[] part = AnalyzeTest.part("a", "a.png", TestPictures.face());
    Answer answer =
        server.post("/v1/analyze?name=x", AnalyzeTest.TYPE, AnalyzeTest.multipart(part));
    assertThat(answer.status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../etc/passwd",
        "a%0d%0aSet-Cookie: x=y",
        "<img src=x onerror=alert(1)>",
        "C:\\\\temp\\\\a.png",
        "a;b=c.png",
        "\u00e4\u00f6.png",
        "{error:1}"
      })
  void aNameOfAFileEndsInTheAnswerAndNowhereElse(String name) throws Exception {
    byte[] part = AnalyzeTest.part("a", name, TestPictures.face());
    Answer answer = server.post("/v1/analyze", AnalyzeTest.TYPE, AnalyzeTest.multipart(part));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().get("pictures")).hasSize(1);
    assertThat(answer.json().at("/pictures/0/faces")).hasSize(1);
    // What a backslash stands before in quotes is itself.
    String meant = name.replace("\\\\", "\\");
    assertThat(answer.json().at("/pictures/0/image").asText()).isEqualTo(meant);
    assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
    assertThat(answer.headers().map().toString()).doesNotContain(meant);
  }

  @Test
  void aLineBreakInANameDoesNotBecomeAHeader() throws Exception {
    String text =
        "--XXXX\r\nContent-Disposition: form-data; name=a; filename=\"a\r\nSet-Cookie: x=y\"\r\n\r\nabc\r\n--XXXX--\r\n";
    Answer answer = server.post("/v1/analyze", AnalyzeTest.TYPE, text);
    assertThat(answer.status()).isIn(400, 415);
    assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
    Answer query =
        server.post("/v1/analyze?name=a%0d%0aSet-Cookie:%20x=y", "image/png", TestPictures.face());
    assertThat(query.json().get("image").asText()).isEqualTo("a\r\nSet-Cookie: x=y");
    assertThat(query.headers().map()).doesNotContainKey("set-cookie");
    assertThat(query.text()).doesNotContain("\n");
  }

  @Test
  void aHostOfAnotherMachineChangesNothing() throws Exception {
    assertThat(say("GET /docs HTTP/1.1\r\nHost: evil.test\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200")
        .doesNotContain("evil.test");
  }

  @Test
  void randomBytesLeaveTheServerStanding() throws Exception {
    Random random = new Random(11);
    long until = System.nanoTime() + Duration.ofSeconds(3).toNanos();
    for (int i = 0; System.nanoTime() < until && i < 500; i++) {
      byte[] bytes = new byte[1 + random.nextInt(300)];
      random.nextBytes(bytes);
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      String start =
          switch (i % 4) {
            case 0 -> "";
            case 1 -> "GET /";
            case 2 -> POST;
            default ->
                POST
                    + "Content-Type: multipart/form-data; boundary=X\r\nContent-Length: 400\r\n\r\n--X\r\n";
          };
      try (RawHttp raw = new RawHttp(server.port())) {
        String answer = raw.send(start + text).endOfInput().untilClosed();
        assertThat(answer).doesNotStartWith("HTTP/1.1 500");
      } catch (java.net.SocketException e) {
        // The server has closed while we were speaking.
        continue;
      }
    }
  }
}
