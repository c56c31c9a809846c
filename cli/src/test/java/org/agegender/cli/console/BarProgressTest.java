package org.agegender.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.agegender.core.Progress;
import org.junit.jupiter.api.Test;

final class BarProgressTest {

  private final CapturedConsole captured = new CapturedConsole(true);

  @Test
  void theBarEndsFullOnALineOfItsOwn() {
    try (Progress.Task task = captured.console().progress().start("prepare", 20)) {
      task.advance(20);
      task.detail("all good");
    }
    captured.console().say("done");
    assertThat(captured.err()).contains("prepare", "100%", "20/20", "all good");
    assertThat(captured.err()).endsWith(System.lineSeparator() + "done" + System.lineSeparator());
    assertThat(captured.out()).isEmpty();
  }

  @Test
  void workTakenUpBeginsWhereItWas() {
    try (Progress.Task task = captured.console().progress().start("epoch", 20, 15)) {
      task.advance(5);
    }
    assertThat(captured.err()).contains("20/20");
  }

  @Test
  void linesAreWrittenAboveTheBar() {
    captured.console().draw("half way");
    captured.console().say("epoch 1 done");
    assertThat(captured.err())
        .endsWith("\r\u001b[Kepoch 1 done" + System.lineSeparator() + "half way");
  }
}
