package org.agegender.evaluation.noise;

import java.util.Comparator;
import java.util.List;
import org.agegender.core.ModelMetadata;
import org.agegender.evaluation.prediction.PredictedFace;

/**
 * The least believable labels of a set. As in confident learning (Northcutt, Jiang, Chuang,
 * "Confident Learning: Estimating Uncertainty in Dataset Labels", JAIR 2021) a label is suspected
 * where a model gives it little probability and another much; there, too, the model should not have
 * learnt from the very labels that it judges. On a part it was trained on it finds what it could
 * not learn by heart.
 */
public final class Suspects {

  private static final Comparator<Suspect> ORDER =
      Comparator.comparingDouble(Suspect::score)
          .reversed()
          .thenComparingDouble(suspect -> suspect.ageProbability() * suspect.genderProbability())
          .thenComparing(Comparator.comparingDouble(Suspect::yearsOff).reversed())
          .thenComparing(suspect -> suspect.face().label().filename());

  private Suspects() {}

  /**
   * The faces of the highest scores, the highest first.
   *
   * @param faces predicted by the model
   * @param model whose interval goes with each
   * @param top how many, at least 1
   */
  public static List<Suspect> of(List<PredictedFace> faces, ModelMetadata model, int top) {
    return faces.stream().map(face -> Suspect.of(face, model)).sorted(ORDER).limit(top).toList();
  }
}
