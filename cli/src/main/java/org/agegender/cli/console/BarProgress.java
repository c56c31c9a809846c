package org.agegender.cli.console;

import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.agegender.core.Progress;

/** A bar with rate and time left, drawn twice a second on the last line of the terminal. */
final class BarProgress implements Progress {

  private static final int PERIOD_MILLIS = 500;

  private final Console console;

  BarProgress(Console console) {
    this.console = console;
  }

  @Override
  public Task start(String what, long total, long before) {
    ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName(what)
            .setInitialMax(total)
            .startsFrom(before, Duration.ZERO)
            .setStyle(style())
            .setUpdateIntervalMillis(PERIOD_MILLIS)
            .showSpeed()
            .setConsumer(new DelegatingProgressBarConsumer(console::draw, console.columns() - 1))
            .build();
    return new BarTask(bar);
  }

  /** Block characters only where the locale says that the terminal shows them. */
  private static ProgressBarStyle style() {
    String locale = "";
    for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
      String value = System.getenv(name);
      if (value != null && !value.isEmpty()) {
        locale = value.toLowerCase(Locale.ROOT);
        break;
      }
    }
    return locale.contains("utf-8") || locale.contains("utf8")
        ? ProgressBarStyle.UNICODE_BLOCK
        : ProgressBarStyle.ASCII;
  }

  private final class BarTask implements Task {

    private final ProgressBar bar;

    BarTask(ProgressBar bar) {
      this.bar = bar;
    }

    @Override
    public void advance(long steps) {
      bar.stepBy(steps);
    }

    @Override
    public void detail(String text) {
      bar.setExtraMessage(" " + text);
    }

    @Override
    public void close() {
      bar.close();
      console.leaveBar();
    }
  }
}
