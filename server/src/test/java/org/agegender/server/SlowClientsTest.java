package org.agegender.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that send slowly, or nothing, take nothing from others. */
@Timeout(60)
class SlowClientsTest {

  @Test
  void headsThatTrickleInAreCutOffThoughTheyNeverRest() throws Exception {
    try (TestServer server =
            TestServer.withLimits(
                limits -> limits.withPatience(Duration.ofSeconds(1), Duration.ofSeconds(5), 1000));
        RawHttp raw = new RawHttp(server.port())) {
      raw.send("GET /health/live HTTP/1.1\r\n");
      long begun = System.nanoTime();
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 100; i++) {
                  raw.send("X-" + i + ": slow\r\n");
                  TimeUnit.MILLISECONDS.sleep(100);
                }
              })
          .isInstanceOf(java.io.IOException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
      assertThat(server.servesTheNextRequest()).isTrue();
    }
  }

  @Test
  void bodiesThatTrickleInAreCutOff() throws Exception {
    try (TestServer server =
            TestServer.withLimits(
                limits ->
                    limits.withPatience(Duration.ofMillis(500), Duration.ofSeconds(5), 1000));
        RawHttp raw = new RawHttp(server.port())) {
      raw.announce(50_000);
      CompletableFuture<Void> trickle = trickle(raw);
      assertThat(raw.untilClosed()).startsWith("HTTP/1.1 408").contains("came too slowly");
      trickle.get();
      assertThat(server.servesTheNextRequest()).isTrue();
    }
  }

  private static CompletableFuture<Void> trickle(RawHttp raw) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            for (int i = 0; i < 100; i++) {
              raw.send("x");
              TimeUnit.MILLISECONDS.sleep(50);
            }
          } catch (java.io.IOException | InterruptedException e) {
            // The server has closed, as it should.
            Thread.yield();
          }
        });
  }

  @Test
  void aBodyThatTakesLongerThanItsRequestMayIsToldSo() throws Exception {
    try (TestServer server =
            TestServer.withLimits(
                limits ->
                    limits
                        .withRequestTime(Duration.ofSeconds(1))
                        .withPatience(Duration.ofSeconds(5), Duration.ofSeconds(5), 1));
        RawHttp raw = new RawHttp(server.port())) {
      raw.announce(50_000);
      CompletableFuture<Void> trickle = trickle(raw);
      assertThat(raw.untilClosed())
          .startsWith("HTTP/1.1 408")
          .contains("not complete within 1 s", "--request-timeout");
      trickle.get();
      assertThat(server.servesTheNextRequest()).isTrue();
    }
  }

  @Test
  void aBodyThatStopsIsCutOff() throws Exception {
    try (TestServer server =
            TestServer.withLimits(
                limits -> limits.withPatience(Duration.ofSeconds(5), Duration.ofMillis(300), 1));
        RawHttp raw = new RawHttp(server.port())) {
      raw.announce(50_000).send("abc");
      assertThat(raw.untilClosed())
          .startsWith("HTTP/1.1 408")
          .contains("{\"error\":\"the body did not come in time\"}");
      assertThat(server.servesTheNextRequest()).isTrue();
    }
  }

  @Test
  void manyConnectionsThatSayNothingMakePlaceForOneThatDoes() throws Exception {
    try (TestServer server =
        TestServer.withLimits(
            limits ->
                limits
                    .withMaxConnections(20)
                    .withPatience(Duration.ofSeconds(1), Duration.ofSeconds(30), 1000))) {
      List<RawHttp> idle = new ArrayList<>();
      try {
        for (int i = 0; i < 60; i++) {
          RawHttp raw = new RawHttp(server.port());
          idle.add(raw);
          raw.send(i % 2 == 0 ? "" : "GET /health/live HT");
        }
        assertThat(server.servesTheNextRequest()).isTrue();
        assertThat(server.server.guard().connections()).isLessThanOrEqualTo(20);
      } finally {
        for (RawHttp raw : idle) {
          raw.close();
        }
      }
      assertThat(server.servesTheNextRequest()).isTrue();
    }
  }

  @Test
  void idleConnectionsAreClosed() throws Exception {
    try (TestServer server =
            TestServer.withLimits(
                limits ->
                    limits.withPatience(Duration.ofSeconds(5), Duration.ofMillis(300), 1000));
        RawHttp raw = new RawHttp(server.port())) {
      raw.send("GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(raw.untilClosed()).startsWith("HTTP/1.1 200").endsWith("{\"live\":true}");
    }
  }
}
