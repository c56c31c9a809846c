package org.agegender.evaluation.figures;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.agegender.core.metrics.JudgedFace;

/** The draws of a bootstrap: how often each face is in each replicate. Immutable. */
final class Resampling {

  /** An odd number far from regular, to tell seeds of neighbouring replicates apart. */
  private static final long STRIDE = 0xD1B54A32D192ED03L;

  private final long seed;
  private final int[] unitOfFace;
  private final int units;

  private Resampling(long seed, int[] unitOfFace, int units) {
    this.seed = seed;
    this.unitOfFace = unitOfFace;
    this.units = units;
  }

  /** Draws persons; a face of no known person is one of its own. */
  static Resampling of(List<JudgedFace> faces, long seed) {
    Map<String, Integer> persons = new HashMap<>();
    int[] unitOfFace = new int[faces.size()];
    int units = 0;
    for (int i = 0; i < unitOfFace.length; i++) {
      String person = faces.get(i).face().identity();
      Integer known = person.isEmpty() ? null : persons.putIfAbsent(person, units);
      unitOfFace[i] = known == null ? units++ : known;
    }
    return new Resampling(seed, unitOfFace, units);
  }

  /** How many things are drawn from, and in each replicate. */
  int units() {
    return units;
  }

  int unit(int face) {
    return unitOfFace[face];
  }

  /** How often each face is in a replicate; the same for the same replicate, whoever asks. */
  double[] weights(int replicate) {
    SplittableRandom random = new SplittableRandom(seed + STRIDE * (replicate + 1L));
    int[] drawn = new int[units];
    for (int i = 0; i < units; i++) {
      drawn[random.nextInt(units)]++;
    }
    double[] weights = new double[unitOfFace.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = drawn[unitOfFace[i]];
    }
    return weights;
  }
}
