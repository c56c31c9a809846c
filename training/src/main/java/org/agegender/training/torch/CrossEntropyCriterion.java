package org.agegender.training.torch;

import static org.bytedeco.pytorch.global.torch.cross_entropy_loss;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;

/** {@link AgeLoss.CrossEntropy} on logits {@code [N, 101]}. */
final class CrossEntropyCriterion implements AgeCriterion {

  private static final long EACH_FACE = 0;
  private static final long NO_CLASS = -100;

  @Override
  public AgeTerms of(Tensor outputs, Tensor ages) {
    return new AgeTerms(ofEach(outputs, ages, 0), Map.of());
  }

  @Override
  public AgeTerms towards(Tensor outputs, Tensor distributions) {
    return new AgeTerms(ofEach(outputs, distributions), Map.of());
  }

  /**
   * The cross-entropy of each face, {@code [N]}.
   *
   * @param distributions the probability of each class, of the shape of the logits
   */
  static Tensor ofEach(Tensor logits, Tensor distributions) {
    return distributions.mul(logits.log_softmax(1)).sum(1).neg();
  }

  /**
   * The cross-entropy of each face, {@code [N]}.
   *
   * @param smoothing the share of the label that is spread evenly over all classes
   */
  static Tensor ofEach(Tensor logits, Tensor classes, double smoothing) {
    return cross_entropy_loss(
        logits, classes, new TensorOptional(), EACH_FACE, NO_CLASS, smoothing);
  }

  @Override
  public void close() {
    // it has no constants
  }
}
