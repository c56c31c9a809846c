package org.agegender.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class PrivacyTest {

  /** More than any buffer that servers keep in memory before they take to the disk. */
  private static final int LARGE = 8 << 20;

  /** Of this run alone: others may use the same folder. */
  private static final String MARK = "not to be written to the disk: " + UUID.randomUUID();

  /** Files of the folder for temporary files that hold the mark. */
  private static List<Path> written(FileTime since) throws IOException {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    List<Path> recent = new ArrayList<>();
    Files.walkFileTree(
        folder,
        Set.of(),
        2,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isRegularFile()
                && attributes.lastModifiedTime().compareTo(since) >= 0
                && Files.isReadable(file)
                && holdsMark(file)) {
              recent.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            // Other processes come and go.
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) {
            return FileVisitResult.CONTINUE;
          }
        });
    return recent;
  }

  private static boolean holdsMark(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(1 << 16), StandardCharsets.ISO_8859_1).contains(MARK);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static byte[] markedPicture() {
    byte[] face = TestPictures.face();
    byte[] large = Arrays.copyOf(face, LARGE);
    byte[] mark = MARK.getBytes(StandardCharsets.ISO_8859_1);
    for (int at = face.length; at + mark.length < large.length; at += mark.length) {
      System.arraycopy(mark, 0, large, at, mark.length);
    }
    return large;
  }

  @Test
  void noPictureTouchesTheDisk() throws Exception {
    FileTime since = FileTime.fromMillis(System.currentTimeMillis() - 1000);
    try (TestServer server = TestServer.start()) {
      server.network.hold();
      CompletableFuture<Answer> upload =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return server.post(
                      "/v1/analyze",
                      AnalyzeTest.TYPE,
                      AnalyzeTest.multipart(AnalyzeTest.part("a", "a.png", markedPicture())));
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      while (server.network.batches().isEmpty()) {
        TimeUnit.MILLISECONDS.sleep(2);
      }
      assertThat(written(since)).isEmpty();
      server.network.open();
      assertThat(upload.get().status()).isEqualTo(200);
      assertThat(written(since)).isEmpty();
    }
  }

  @Test
  void aFileThatTheCheckLooksForIsFound() throws Exception {
    FileTime since = FileTime.fromMillis(System.currentTimeMillis() - 1000);
    Path file = Files.createTempFile("MultiPart", ".tmp");
    try {
      Files.write(file, markedPicture());
      assertThat(written(since)).contains(file);
    } finally {
      Files.delete(file);
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
        .noneMatch(event -> whole(event).contains("secret"))
        .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
        .hasSize(1)
        .allMatch(event -> whole(event).contains("IllegalStateException: broken"));
  }

  /** With the exceptions that appenders print behind it. */
  private static String whole(ILoggingEvent event) {
    return event.getFormattedMessage() + ThrowableProxyUtil.asString(event.getThrowableProxy());
  }
}
