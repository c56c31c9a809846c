package org.agegender.cli.console;

import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets work end in order when the process is asked to stop (Ctrl-C, SIGTERM): asks it to stop, then
 * holds the end of the process until the work has returned. Leaving the JVM while a native step
 * runs would crash it. The exit code is then the system's own, 130 after Ctrl-C and 143 after
 * SIGTERM, or one that was given.
 *
 * <pre>{@code
 * try (StopHook hook = StopHook.install(console, "training", thread::interrupt)) {
 *   trainer.run();
 * }
 * }</pre>
 */
public final class StopHook implements AutoCloseable {

  /** How long the end of the process waits for the work, in minutes. */
  private static final int PATIENCE_MINUTES = 10;

  private final CountDownLatch returned = new CountDownLatch(1);
  private final Thread hook;
  private volatile boolean stopping;

  private StopHook(Console console, String what, Runnable ask, OptionalInt exitCode) {
    hook =
        new Thread(
            () -> {
              stopping = true;
              console.say("agegender: stopping; " + what + " finishes what it has in hand");
              ask.run();
              if (await()) {
                exitCode.ifPresent(Runtime.getRuntime()::halt);
              }
            },
            "stop");
  }

  /**
   * Begins to watch; {@link #stopping()} at once if the process is ending already.
   *
   * @param what the work, for the message: "training"
   * @param ask makes the work return soon; called from another thread
   */
  public static StopHook install(Console console, String what, Runnable ask) {
    return install(console, what, ask, OptionalInt.empty());
  }

  /**
   * Begins to watch; for work whose end is to be asked to stop, which is then no failure.
   *
   * @param what the work, for the message: "the service"
   * @param ask makes the work return soon; called from another thread
   * @param exitCode of the process once the work has returned
   */
  public static StopHook install(Console console, String what, Runnable ask, int exitCode) {
    return install(console, what, ask, OptionalInt.of(exitCode));
  }

  private static StopHook install(
      Console console, String what, Runnable ask, OptionalInt exitCode) {
    StopHook stop = new StopHook(console, what, ask, exitCode);
    try {
      Runtime.getRuntime().addShutdownHook(stop.hook);
    } catch (IllegalStateException e) {
      // The process is ending already.
      stop.stopping = true;
    }
    return stop;
  }

  /** Whether the process was asked to stop. */
  public boolean stopping() {
    return stopping;
  }

  /** Says that the work has returned and all was said; the process may end now. */
  @Override
  public void close() {
    returned.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending: the hook is running and now returns.
      Thread.yield();
    }
  }

  private boolean await() {
    try {
      return returned.await(PATIENCE_MINUTES, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
