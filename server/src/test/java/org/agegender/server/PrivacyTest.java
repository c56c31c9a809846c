package org.agegender.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class PrivacyTest {

  /** More than any buffer that servers keep in memory before they take to the disk. */
  private static final int LARGE = 8 << 20;

  private static Set<Path> files() throws IOException {
    try (Stream<Path> paths = Files.walk(Path.of(System.getProperty("java.io.tmpdir")))) {
      return paths.collect(Collectors.toSet());
    }
  }

  @Test
  void noPictureTouchesTheDisk() throws Exception {
    try (TestServer server = TestServer.start()) {
      assertThat(server.servesTheNextRequest()).isTrue();
      Set<Path> before = files();
      server.network.hold();
      byte[] large = java.util.Arrays.copyOf(TestPictures.face(), LARGE);
      Thread upload =
          new Thread(
              () -> {
                try {
                  server.post(
                      "/v1/analyze",
                      AnalyzeTest.TYPE,
                      AnalyzeTest.multipart(AnalyzeTest.part("a", "a.png", large)));
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      upload.start();
      while (server.network.batches().size() < 2) {
        Thread.onSpinWait();
      }
      assertThat(files()).isEqualTo(before);
      server.network.open();
      upload.join();
      assertThat(files()).isEqualTo(before);
    }
  }

  @Test
  void neitherNamesNorPicturesAreLogged() throws Exception {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Level level = root.getLevel();
    root.setLevel(Level.INFO);
    root.addAppender(log);
    try (TestServer server = TestServer.start()) {
      server.post("/v1/analyze?name=secretname", "image/png", TestPictures.face());
      server.post("/v1/analyze?name=secretname", "image/png", "secretcontent");
      server.post(
          "/v1/analyze",
          AnalyzeTest.TYPE,
          AnalyzeTest.multipart(AnalyzeTest.part("a", "secretname.png", new byte[9])));
      server.network.failWith(new IllegalStateException("broken"));
      server.post("/v1/analyze?name=secretname", "image/png", TestPictures.face());
    } finally {
      root.detachAppender(log);
      root.setLevel(level);
    }
    assertThat(log.list).isNotEmpty();
    assertThat(log.list)
        .noneMatch(event -> event.getFormattedMessage().contains("secret"))
        .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
        .hasSize(1);
  }
}
