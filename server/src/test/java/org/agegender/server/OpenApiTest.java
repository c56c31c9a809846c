package org.agegender.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** openapi.yaml is what the service does: nothing more, nothing less. */
@Timeout(120)
class OpenApiTest {

  private static final String INFER = "/v2/models/agegender/infer";

  @Test
  void pathsAndMethodsAreThoseOfTheRoutes() {
    Set<String> described =
        ApiContract.described().stream()
            .map(line -> line.substring(0, line.lastIndexOf(' ')))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> routes =
        Stream.of(Route.values())
            .map(route -> route.method().toLowerCase(Locale.ROOT) + " " + route.path())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(described).isEqualTo(routes);
  }

  /**
   * Each answer is held to its schema by {@link ApiContract}; here every one of them is provoked.
   */
  @Test
  void everyStatusThatIsDescribedCanBeSeen() throws Exception {
    ApiContract.forget();
    open();
    limited();
    impatient();
    locked();
    foreign();
    failing();
    int attempts = 1;
    while (!stopping()) {
      assertThat(attempts++).isLessThan(10);
    }
    assertThat(ApiContract.seen()).containsAll(ApiContract.described());
  }

  private static void open() throws Exception {
    try (TestServer server = TestServer.start()) {
      for (Route route : Route.values()) {
        if (route.method().equals("GET")) {
          Answer answer = server.get(route.path());
          assertThat(answer.status()).as(route.path()).isEqualTo(200);
          if (!answer.header("ETag").isEmpty()) {
            assertThat(server.get(route.path(), "If-None-Match", answer.header("ETag")).status())
                .isEqualTo(304);
          }
        }
      }
      server.analyze(TestPictures.face());
      server.analyze(TestPictures.bomb(40_000, 40_000));
      server.analyze(TestPictures.bomb(3000, 3000));
      server.analyze(new byte[10]);
      server.post("/v1/analyze?full=maybe", "image/png", new byte[1]);
      server.post(INFER, "application/json", KServeTest.tensor("[1,1,1,3]", "[1,2,3]"));
      server.post(INFER, "application/json", "{}");
      server.post(INFER, "text/plain", "{}");
    }
  }

  private static void limited() throws Exception {
    try (TestServer server =
        TestServer.withLimits(
            limits -> limits.withMaxBodyBytes(5000).withRequestTime(Duration.ofMillis(400)))) {
      server.post("/v1/analyze", "image/png", new byte[5001]);
      server.post(INFER, "application/json", new byte[5001]);
      server.network.hold();
      server.analyze(TestPictures.face());
      server.post(INFER, "application/json", KServeTest.tensor("[1,1,1,3]", "[1,2,3]"));
    }
  }

  /**
   * A service that soon closes what is idle. None of its connections is used twice: it might be
   * closed just as the second request is sent.
   */
  private static void impatient() throws Exception {
    try (TestServer server =
        TestServer.withLimits(
            limits ->
                limits
                    .withRequestTime(Duration.ofMillis(400))
                    .withPatience(Duration.ofSeconds(5), Duration.ofMillis(200), 1))) {
      stalled(server, "/v1/analyze", "image/png");
      stalled(server, INFER, "application/json");
    }
  }

  /** A client library sends what it announces, so this one answer is read from the wire. */
  private static void stalled(TestServer server, String path, String type) throws Exception {
    try (RawHttp raw = new RawHttp(server.port())) {
      raw.send(
          "POST %s HTTP/1.1\r\nHost: a\r\nContent-Type: %s\r\nContent-Length: 9\r\n\r\n"
              .formatted(path, type));
      ApiContract.check("POST", path, Answer.ofWire(raw.untilClosed()));
    }
  }

  private static void locked() throws Exception {
    Access access = new Access(List.of(ApiKey.of("0123456789abcdef")), Set.of());
    try (TestServer server = TestServer.withAccess(access)) {
      for (Route route : Route.values()) {
        if (route.needsKey()) {
          server.send(
              server
                  .request(route.path())
                  .method(route.method(), HttpRequest.BodyPublishers.noBody()));
        }
      }
    }
  }

  private static void foreign() throws Exception {
    try (TestServer server = TestServer.start()) {
      for (String path : List.of("/v1/analyze", INFER)) {
        server.post(path, "image/png", new byte[1], "Sec-Fetch-Site", "cross-site");
      }
    }
  }

  private static void failing() throws Exception {
    try (TestServer server = TestServer.start()) {
      server.network.failWith(new IllegalStateException("broken"));
      server.analyze(TestPictures.face());
      server.post(INFER, "application/json", KServeTest.tensor("[1,1,1,3]", "[1,2,3]"));
    }
  }

  /**
   * Those that wait on a connection when the service begins to stop.
   *
   * @return whether all were answered: a connection of which the service has read nothing yet is
   *     closed as an idle one
   */
  private static boolean stopping() throws Exception {
    boolean answered = true;
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
    List<String> paths = List.of("/health/ready", "/v2/health/ready", "/v2/models/agegender/ready");
    List<RawHttp> begun = new ArrayList<>();
    for (String path : paths) {
      RawHttp raw = new RawHttp(server.port());
      begun.add(raw.send("GET " + path + " HTTP/1.1\r\nHost: a\r\n"));
    }
    CompletableFuture<Void> closing = CompletableFuture.runAsync(server.server::close);
    while (server.takesConnections()) {
      TimeUnit.MILLISECONDS.sleep(2);
    }
    for (int i = 0; i < paths.size(); i++) {
      String answer = restOf(begun.get(i));
      if (answer.isEmpty()) {
        answered = false;
      } else {
        ApiContract.check("GET", paths.get(i), Answer.ofWire(answer));
      }
      begun.get(i).close();
    }
    server.network.open();
    closing.get();
    inFlight.get();
    return answered;
  }

  /** Ends a request and reads its answer; empty where the service has closed the connection. */
  private static String restOf(RawHttp begun) throws IOException {
    try {
      return begun.send("\r\n").untilClosed();
    } catch (SocketException e) {
      return "";
    }
  }
}
