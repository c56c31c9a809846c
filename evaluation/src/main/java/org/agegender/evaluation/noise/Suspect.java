package org.agegender.evaluation.noise;

import org.agegender.core.Age;
import org.agegender.core.AgeInterval;
import org.agegender.core.Gender;
import org.agegender.core.ModelMetadata;
import org.agegender.evaluation.prediction.PredictedFace;

/**
 * How well the labels of a face go with what a model says of it.
 *
 * @param face the face
 * @param interval the range that the model gives for its age
 * @param ageProbability how much of the model's distribution is at least as far from its median as
 *     the labelled age, both tails together: 1 less the central mass that reaches the label. Of a
 *     range of ages the nearest counts
 * @param genderProbability the model's probability of the labelled gender; 1 where there is no
 *     label
 */
public record Suspect(
    PredictedFace face, AgeInterval interval, double ageProbability, double genderProbability) {

  /** Below it a network's probabilities are no more than rounding. */
  static final double LEAST_PROBABILITY = 1e-6;

  /** What is rarer than one in so many is worth a reason. */
  private static final double RARE = 0.05;

  /** Which label is hard to believe. */
  public enum Reason {
    AGE("age"),
    GENDER("gender"),
    BOTH("age and gender");

    private final String words;

    Reason(String words) {
      this.words = words;
    }

    /** For tables: {@code age}, {@code gender}, {@code age and gender}. */
    public String words() {
      return words;
    }
  }

  static Suspect of(PredictedFace face, ModelMetadata model) {
    AgeInterval labelled = face.label().range();
    double mass = 1;
    for (int years = labelled.low(); years <= labelled.high(); years++) {
      mass = Math.min(mass, face.prediction().age().centralMass(new Age(years)));
    }
    double male = face.prediction().maleProbability();
    double gender =
        face.label().gender().map(label -> label == Gender.MALE ? male : 1 - male).orElse(1.0);
    return new Suspect(
        face,
        model.ageInterval(face.prediction().age()),
        Math.max(LEAST_PROBABILITY, 1 - mass),
        Math.max(LEAST_PROBABILITY, gender));
  }

  /**
   * The suspicion: minus the decimal logarithm of the smaller of the two probabilities, 0 to 6. A
   * label of score 3 is one that the model gives a chance of one in a thousand.
   */
  public double score() {
    return -Math.log10(Math.min(ageProbability, genderProbability)) + 0.0;
  }

  /** The label with the smaller probability; both if the other is below one in twenty too. */
  public Reason reason() {
    if (ageProbability < RARE && genderProbability < RARE) {
      return Reason.BOTH;
    }
    return genderProbability < ageProbability ? Reason.GENDER : Reason.AGE;
  }

  /** Years from the labelled age to the predicted one. */
  double yearsOff() {
    return Math.abs(face.prediction().years() - face.label().age().years());
  }
}
