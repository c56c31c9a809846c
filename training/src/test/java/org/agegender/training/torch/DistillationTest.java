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
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.agegender.core.InvalidInputException;
import org.agegender.core.Prediction;
import org.agegender.training.network.Architecture;
import org.agegender.training.network.WeightArray;
import org.agegender.training.network.WeightInitialiser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DistillationTest {

  @ParameterizedTest
  @CsvSource({"0.3, 1", "0.3, 2", "1, 1", "0, 2"})
  void theLossIsThatOfTheLabelsAndThatOfTheTeachersMean(double weight, int teachers) {
    List<Distillation.Teacher> all = List.of(teacher(2), teacher(3)).subList(0, teachers);
    try (TrainingEngine engine = student(0, new Distillation(all, weight))) {
      List<Prediction> own = LinearFaces.predictions(engine);
      List<List<Prediction>> taught = all.stream().map(DistillationTest::predictions).toList();
      double age = 0;
      double gender = 0;
      for (int i = 0; i < AGES.length; i++) {
        double[] ages = ages(own.get(i));
        double[] genders = genders(own.get(i));
        age -= (1 - weight) * Math.log(ages[AGES[i]]);
        gender -= (1 - weight) * Math.log(genders[GENDERS[i]]);
        for (List<Prediction> one : taught) {
          age += weight / teachers * crossEntropy(ages(one.get(i)), ages);
          gender += weight / teachers * crossEntropy(genders(one.get(i)), genders);
        }
      }
      StepLosses losses = engine.step(pixels(), AGES, GENDERS, 1e-3, 1);
      assertThat(losses.age()).isCloseTo(age / 3, within(1e-4));
      assertThat(losses.gender()).isCloseTo(gender / 3, within(1e-4));
      assertThat(losses.joint()).isCloseTo((age + gender) / 6, within(1e-4));
    }
  }

  @Test
  void teachersSeeThePicturesAsTheyAreMixed() {
    Distillation self = new Distillation(List.of(teacher(1)), 1);
    try (TrainingEngine mixing = student(1, self)) {
      StepLosses losses = mixing.step(pixels(), AGES, GENDERS, 0, 3);
      // A student that is its teacher's twin has the entropy of what both say of the mixed picture.
      double share = Mixup.drawn(1, 3).share();
      List<Prediction> alone = LinearFaces.predictions(mixing);
      double entropy = 0;
      for (int i = 0; i < AGES.length; i++) {
        double[] mixed = mixed(share, ages(alone.get(i)), ages(alone.get((i + 1) % AGES.length)));
        entropy += crossEntropy(mixed, mixed);
      }
      assertThat(losses.age()).isCloseTo(entropy / 3, within(1e-4));
    }
  }

  @Test
  void aStudentOfATeacherAloneComesToSayWhatItSays() {
    Distillation alone = new Distillation(List.of(teacher(2)), 1);
    try (TrainingEngine engine = student(0, alone)) {
      for (int step = 0; step < 400; step++) {
        engine.step(pixels(), AGES, GENDERS, 3e-3, step);
      }
      List<Prediction> taught = predictions(teacher(2));
      List<Prediction> learned = LinearFaces.predictions(engine);
      for (int i = 0; i < AGES.length; i++) {
        assertThat(learned.get(i).maleProbability())
            .isCloseTo(taught.get(i).maleProbability(), within(0.02));
        assertThat(learned.get(i).age().expectedYears())
            .isCloseTo(taught.get(i).age().expectedYears(), within(1.0));
      }
    }
  }

  @Test
  void validationKnowsNoTeachers() {
    Distillation taught = new Distillation(List.of(teacher(2)), 0.5);
    try (TrainingEngine one = student(0, taught);
        TrainingEngine other = student(0, Distillation.NONE)) {
      assertThat(one.evaluate(pixels(), AGES, GENDERS))
          .isEqualTo(other.evaluate(pixels(), AGES, GENDERS));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {LinearFaces.SIDE / 2, 5, 2 * LinearFaces.SIDE})
  void aTeacherOfAnotherInputSizeSeesThePicturesResized(int side) {
    Architecture other = LinearFaces.linear(side);
    Distillation.Teacher teacher =
        new Distillation.Teacher(other, WeightInitialiser.initialise(other, 2));
    ByteBuffer resized = LinearFaces.pixels(side);
    try (TrainingEngine engine = student(0, new Distillation(List.of(teacher), 1));
        TrainingEngine teaching = TrainingEngine.create(other, teacher.weights(), options(0))) {
      List<Prediction> own = LinearFaces.predictions(engine);
      List<Prediction> taught = teaching.evaluate(resized, AGES, GENDERS).predictions();
      double age = 0;
      double gender = 0;
      for (int i = 0; i < AGES.length; i++) {
        age += crossEntropy(ages(taught.get(i)), ages(own.get(i)));
        gender += crossEntropy(genders(taught.get(i)), genders(own.get(i)));
      }
      StepLosses losses = engine.step(pixels(), AGES, GENDERS, 1e-3, 1);
      // Resized pictures in bytes are rounded, what a teacher sees is not.
      assertThat(losses.age()).isCloseTo(age / 3, within(0.01));
      assertThat(losses.gender()).isCloseTo(gender / 3, within(0.01));
      assertThat(losses.gender()).isNotCloseTo(-Math.log(0.5), within(0.02));
    }
  }

  @Test
  void anImpossibleWeightIsRefused() {
    assertThatThrownBy(() -> new Distillation(List.of(), -0.1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("weight: must be 0 to 1, found -0.1");
  }

  private static Distillation.Teacher teacher(long seed) {
    return new Distillation.Teacher(LINEAR, WeightInitialiser.initialise(LINEAR, seed));
  }

  private static TrainingEngine student(double mixup, Distillation distillation) {
    Map<String, WeightArray> initial = WeightInitialiser.initialise(LINEAR, 1);
    return TrainingEngine.create(LINEAR, initial, options(mixup), distillation);
  }

  private static List<Prediction> predictions(Distillation.Teacher teacher) {
    try (TrainingEngine engine =
        TrainingEngine.create(teacher.architecture(), teacher.weights(), options(0))) {
      return LinearFaces.predictions(engine);
    }
  }

  private static double crossEntropy(double[] target, double[] found) {
    double sum = 0;
    for (int i = 0; i < target.length; i++) {
      sum -= target[i] * Math.log(found[i]);
    }
    return sum;
  }
}
