package org.agegender.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LearningRateScheduleTest {

  @Test
  void constantStays() {
    LearningRateSchedule schedule = schedule("constant", 0);
    assertThat(schedule.at(0)).isEqualTo(0.1);
    assertThat(schedule.at(999)).isEqualTo(0.1);
  }

  @Test
  void stepDropsAtTheBorderOfItsEpochs() {
    LearningRateSchedule schedule = schedule("step", 0);
    assertThat(schedule.at(199)).isEqualTo(0.1);
    assertThat(schedule.at(200)).isCloseTo(0.05, within(1e-15));
    assertThat(schedule.at(400)).isCloseTo(0.025, within(1e-15));
  }

  @Test
  void cosineFallsToItsFinalShare() {
    LearningRateSchedule schedule = schedule("cosine", 0);
    assertThat(schedule.at(0)).isCloseTo(0.1, within(1e-15));
    assertThat(schedule.at(500)).isCloseTo(0.1 * (0.2 + 0.8 / 2), within(1e-12));
    assertThat(schedule.at(1000)).isCloseTo(0.02, within(1e-12));
    assertThat(schedule.at(5000)).isCloseTo(0.02, within(1e-12));
  }

  @Test
  void warmUpGrowsToTheFullRateAndTheCosineBeginsAfterIt() {
    LearningRateSchedule schedule = schedule("cosine", 100);
    assertThat(schedule.at(0)).isCloseTo(0.001, within(1e-12));
    assertThat(schedule.at(49)).isCloseTo(0.05, within(1e-12));
    assertThat(schedule.at(100)).isCloseTo(0.1, within(1e-12));
    assertThat(schedule.at(550)).isCloseTo(0.1 * 0.6, within(1e-12));
  }

  /** A hundred steps an epoch, a thousand in all. */
  private static LearningRateSchedule schedule(String name, long warmup) {
    return new ScheduleConfig(name, warmup, 2, 0.5, 0.2).schedule(0.1, 100, 1000);
  }
}
