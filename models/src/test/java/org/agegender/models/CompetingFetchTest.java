package org.agegender.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.agegender.core.Progress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several threads, and several processes, that want the same file. */
final class CompetingFetchTest {

  @TempDir private Path folder;

  private LocalServer server;
  private Shelf shelf;

  @BeforeEach
  void start() throws Exception {
    server = new LocalServer();
    shelf = Shelf.at(server.address("made_up-1.onnx"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** Another process: fetches what its arguments say. */
  static final class Fetcher {
    private Fetcher() {}

    public static void main(String[] arguments) throws Exception {
      Shelf shelf = Shelf.at(java.net.URI.create(arguments[1]));
      System.out.println("ready");
      System.out.println(shelf.cache(Path.of(arguments[0])).fetch(Shelf.NAME, Progress.silent()));
    }
  }

  @Test
  void threadsThatWantTheSameFileFetchItOnce() throws Exception {
    int threads = 6;
    CountDownLatch all = new CountDownLatch(threads);
    server.usually(
        exchange -> {
          await(all);
          LocalServer.whole(shelf.content()).answer(exchange);
        });
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      Callable<Path> fetch =
          () -> {
            all.countDown();
            return shelf.cache(folder).fetch(Shelf.NAME, Progress.silent());
          };
      for (Future<Path> fetched :
          executor.invokeAll(List.of(fetch, fetch, fetch, fetch, fetch, fetch))) {
        assertThat(fetched.get()).hasBinaryContent(shelf.content());
      }
    } finally {
      executor.shutdownNow();
    }
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void aProcessWaitsForAnotherThatFetchesAndUsesWhatThatOneGot() throws Exception {
    CountDownLatch requested = new CountDownLatch(1);
    server.usually(
        exchange -> {
          requested.countDown();
          LocalServer.whole(shelf.content()).answer(exchange);
        });
    Process process;
    try (FileChannel lock =
        FileChannel.open(
            folder.resolve("made_up-1.onnx.lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE)) {
      lock.lock();
      process = fetcher();
      try (BufferedReader said = process.inputReader()) {
        assertThat(said.readLine()).isEqualTo("ready");
        assertThat(requested.await(1500, TimeUnit.MILLISECONDS)).isFalse();
        Files.write(folder.resolve("made_up-1.onnx"), shelf.content());
        lock.close();
        assertThat(said.readLine()).isEqualTo(folder.resolve("made_up-1.onnx").toString());
      }
    }
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void aFetchThatIsInterruptedKeepsWhatCameAndLetsGoOfTheLock() throws Exception {
    Progress progress =
        (what, total) ->
            new Progress.Task() {
              @Override
              public void advance(long steps) {
                Thread.currentThread().interrupt();
              }

              @Override
              public void detail(String text) {}

              @Override
              public void close() {}
            };
    server.once(server.stalled(shelf.content(), 100_000, "ETag", "\"a\""));
    assertThatThrownBy(() -> shelf.cache(folder).fetch(Shelf.NAME, progress))
        .isInstanceOf(InterruptedException.class);
    server.once(LocalServer.file(shelf.content(), "\"a\""));
    assertThat(shelf.cache(folder).fetch(Shelf.NAME, Progress.silent()))
        .hasBinaryContent(shelf.content());
    assertThat(server.asked().get(1).range()).startsWith("bytes=");
  }

  @Test
  void waitingForAnotherThreadOrProcessCanBeInterrupted() throws Exception {
    Path file = folder.resolve("lock");
    try (CacheLock lock = CacheLock.acquire(file)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> CacheLock.acquire(file)).isInstanceOf(InterruptedException.class);
    }
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> CacheLock.acquire(folder.resolve("other")))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
  }

  private Process fetcher() throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Fetcher.class.getName(),
            folder.toString(),
            shelf.entry().address().toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
