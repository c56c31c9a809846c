package org.agegender.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.agegender.server.batch.BatchOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LimitsTest {

  /** The first request takes its time to load classes. */
  @BeforeAll
  static void warmUp() throws Exception {
    try (TestServer server = TestServer.start()) {
      assertThat(server.servesTheNextRequest()).isTrue();
    }
  }

  private static void until(BooleanSupplier reached) throws InterruptedException {
    while (!reached.getAsBoolean()) {
      TimeUnit.MILLISECONDS.sleep(2);
    }
  }

  private static CompletableFuture<Answer> later(TestServer server) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return server.analyze(TestPictures.face());
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        },
        work -> new Thread(work).start());
  }

  private static TestServer with(int threads, int queue, int faces, Duration requestTime) {
    return new TestServer(
        TestServer.options(
            Access.OPEN,
            HttpLimits.DEFAULT.withRequestTime(requestTime).withMaxPictures(threads + queue),
            new AnalysisOptions(
                TestServer.ANALYSIS.pictures(),
                threads,
                threads,
                queue,
                new BatchOptions(1, 1, faces, Duration.ZERO))));
  }

  @Test
  void aFullQueueOfPicturesAnswers503AndWhoWaitsIsServed() throws Exception {
    try (TestServer server = with(1, 2, 10, Duration.ofSeconds(30))) {
      server.network.hold();
      List<CompletableFuture<Answer>> waiting =
          Stream.generate(() -> later(server)).limit(3).toList();
      until(() -> server.server.pool().waiting() == 2);

      Answer refused = server.analyze(TestPictures.face());

      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.header("Retry-After")).isEqualTo("1");
      assertThat(refused.error()).contains("3 pictures are waiting or worked on", "the limit is 3");
      assertThat(server.get("/health/ready").status()).isEqualTo(200);
      server.network.open();
      for (CompletableFuture<Answer> answer : waiting) {
        assertThat(answer.get().status()).isEqualTo(200);
      }
      assertThat(server.servesTheNextRequest()).isTrue();
    }
  }

  @Test
  void aFullQueueOfFacesAnswers503() throws Exception {
    try (TestServer server = with(4, 8, 1, Duration.ofSeconds(30))) {
      server.network.hold();
      CompletableFuture<Answer> running = later(server);
      until(() -> server.network.batches().size() == 1);
      CompletableFuture<Answer> waiting = later(server);
      until(() -> server.server.batcher().waitingFaces() == 1);

      Answer refused = server.analyze(TestPictures.face());

      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.error()).contains("1 faces wait for the network already");
      server.network.open();
      assertThat(running.get().status()).isEqualTo(200);
      assertThat(waiting.get().status()).isEqualTo(200);
    }
  }

  @Test
  void aRequestThatTakesTooLongIsGivenUpAndItsFacesAreDropped() throws Exception {
    try (TestServer server = with(2, 8, 10, Duration.ofSeconds(2))) {
      server.network.hold();
      CompletableFuture<Answer> running = later(server);
      until(() -> server.network.batches().size() == 1);

      Answer late = server.analyze(TestPictures.face());

      assertThat(late.status()).isEqualTo(503);
      assertThat(late.error()).contains("before the deadline");
      assertThat(running.get().status()).isEqualTo(503);
      until(() -> server.server.batcher().waitingFaces() == 0);
      server.network.open();
      until(() -> server.server.pool().inHand() == 0);
      assertThat(server.servesTheNextRequest()).isTrue();
      assertThat(server.network.batches()).containsExactly(1, 1);
      assertThat(server.get("/metrics").text())
          .containsPattern("agegender_faces_dropped_total [12]\\.0");
    }
  }

  @Test
  void tensorsAreGivenUpAsWell() throws Exception {
    try (TestServer server = with(2, 8, 10, Duration.ofMillis(300))) {
      server.network.hold();
      Answer late =
          server.post(
              "/v2/models/agegender/infer",
              "application/json",
              KServeTest.tensor("[1,1,1,3]", "[1,2,3]"));
      assertThat(late.status()).isEqualTo(503);
    }
  }

  @Test
  void aBodyLargerThanTheLimitIsRefusedBeforeItIsSent() throws Exception {
    try (TestServer server = TestServer.withLimits(limits -> limits.withMaxBodyBytes(100_000));
        RawHttp raw = new RawHttp(server.port())) {
      raw.send(
          "POST /v1/analyze HTTP/1.1\r\nHost: a\r\nContent-Type: image/png\r\n"
              + "Content-Length: 100001\r\nExpect: 100-continue\r\n\r\n");
      String answer = raw.untilClosed();
      assertThat(answer).startsWith("HTTP/1.1 413 ").contains("at most 100000 bytes");
      assertThat(server.servesTheNextRequest()).isTrue();
    }
  }

  @Test
  void whoStillSendsTooMuchHearsWhyItIsRefused() throws Exception {
    try (TestServer server = TestServer.withLimits(limits -> limits.withMaxBodyBytes(100_000));
        RawHttp raw = new RawHttp(server.port())) {
      byte[] piece = new byte[1 << 20];
      int pieces = 64;
      raw.announce((long) pieces * piece.length);
      for (int i = 0; i < pieces; i++) {
        raw.send(piece);
      }
      assertThat(raw.untilClosed())
          .startsWith("HTTP/1.1 413 ")
          .contains("Connection: close", "at most 100000 bytes")
          .endsWith("\"}");
      assertThat(server.servesTheNextRequest()).isTrue();
    }
  }

  @Test
  void whoSendsOnAndOnAfterARefusalIsCutOff() throws Exception {
    try (TestServer server =
            TestServer.withLimits(
                limits -> limits.withMaxBodyBytes(100_000).withRequestTime(Duration.ofSeconds(1)));
        RawHttp raw = new RawHttp(server.port())) {
      byte[] piece = new byte[1 << 16];
      raw.announce(1L << 40);
      assertThat(raw.statusLine()).startsWith("HTTP/1.1 413 ");
      long begun = System.nanoTime();
      assertThatThrownBy(
              () -> {
                while (true) {
                  raw.send(piece);
                }
              })
          .isInstanceOf(java.io.IOException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - begun))
          .isBetween(Duration.ofMillis(500), Duration.ofSeconds(15));
      assertThat(server.servesTheNextRequest()).isTrue();
    }
  }

  @Test
  void aBodyWithoutALengthIsCutOffAtTheLimit() throws Exception {
    try (TestServer server = TestServer.withLimits(limits -> limits.withMaxBodyBytes(100_000))) {
      assertThat(chunked(server, 100_000).status()).isEqualTo(415);
      try (RawHttp raw = new RawHttp(server.port())) {
        raw.send(
            "POST /v1/analyze HTTP/1.1\r\nHost: a\r\nContent-Type: image/png\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n186a1\r\n");
        raw.send("x".repeat(100_001) + "\r\n0\r\n\r\n");
        assertThat(raw.statusLine()).startsWith("HTTP/1.1 413 ");
      }
      assertThat(server.servesTheNextRequest()).isTrue();
    }
  }

  private static Answer chunked(TestServer server, int length) throws Exception {
    return server.send(
        server
            .request("/v1/analyze")
            .header("Content-Type", "image/png")
            .POST(
                HttpRequest.BodyPublishers.ofInputStream(
                    () -> new ByteArrayInputStream(new byte[length]))));
  }

  @Test
  void theBodiesOfAllRequestsTogetherAreLimited() throws Exception {
    try (TestServer server =
        TestServer.withLimits(
            limits -> limits.withMaxBodyBytes(100_000).withMaxWaitingBytes(100_000))) {
      server.network.hold();
      byte[] large = java.util.Arrays.copyOf(TestPictures.face(), 90_000);
      CompletableFuture<Answer> holding =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return server.analyze(large);
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      until(() -> server.network.batches().size() == 1);
      assertThat(server.server.budget().taken()).isEqualTo(90_000);

      Answer refused = server.analyze(large);
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.error()).contains("too many bytes of other requests wait already");

      server.network.open();
      assertThat(holding.get().status()).isEqualTo(200);
      until(() -> server.server.budget().taken() == 0);
      assertThat(server.analyze(large).status()).isEqualTo(200);
    }
  }

  @Test
  void tooManyPicturesAreRefused() throws Exception {
    try (TestServer server = TestServer.withLimits(limits -> limits.withMaxPictures(2))) {
      byte[] part = AnalyzeTest.part("a", "a.png", TestPictures.face());
      assertThat(
              server
                  .post("/v1/analyze", AnalyzeTest.TYPE, AnalyzeTest.multipart(part, part))
                  .status())
          .isEqualTo(200);
      Answer answer =
          server.post("/v1/analyze", AnalyzeTest.TYPE, AnalyzeTest.multipart(part, part, part));
      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.error()).contains("at most 2 pictures");
      assertThat(
              server
                  .post(
                      "/v1/analyze",
                      AnalyzeTest.TYPE,
                      AnalyzeTest.multipart(part, part, part, part))
                  .status())
          .isIn(400, 413);
    }
  }

  @Test
  void aSlowNetworkIsNoReasonToCloseTheConnection() throws Exception {
    try (TestServer server =
        TestServer.withLimits(
            limits -> limits.withPatience(Duration.ofSeconds(1), Duration.ofMillis(300), 1000))) {
      server.network.hold();
      CompletableFuture<Answer> waiting = later(server);
      until(() -> server.network.batches().size() == 1);
      TimeUnit.MILLISECONDS.sleep(1500);
      server.network.open();
      assertThat(waiting.get().status()).isEqualTo(200);
    }
  }

  @Test
  void limitsAreHeldToTheirRanges() {
    assertThatThrownBy(() -> HttpLimits.DEFAULT.withMaxBodyBytes(0))
        .hasMessageContaining("maxBodyBytes must be 1..");
    assertThatThrownBy(() -> HttpLimits.DEFAULT.withMaxWaitingBytes(5))
        .hasMessageContaining("maxWaitingBytes must be at least maxBodyBytes");
    assertThatThrownBy(() -> HttpLimits.DEFAULT.withRequestTime(Duration.ZERO))
        .hasMessageContaining("requestTime");
    assertThatThrownBy(() -> HttpLimits.DEFAULT.withMaxConnections(0))
        .hasMessageContaining("maxConnections");
    assertThatThrownBy(() -> HttpLimits.DEFAULT.withMaxPictures(0))
        .hasMessageContaining("maxPictures");
  }

  @Test
  void aRequestMayNotHaveMorePicturesThanFindAPlaceAtOnce() {
    AnalysisOptions analysis = TestServer.ANALYSIS;
    int places = analysis.inFlight() + analysis.queue();
    HttpLimits most = HttpLimits.DEFAULT.withMaxPictures(places);
    HttpLimits beyond = most.withMaxPictures(places + 1);
    assertThat(TestServer.options(Access.OPEN, most, analysis).limits()).isEqualTo(most);
    assertThatThrownBy(() -> TestServer.options(Access.OPEN, beyond, analysis))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "maxPictures must be at most inFlight + queue, 36, to find places at once, found 37");
  }
}
