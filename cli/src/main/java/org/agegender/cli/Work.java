package org.agegender.cli;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.agegender.cli.console.Console;
import org.agegender.cli.console.StopHook;

/**
 * The work of a command, which ends in order when the user or the system asks the process to stop:
 * the process waits until the work has returned. The exit code is then the signal's own.
 *
 * @param console where it is told
 * @param name of the work, for the user
 * @param afterStop what the user should know after a stop: what is on the disk and how to go on;
 *     asked once the work has returned
 */
record Work(Console console, String name, Supplier<String> afterStop) {

  /** Work after which the user should always know the same. */
  Work(Console console, String name, String afterStop) {
    this(console, name, () -> afterStop);
  }

  /**
   * Runs on the calling thread, which is interrupted if the process is asked to stop.
   *
   * @throws Exception what {@code body} throws for another reason than a stop
   */
  int run(Callable<Integer> body) throws Exception {
    return run(Thread.currentThread()::interrupt, body);
  }

  /**
   * Runs on the calling thread.
   *
   * @param ask makes {@code body} return soon; called from another thread
   * @throws Exception what {@code body} throws for another reason than a stop
   */
  int run(Runnable ask, Callable<Integer> body) throws Exception {
    try (StopHook hook = StopHook.install(console, name, ask)) {
      try {
        int code = hook.stopping() ? ExitCode.FAILURES : body.call();
        return hook.stopping() ? ExitCode.FAILURES : code;
      } catch (Exception e) {
        if (!hook.stopping()) {
          throw e;
        }
        console.say("agegender: stopped; " + afterStop.get());
        return ExitCode.FAILURES;
      }
    }
  }
}
