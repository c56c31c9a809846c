package org.agegender.training.torch;

import static org.agegender.training.torch.LinearFaces.AGES;
import static org.agegender.training.torch.LinearFaces.GENDERS;
import static org.agegender.training.torch.LinearFaces.LINEAR;
import static org.agegender.training.torch.LinearFaces.ages;
import static org.agegender.training.torch.LinearFaces.genders;
import static org.agegender.training.torch.LinearFaces.mixed;
import static org.agegender.training.torch.LinearFaces.options;
import static org.agegender.training.torch.LinearFaces.pixels;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.agegender.core.Prediction;
import org.agegender.training.network.WeightArray;
import org.agegender.training.network.WeightInitialiser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MixupTest {

  @ParameterizedTest
  @ValueSource(doubles = {0.2, 1, 3})
  void sharesFollowTheBetaDistribution(double alpha) {
    int draws = 40_000;
    double sum = 0;
    double squares = 0;
    for (int seed = 0; seed < draws; seed++) {
      double share = Mixup.drawn(alpha, seed * 0x9E3779B97F4A7C15L).share();
      sum += share;
      squares += (share - 0.5) * (share - 0.5);
    }
    // Mean 1/2 and variance 1 / (4 (2 alpha + 1)) of Beta(alpha, alpha).
    assertThat(sum / draws).isCloseTo(0.5, within(0.01));
    assertThat(squares / draws).isCloseTo(1 / (4 * (2 * alpha + 1)), within(0.004));
  }

  @Test
  void zeroMixesNothing() {
    assertThat(Mixup.drawn(0, 7).mixes()).isFalse();
    assertThat(Mixup.drawn(1e-3, 7).share()).isBetween(0.0, 1.0);
  }

  @Test
  void picturesAndLossesOfBothHeadsAreMixedWithTheNextOfTheBatch() {
    Map<String, WeightArray> initial = WeightInitialiser.initialise(LINEAR, 1);
    ByteBuffer pixels = pixels();
    for (long seed = 1; seed <= 3; seed++) {
      double share = Mixup.drawn(1, seed).share();
      try (TrainingEngine engine = TrainingEngine.create(LINEAR, initial, options(1))) {
        List<Prediction> alone = engine.evaluate(pixels, AGES, GENDERS).predictions();
        double age = 0;
        double gender = 0;
        for (int i = 0; i < AGES.length; i++) {
          int next = (i + 1) % AGES.length;
          double[] ages = mixed(share, ages(alone.get(i)), ages(alone.get(next)));
          double[] genders = mixed(share, genders(alone.get(i)), genders(alone.get(next)));
          age -= share * Math.log(ages[AGES[i]]) + (1 - share) * Math.log(ages[AGES[next]]);
          gender -=
              share * Math.log(genders[GENDERS[i]])
                  + (1 - share) * Math.log(genders[GENDERS[next]]);
        }
        StepLosses losses = engine.step(pixels, AGES, GENDERS, 1e-3, seed);
        assertThat(losses.age()).isCloseTo(age / 3, within(1e-4));
        assertThat(losses.gender()).isCloseTo(gender / 3, within(1e-4));
        assertThat(losses.joint()).isCloseTo((age + gender) / 6, within(1e-4));
      }
    }
  }

  @Test
  void evaluationMixesNothing() {
    Map<String, WeightArray> initial = WeightInitialiser.initialise(LINEAR, 1);
    try (TrainingEngine mixing = TrainingEngine.create(LINEAR, initial, options(1));
        TrainingEngine other = TrainingEngine.create(LINEAR, initial, options(0))) {
      assertThat(mixing.evaluate(pixels(), AGES, GENDERS))
          .isEqualTo(other.evaluate(pixels(), AGES, GENDERS));
    }
  }
}
