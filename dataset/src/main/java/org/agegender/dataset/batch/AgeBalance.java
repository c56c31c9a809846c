package org.agegender.dataset.batch;

import java.util.List;
import org.agegender.core.Age;
import org.agegender.core.LabelledFace;

/**
 * How often an epoch shows faces of rare ages. The density of an age is that of the set smoothed
 * over neighbouring ages by a Gaussian of two years, since a network learns from those as well
 * (Yang et al., "Delving into deep imbalanced regression", ICML 2021, section 3.1).
 */
public enum AgeBalance {
  /** Every face once. */
  NONE(0),
  /** Inversely to the root of the density of its age. */
  SQRT(0.5),
  /** Inversely to the density of its age, so that all ages are shown about equally often. */
  UNIFORM(1);

  private static final double DEVIATION = 2;

  private final double power;

  AgeBalance(double power) {
    this.power = power;
  }

  /** How often each face is shown, up to a common factor. */
  double[] weights(List<LabelledFace> faces) {
    double[] density = density(faces);
    double[] weights = new double[faces.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = StrictMath.pow(density[faces.get(i).age().years()], -power);
    }
    return weights;
  }

  /** Faces of each age, smoothed; at both ends over the ages that exist. */
  static double[] density(List<LabelledFace> faces) {
    int[] counts = new int[Age.CLASSES];
    faces.forEach(face -> counts[face.age().years()]++);
    double[] density = new double[Age.CLASSES];
    for (int age = 0; age < density.length; age++) {
      double sum = 0;
      double weights = 0;
      for (int other = 0; other < density.length; other++) {
        double distance = (age - other) / DEVIATION;
        double weight = StrictMath.exp(-distance * distance / 2);
        sum += weight * counts[other];
        weights += weight;
      }
      density[age] = sum / weights;
    }
    return density;
  }
}
