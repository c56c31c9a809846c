package org.agegender.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PageTest {

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static List<String> references(String html) {
    return Pattern.compile("(?:src|href)=\"([^\"]+)\"")
        .matcher(html)
        .results()
        .map((MatchResult found) -> found.group(1))
        .toList();
  }

  @Test
  void thePagesLoadOnlyWhatTheServerHas() throws Exception {
    for (String path : List.of("/", "/docs")) {
      Answer page = server.get(path);
      assertThat(page.header("Content-Type")).matches("text/html; ?charset=utf-8");
      assertThat(references(page.text())).isNotEmpty();
      for (String reference : references(page.text())) {
        assertThat(reference).as("of this server").startsWith("/");
        Answer file = server.get(reference);
        assertThat(file.status()).as(reference).isEqualTo(200);
        assertThat(file.body().length).isPositive();
      }
    }
  }

  @Test
  void scriptsAndStylesAreInFilesOfTheirOwnAsThePolicyDemands() throws Exception {
    for (String path : List.of("/", "/docs")) {
      assertThat(server.get(path).text())
          .doesNotContainPattern("<script(?![^>]*src=)")
          .doesNotContain("<style")
          .doesNotContainPattern("\\son[a-z]+=")
          .doesNotContain("style=\"");
    }
  }

  @Test
  void swaggerUiReadsTheDescriptionOfThisServer() throws Exception {
    assertThat(server.get("/docs/start.js").text()).contains("url: '/openapi.yaml'");
    assertThat(server.get("/docs/swagger-ui-bundle.js").body().length).isGreaterThan(1_000_000);
    assertThat(server.get("/openapi.yaml").text()).startsWith("openapi: 3.1");
  }

  @Test
  void filesAreAskedForAgainOnlyWhenTheyChanged() throws Exception {
    Answer first = server.get("/style.css");
    Answer second = server.get("/style.css", "If-None-Match", first.header("ETag"));
    assertThat(second.status()).isEqualTo(304);
    assertThat(second.body()).isEmpty();
    assertThat(first.header("Cache-Control")).isEqualTo("no-cache");
    assertThat(server.get("/v1/model").header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void headIsAnsweredWithoutABody() throws Exception {
    Answer answer =
        server.send(
            server.request("/").method("HEAD", java.net.http.HttpRequest.BodyPublishers.noBody()));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
  }
}
