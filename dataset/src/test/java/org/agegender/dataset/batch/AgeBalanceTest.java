package org.agegender.dataset.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.agegender.core.Age;
import org.agegender.core.Gender;
import org.agegender.core.LabelledFace;
import org.junit.jupiter.api.Test;

final class AgeBalanceTest {

  @Test
  void theDensityIsSmoothedByTwoYears() {
    double[] density = AgeBalance.density(faces(50, 100));
    // The sum of exp(-d^2 / 8) over all whole d is sqrt(8 pi) = 5.01326 to five digits.
    assertThat(density[50]).isCloseTo(100 / 5.01326, within(1e-3));
    assertThat(density[52]).isCloseTo(100 * Math.exp(-0.5) / 5.01326, within(1e-3));
    assertThat(density[47]).isCloseTo(100 * Math.exp(-9 / 8.0) / 5.01326, within(1e-3));
    assertThat(density[90]).isLessThan(1e-20);
  }

  @Test
  void anEvenSetIsEvenUpToItsEnds() {
    List<LabelledFace> all = new ArrayList<>();
    for (int age = 0; age <= 100; age++) {
      all.addAll(faces(age, 3));
    }
    for (double density : AgeBalance.density(all)) {
      assertThat(density).isCloseTo(3, within(1e-9));
    }
  }

  @Test
  void weightsFallWithTheDensityOrItsRoot() {
    List<LabelledFace> faces = new ArrayList<>(faces(20, 900));
    faces.addAll(faces(70, 100));
    double[] uniform = AgeBalance.UNIFORM.weights(faces);
    double[] root = AgeBalance.SQRT.weights(faces);
    assertThat(uniform[999] / uniform[0]).isCloseTo(9, within(1e-9));
    assertThat(root[999] / root[0]).isCloseTo(3, within(1e-9));
    assertThat(AgeBalance.NONE.weights(faces)).containsOnly(1);
  }

  private static List<LabelledFace> faces(int age, int count) {
    List<LabelledFace> faces = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      faces.add(new LabelledFace(age + "-" + i, new Age(age), Gender.MALE, "", "", ""));
    }
    return faces;
  }
}
