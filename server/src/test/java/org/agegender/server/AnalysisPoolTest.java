package org.agegender.server;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.agegender.server.batch.Deadline;
import org.agegender.server.batch.GivenUpException;
import org.junit.jupiter.api.Test;

class AnalysisPoolTest {

  @Test
  void picturesThatNoThreadTakesGiveTheirPlacesBack() {
    AnalysisPool pool = new AnalysisPool(new DecodingSlots(1), 1, 1);
    List<Callable<Integer>> works = List.of(() -> 1, () -> 2);
    pool.close();
    for (int request = 0; request < 2; request++) {
      assertThatThrownBy(() -> pool.runAll(works, Deadline.in(Duration.ofSeconds(5))))
          .isInstanceOf(GivenUpException.class)
          .hasMessage("the service stopped before the picture's turn");
    }
  }
}
