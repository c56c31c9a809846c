package org.agegender.server.load;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Good and bad requests at the same time, for a given time: every good one must be answered, always
 * alike, and every bad one refused or cut off; meanwhile memory, open files and threads of the
 * server are watched. Exit code 1 if an answer was wrong.
 */
final class Soak {

  private static final int GOOD_CLIENTS = 4;
  private static final int BAD_CLIENTS = 2;
  private static final int SLOW_CLIENTS = 3;
  private static final long REPORT_SECONDS = 15;

  private Soak() {}

  /** Arguments: address of the server, file that lists pictures, seconds, process of the server. */
  public static void main(String[] args) throws Exception {
    URI server = URI.create(args[0]);
    List<byte[]> pictures = new ArrayList<>();
    for (String file : Files.readAllLines(Path.of(args[1]))) {
      pictures.add(Files.readAllBytes(Path.of(file)));
    }
    long end = System.nanoTime() + Duration.ofSeconds(Long.parseLong(args[2])).toNanos();
    Tally tally = new Tally();
    List<Thread> clients = new ArrayList<>();
    for (int i = 0; i < GOOD_CLIENTS; i++) {
      GoodClient client = new GoodClient(server, pictures, new Random(i), tally);
      clients.add(new Thread(() -> repeat(client::once, end, tally)));
    }
    for (int i = 0; i < BAD_CLIENTS + SLOW_CLIENTS; i++) {
      BadClient client = new BadClient(server, pictures, new Random(100 + i), tally);
      boolean slow = i >= BAD_CLIENTS;
      clients.add(new Thread(() -> repeat(slow ? client::slowly : client::once, end, tally)));
    }
    clients.forEach(Thread::start);
    watch(args[3], end, tally);
    for (Thread client : clients) {
      client.join();
    }
    System.out.println("soak: " + tally);
    System.exit(tally.wrong() == 0 ? 0 : 1);
  }

  @FunctionalInterface
  private interface Step {
    void run() throws Exception;
  }

  private static void repeat(Step step, long end, Tally tally) {
    while (System.nanoTime() < end) {
      try {
        step.run();
      } catch (Exception e) {
        tally.wrong(e.toString());
      }
    }
  }

  private static void watch(String process, long end, Tally tally) throws Exception {
    long begun = System.nanoTime();
    while (System.nanoTime() < end) {
      long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
      Thread.sleep(Math.max(1, Math.min(left, REPORT_SECONDS * 1000)));
      System.out.printf(
          Locale.ROOT,
          "%5d s: %s; %s, %d files%n",
          Duration.ofNanos(System.nanoTime() - begun).toSeconds(),
          tally,
          state(process),
          files(process));
    }
  }

  private static String state(String process) throws IOException {
    StringBuilder state = new StringBuilder();
    for (String line : Files.readAllLines(Path.of("/proc", process, "status"))) {
      if (line.startsWith("VmRSS:") || line.startsWith("Threads:")) {
        state.append(state.isEmpty() ? "" : ", ").append(line.replaceAll("\\s+", " "));
      }
    }
    return state.toString();
  }

  private static long files(String process) throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc", process, "fd"))) {
      return open.count();
    }
  }
}
