package org.agegender.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.agegender.core.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {

  private static final String KEY = "0123456789abcdef";
  private static final String OTHER = "fedcba9876543210";
  private static final String SITE = "https://example.org";

  private static TestServer locked() {
    return TestServer.withAccess(new Access(List.of(ApiKey.of(OTHER), ApiKey.of(KEY)), Set.of()));
  }

  @Test
  void aKeyOpensInEitherHeader() throws Exception {
    try (TestServer server = locked()) {
      for (String[] header :
          new String[][] {
            {"Authorization", "Bearer " + KEY},
            {"authorization", "bearer  " + KEY},
            {"X-API-Key", KEY},
            {"X-API-Key", OTHER}
          }) {
        assertThat(server.get("/v1/model", header).status()).as(header[0]).isEqualTo(200);
      }
    }
  }

  @Test
  void withoutAKeyOfTheListAllDataIsClosed() throws Exception {
    try (TestServer server = locked()) {
      for (String[] header :
          new String[][] {
            {"X-Nothing", "here"},
            {"X-API-Key", KEY + "0"},
            {"X-API-Key", ""},
            {"X-API-Key", KEY.substring(1)},
            {"Authorization", "Basic " + KEY},
            {"Authorization", KEY}
          }) {
        for (Route route : Route.values()) {
          HttpRequest.Builder request = server.request(route.path()).headers(header);
          request =
              route.method().equals("GET")
                  ? request.GET()
                  : request
                      .header("Content-Type", "image/png")
                      .POST(HttpRequest.BodyPublishers.ofByteArray(TestPictures.face()));
          Answer answer = server.send(request);
          assertThat(answer.status() == 401).as(route.path()).isEqualTo(route.needsKey());
          if (answer.status() == 401) {
            assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
            assertThat(answer.text()).doesNotContain(KEY);
          }
        }
      }
      assertThat(server.network.batches()).isEmpty();
    }
  }

  @Test
  void aRequestRefusedBeforeItsBodyHasComeEndsTheConnection() throws Exception {
    try (TestServer server = locked()) {
      for (String path : List.of("/v1/analyze", "/nothing/here")) {
        try (RawHttp raw = new RawHttp(server.port())) {
          String answer = raw.send(post(path, 200_000) + "abc").untilClosed();
          assertThat(answer).containsOnlyOnce("HTTP/1.1 4").contains("Connection: close");
        }
      }
    }
  }

  @Test
  void aRequestRefusedAfterItsBodyHasComeLeavesTheConnection() throws Exception {
    try (TestServer server = locked();
        RawHttp raw = new RawHttp(server.port())) {
      String next = "GET /health/live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
      String answers = raw.send(post("/v1/analyze", 3) + "abc" + next).untilClosed();
      assertThat(answers).startsWith("HTTP/1.1 401").containsOnlyOnce("HTTP/1.1 200");
    }
  }

  private static String post(String path, int length) {
    return "POST %s HTTP/1.1\r\nHost: a\r\nContent-Type: image/png\r\nContent-Length: %d\r\n\r\n"
        .formatted(path, length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/%6dodel",
        "/v1/model/",
        "/v1//model",
        "//v1/model",
        "/V1/MODEL",
        "/v1/model;a=b",
        "/v1/./model",
        "/v1/x/../model",
        "/v1/model?x=/health/live",
        "/health/live/../../v1/model",
        "http://a/v1/model"
      })
  void noOtherWayOfWritingAPathGoesAroundTheKey(String path) throws Exception {
    try (TestServer server = locked();
        RawHttp raw = new RawHttp(server.port())) {
      raw.send("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
      assertThat(raw.untilClosed()).startsWith("HTTP/1.1 40").doesNotContain("crop_geometry");
    }
  }

  @Test
  void healthStaysOpen() {
    assertThat(List.of(Route.values()))
        .filteredOn(route -> route.path().contains("health"))
        .hasSize(4)
        .noneMatch(Route::needsKey);
  }

  @Test
  void keysAreReadFromAFile(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("keys");
    Files.writeString(file, "# of Anna\n" + KEY + "\n\n  " + OTHER + "  \r\n");
    List<ApiKey> keys = ApiKey.read(file);
    assertThat(keys).hasSize(2);
    assertThat(keys.get(1).matches(OTHER)).isTrue();
    assertThat(keys.get(1).matches(KEY)).isFalse();
    assertThat(keys.toString()).doesNotContain(KEY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"short", "with a blank in it", "umlaut-ä-0123456789", "\u0000123456789abcdef"})
  void aKeyThatIsNoneIsRefusedWithoutShowingIt(String key, @TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("keys"), KEY + "\n" + key + "\n");
    assertThatThrownBy(() -> ApiKey.read(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("keys line 2: a key must have 16 to 256 visible ASCII characters")
        .hasMessageNotContaining(key);
  }

  @Test
  void aFileWithoutKeysIsRefused(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("keys"), "# none\n");
    assertThatThrownBy(() -> ApiKey.read(file)).hasMessageContaining("at least one key");
    assertThatThrownBy(() -> ApiKey.read(folder.resolve("none")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  void pagesOfOtherSitesGetNothingUnlessNamed() throws Exception {
    try (TestServer server = TestServer.start()) {
      Answer answer = server.get("/v1/model", "Origin", SITE);
      assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
      Answer post =
          server.post(
              "/v1/analyze",
              "image/png",
              TestPictures.face(),
              "Origin",
              SITE,
              "Sec-Fetch-Site",
              "cross-site");
      assertThat(post.status()).isEqualTo(403);
      assertThat(server.network.batches()).isEmpty();
      assertThat(preflight(server).status()).isEqualTo(405);
    }
  }

  @Test
  void namedSitesAreLetIn() throws Exception {
    try (TestServer server =
        TestServer.withAccess(new Access(List.of(ApiKey.of(KEY)), Set.of(SITE)))) {
      Answer preflight = preflight(server);
      assertThat(preflight.status()).isEqualTo(204);
      assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo(SITE);
      assertThat(preflight.header("Access-Control-Allow-Headers")).contains("Authorization");
      Answer post =
          server.post(
              "/v1/analyze",
              "image/png",
              TestPictures.face(),
              "Origin",
              SITE,
              "Sec-Fetch-Site",
              "cross-site",
              "X-API-Key",
              KEY);
      assertThat(post.status()).isEqualTo(200);
      assertThat(post.header("Access-Control-Allow-Origin")).isEqualTo(SITE);
      assertThat(post.header("Vary")).contains("Origin");
      Answer other = server.get("/health/live", "Origin", "https://example.org.evil.test");
      assertThat(other.header("Access-Control-Allow-Origin")).isEmpty();
    }
  }

  private static Answer preflight(TestServer server) throws Exception {
    return server.send(
        server
            .request("/v1/analyze")
            .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
            .headers("Origin", SITE, "Access-Control-Request-Method", "POST"));
  }

  @Test
  void thePageOfTheServiceItselfMayPost() throws Exception {
    try (TestServer server = TestServer.start()) {
      Answer post =
          server.post(
              "/v1/analyze",
              "image/png",
              TestPictures.face(),
              "Origin",
              "https://proxy.example",
              "Sec-Fetch-Site",
              "same-origin");
      assertThat(post.status()).isEqualTo(200);
    }
  }

  @Test
  void whereABrowserTellsTheOriginAloneItMustBeThisService() throws Exception {
    try (TestServer server = TestServer.start()) {
      String here = "http://127.0.0.1:" + server.port();
      for (String foreign : List.of(SITE, "null", "http://127.0.0.1", here + "0")) {
        assertThat(analyzeFrom(server, foreign).status()).as(foreign).isEqualTo(403);
      }
      assertThat(server.network.batches()).isEmpty();
      assertThat(analyzeFrom(server, here).status()).isEqualTo(200);
    }
  }

  private static Answer analyzeFrom(TestServer server, String origin) throws Exception {
    return server.post("/v1/analyze", "image/png", TestPictures.face(), "Origin", origin);
  }

  @ParameterizedTest
  @CsvSource({
    "http://a, a, true",
    "http://a, A:80, true",
    "https://a, a:443, true",
    "https://a:8443, a:8443, true",
    "'http://[::1]:8080', '[::1]:8080', true",
    "http://a, a:8080, false",
    "https://a, a:80, false",
    "http://a.example, a, false",
    "null, null, false",
  })
  void anOriginIsThisServiceIfItsHostAndPortAreThoseAskedFor(
      String origin, String host, boolean here) {
    assertThat(CrossOrigin.isHere(origin, host)).isEqualTo(here);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "example.org",
        "https://example.org/",
        "ftp://example.org",
        "https://",
        "null",
        "https://user@example.org",
        "https://example.org:99999999999"
      })
  void originsThatAreNoneAreRefused(String origin) {
    assertThatThrownBy(() -> new Access(List.of(), Set.of(origin)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("such as https://example.org");
  }

  @Test
  void everyAnswerHasTheHeadersThatKeepBrowsersIn() throws Exception {
    try (TestServer server = locked()) {
      for (String path : List.of("/", "/health/live", "/v1/model", "/nothing", "/docs")) {
        Answer answer = server.get(path);
        assertThat(answer.header("Content-Security-Policy"))
            .as(path)
            .startsWith("default-src 'none'; script-src 'self'; style-src 'self'")
            .doesNotContain("unsafe", "*", "http");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Server")).isEmpty();
        assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
      }
    }
  }
}
