package org.agegender.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
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

  /** Another process: holds a lock until it is killed or its parent dies. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws Exception {
      try (CacheLock lock = CacheLock.acquire(Path.of(arguments[0]))) {
        System.out.println("holds " + lock.getClass().getSimpleName());
        System.in.transferTo(OutputStream.nullOutputStream());
      }
    }
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
    try (FileChannel lock =
        FileChannel.open(
            folder.resolve("made_up-1.onnx.lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE)) {
      lock.lock();
      Process process =
          process(Fetcher.class, folder.toString(), shelf.entry().address().toString());
      try {
        BufferedReader said = process.inputReader();
        assertThat(line(said)).isEqualTo("ready");
        assertThat(requested.await(1500, TimeUnit.MILLISECONDS)).isFalse();
        Files.write(folder.resolve("made_up-1.onnx"), shelf.content());
        lock.close();
        assertThat(line(said)).isEqualTo(folder.resolve("made_up-1.onnx").toString());
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
      } finally {
        process.destroyForcibly();
      }
    }
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void aFetchThatIsInterruptedKeepsWhatCameAndLetsGoOfTheLock() throws Exception {
    Progress progress =
        (what, total, before) ->
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
  void waitingForAnotherThreadCanBeInterrupted() throws Exception {
    Path file = folder.resolve("lock");
    try (CacheLock lock = CacheLock.acquire(file)) {
      assertThat(lock).isNotNull();
      assertTheWaitCanBeInterrupted(file, waiting -> waiting.getState() == Thread.State.WAITING);
    }
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> CacheLock.acquire(folder.resolve("other")))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void waitingForAnotherProcessCanBeInterrupted() throws Exception {
    Path file = folder.resolve("lock");
    Process process = process(Holder.class, file.toString());
    try {
      assertThat(line(process.inputReader())).isEqualTo("holds CacheLock");
      assertTheWaitCanBeInterrupted(file, CompetingFetchTest::asksTheSystemForALock);
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    CacheLock.acquire(file).close();
  }

  private static void assertTheWaitCanBeInterrupted(Path file, Predicate<Thread> waits)
      throws Exception {
    CompletableFuture<Exception> end = new CompletableFuture<>();
    Thread waiting =
        new Thread(
            () -> {
              try (CacheLock lock = CacheLock.acquire(file)) {
                end.complete(new IllegalStateException("nobody held " + lock));
              } catch (IOException | InterruptedException | RuntimeException e) {
                end.complete(e);
              }
            });
    waiting.start();
    while (!waits.test(waiting) && !end.isDone()) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    assertThat(end).isNotDone();
    waiting.interrupt();
    assertThat(end.get(1, TimeUnit.MINUTES)).isInstanceOf(InterruptedException.class);
  }

  private static boolean asksTheSystemForALock(Thread thread) {
    return Stream.of(thread.getStackTrace())
        .anyMatch(frame -> frame.isNativeMethod() && frame.getMethodName().startsWith("lock"));
  }

  private static Process process(Class<?> main, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** What a process says next; reading from one that says nothing hears no interrupt. */
  private static String line(BufferedReader said) throws Exception {
    return CompletableFuture.supplyAsync(
            () -> {
              try {
                return said.readLine();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .get(2, TimeUnit.MINUTES);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
