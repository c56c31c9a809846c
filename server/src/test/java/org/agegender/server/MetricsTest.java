package org.agegender.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MetricsTest {

  @Test
  void requestsPicturesFacesAndBatchesAreCounted() throws Exception {
    try (TestServer server = TestServer.start()) {
      server.analyze(TestPictures.plain("png", 64, 64, 0x281402));
      server.analyze(TestPictures.plain("png", 64, 64, 0));
      server.analyze(new byte[] {1, 2, 3});
      server.get("/nothing/at/all");
      String text = metrics(server, "route=\"other\",status=\"404\"");

      assertThat(text)
          .contains(
              "agegender_request_duration_seconds_count{route=\"/v1/analyze\",status=\"200\"} 2")
          .contains(
              "agegender_request_duration_seconds_count{route=\"/v1/analyze\",status=\"415\"} 1")
          .contains(
              "agegender_request_duration_seconds_bucket{route=\"/v1/analyze\",status=\"200\",le=\"")
          .contains("agegender_request_duration_seconds_count{route=\"other\",status=\"404\"} 1")
          .contains("agegender_pictures_total{outcome=\"analysed\"} 2.0")
          .contains("agegender_pictures_total{outcome=\"unreadable\"} 1.0")
          .contains("agegender_faces_total 3.0")
          .contains("agegender_batch_size_sum 3.0")
          .contains("agegender_batch_size_bucket{le=\"4.0\"}")
          .contains("agegender_pictures_waiting 0.0")
          .contains("agegender_faces_waiting 0.0")
          .contains("agegender_body_bytes 0.0")
          .contains("agegender_faces_dropped_total 0.0")
          .containsPattern("agegender_connections [1-9]")
          .containsPattern("process_resident_memory_bytes [1-9]")
          .contains("jvm_memory_used_bytes");
      assertThat(text).doesNotContain("/nothing");
    }
  }

  /** A request is counted after its answer was sent, so the figures may come a moment later. */
  private static String metrics(TestServer server, String awaited) throws Exception {
    String text = server.get("/metrics").text();
    while (!text.contains(awaited)) {
      TimeUnit.MILLISECONDS.sleep(5);
      text = server.get("/metrics").text();
    }
    return text;
  }

  /** A silent sender is waited for for a second. */
  @Test
  void theTimeOfARefusalEndsWithItsAnswer() throws Exception {
    try (TestServer server = TestServer.withLimits(limits -> limits.withMaxBodyBytes(100_000));
        RawHttp raw = new RawHttp(server.port())) {
      assertThat(server.servesTheNextRequest()).isTrue();
      raw.announce(1_000_000);
      assertThat(raw.statusLine()).startsWith("HTTP/1.1 413 ");
      String sum = "agegender_request_duration_seconds_sum{route=\"/v1/analyze\",status=\"413\"} ";
      String text = metrics(server, sum);
      String seconds = text.substring(text.indexOf(sum) + sum.length()).lines().findFirst().get();
      assertThat(Double.parseDouble(seconds)).isBetween(1e-6, 0.9);
    }
  }

  @Test
  void noClientCanMakeTheListOfFiguresGrow() throws Exception {
    try (TestServer server = TestServer.start()) {
      server.get("/nothing/0");
      String before = metrics(server, "route=\"other\"");
      for (int i = 1; i < 50; i++) {
        server.get("/nothing/" + i + "?x=" + i, "X-Header-" + i, "x");
      }
      assertThat(metrics(server, "route=\"other\",status=\"404\"} 50").lines().count())
          .isLessThan(before.lines().count() + 40);
    }
  }
}
