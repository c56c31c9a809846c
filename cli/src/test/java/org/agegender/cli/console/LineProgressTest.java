package org.agegender.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.agegender.core.Progress;
import org.junit.jupiter.api.Test;

final class LineProgressTest {

  private final AtomicLong clock = new AtomicLong();
  private final CapturedConsole captured = new CapturedConsole(false);
  private final Progress progress = new LineProgress(captured.console(), clock::get);

  @Test
  void aLineComesOnlyNowAndThen() {
    try (Progress.Task task = progress.start("prepare", 400)) {
      for (int second = 0; second < 40; second++) {
        clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
        task.advance(10);
      }
    }
    assertThat(captured.errLines())
        .containsExactly(
            "prepare: 150 of 400 (37 %), 10/s, 25 s left",
            "prepare: 300 of 400 (75 %), 10/s, 10 s left", "prepare: 400 in 40 s, 10/s");
    assertThat(captured.out()).isEmpty();
  }

  @Test
  void workThatEndsEarlySaysSo() {
    try (Progress.Task task = progress.start("train", 10)) {
      clock.addAndGet(TimeUnit.SECONDS.toNanos(2));
      task.advance(4);
      task.detail("loss 2.3");
    }
    assertThat(captured.errLines())
        .containsExactly("train: stopped at 4 of 10 after 2 s, loss 2.3");
  }

  @Test
  void closingTwiceSaysTheEndOnce() {
    Progress.Task task = progress.start("prepare", 2);
    task.advance(1);
    task.close();
    task.close();
    assertThat(captured.errLines()).hasSize(1);
  }

  @Test
  void workThatIsSoonDoneNeedsNoLine() {
    try (Progress.Task task = progress.start("evaluate", 3)) {
      clock.addAndGet(TimeUnit.SECONDS.toNanos(2));
      task.advance(3);
    }
    assertThat(captured.err()).isEmpty();
  }
}
