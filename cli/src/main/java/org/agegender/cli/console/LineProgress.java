package org.agegender.cli.console;

import java.util.function.LongSupplier;
import org.agegender.core.Progress;

/** A line now and then, for logs and pipes; none for work that is soon done. */
final class LineProgress implements Progress {

  /** Seconds between two lines. */
  static final int PERIOD_SECONDS = 15;

  private static final double NANOS = 1e9;

  private final Console console;
  private final LongSupplier nanoTime;

  /**
   * @param nanoTime the clock, in nanoseconds
   */
  LineProgress(Console console, LongSupplier nanoTime) {
    this.console = console;
    this.nanoTime = nanoTime;
  }

  @Override
  public Task start(String what, long total, long before) {
    return new LineTask(what, total, before, nanoTime.getAsLong());
  }

  private final class LineTask implements Task {

    private final String what;
    private final long total;
    private final long before;
    private final long begun;
    private long said;
    private long done;
    private String detail = "";
    private boolean closed;

    LineTask(String what, long total, long before, long begun) {
      this.what = what;
      this.total = total;
      this.before = before;
      this.done = before;
      this.begun = begun;
      this.said = begun;
    }

    @Override
    public synchronized void advance(long steps) {
      done += steps;
      long now = nanoTime.getAsLong();
      if ((now - said) / NANOS >= PERIOD_SECONDS) {
        said = now;
        say(pace(now).describe());
      }
    }

    @Override
    public synchronized void detail(String text) {
      detail = text;
    }

    @Override
    public synchronized void close() {
      if (closed) {
        return;
      }
      closed = true;
      boolean whole = done == total || total < 0;
      if (whole && said == begun) {
        return;
      }
      Pace pace = pace(nanoTime.getAsLong());
      String took = Pace.duration(pace.seconds());
      String end =
          whole
              ? "%d in %s, %s".formatted(done - before, took, pace.rate())
              : "stopped at %d of %d after %s".formatted(done, total, took);
      say(end);
    }

    private Pace pace(long now) {
      return new Pace(before, done, total, (now - begun) / NANOS);
    }

    private void say(String text) {
      console.say(what + ": " + text + (detail.isEmpty() ? "" : ", " + detail));
    }
  }
}
