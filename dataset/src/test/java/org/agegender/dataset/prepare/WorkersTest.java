package org.agegender.dataset.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.agegender.core.Progress;
import org.junit.jupiter.api.Test;

class WorkersTest {

  @Test
  void anInterruptIsKeptWhereAStepFailsToo() {
    Thread self = Thread.currentThread();
    Workers.Step failing =
        index -> {
          self.interrupt();
          throw new IOException("Input/output error");
        };
    assertThatThrownBy(() -> Workers.run(1, 1, failing, Progress.silent().start("prepare", 1)))
        .isInstanceOf(IOException.class)
        .hasMessage("Input/output error");
    assertThat(Thread.interrupted()).isTrue();
  }
}
