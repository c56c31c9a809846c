package org.agegender.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.agegender.core.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StopTest {

  @Test
  void requestsInFlightFinishAndNewOnesAreRefused() throws Exception {
    TestServer server = TestServer.start();
    server.network.hold();
    CompletableFuture<Answer> inFlight =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return server.analyze(TestPictures.face());
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    while (server.network.batches().isEmpty()) {
      TimeUnit.MILLISECONDS.sleep(2);
    }
    try (RawHttp keptOpen = new RawHttp(server.port())) {
      CompletableFuture<Void> closing = CompletableFuture.runAsync(server.server::close);
      while (!server.server.isStopping()) {
        TimeUnit.MILLISECONDS.sleep(2);
      }
      TimeUnit.MILLISECONDS.sleep(200);
      assertThat(closing).isNotDone();
      assertThatThrownBy(
              () -> {
                keptOpen.send("GET /health/ready HTTP/1.1\r\nHost: a\r\n\r\n");
                String answer = keptOpen.untilClosed();
                if (answer.isEmpty() || answer.startsWith("HTTP/1.1 503")) {
                  throw new IOException("refused");
                }
              })
          .isInstanceOf(IOException.class);
      server.network.open();

      assertThat(inFlight.get().status()).isEqualTo(200);
      closing.get();
    }
    assertThatThrownBy(() -> new RawHttp(server.port())).isInstanceOf(Exception.class);
    server.close();
  }

  @Test
  void requestsThatTakeLongerThanTheStopAreCutOff() throws Exception {
    ServerOptions impatient =
        new ServerOptions(
            "127.0.0.1",
            0,
            Access.OPEN,
            HttpLimits.DEFAULT,
            TestServer.ANALYSIS,
            Duration.ofMillis(300));
    TestServer server = new TestServer(impatient);
    server.network.hold();
    try (RawHttp raw = new RawHttp(server.port())) {
      raw.announce(9);
      // The server is reading the body once it has taken memory for it.
      while (server.server.budget().taken() == 0) {
        TimeUnit.MILLISECONDS.sleep(2);
      }
      server.close();
      assertThat(raw.untilClosed()).doesNotContain("200");
    }
  }

  @Test
  void aPortThatIsTakenIsTheUsersToMend() {
    try (TestServer first = TestServer.start()) {
      ServerOptions same =
          new ServerOptions(
              "127.0.0.1",
              first.port(),
              Access.OPEN,
              HttpLimits.DEFAULT,
              TestServer.ANALYSIS,
              TestServer.OPTIONS.stopTime());
      assertThatThrownBy(() -> FaceServer.start(same, new MeanColourNetwork(), Optional.empty()))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("port " + first.port() + " (Address already in use)");
    }
  }

  @Test
  void anAddressOfAnotherMachineIsTheUsersToMend() {
    ServerOptions elsewhere =
        new ServerOptions(
            "192.0.2.1",
            0,
            Access.OPEN,
            HttpLimits.DEFAULT,
            TestServer.ANALYSIS,
            TestServer.OPTIONS.stopTime());
    assertThatThrownBy(() -> FaceServer.start(elsewhere, new MeanColourNetwork(), Optional.empty()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("192.0.2.1")
        .hasMessageContaining("--host");
  }

  @Test
  void failuresOfTheServiceShowNothingOfItsInside() throws Exception {
    try (TestServer server = TestServer.start()) {
      server.network.failWith(new IllegalStateException("secret inside"));
      Answer answer = server.analyze(TestPictures.face());
      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.text()).isEqualTo("{\"error\":\"the service failed; its log tells why\"}");
      server.network.failWith(new OutOfMemoryError("secret inside"));
      Answer error = server.analyze(TestPictures.face());
      assertThat(error.status()).isEqualTo(500);
      assertThat(error.text()).isEqualTo("{\"error\":\"the service failed; its log tells why\"}");
      server.network.failWith(null);
      assertThat(server.servesTheNextRequest()).isTrue();
    }
  }
}
