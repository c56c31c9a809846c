package org.agegender.training.network;

import java.util.ArrayList;
import java.util.List;
import org.agegender.core.Age;

/**
 * A network for one input size, without weights: pixels to features, features to the outputs of two
 * heads.
 *
 * @param network the name in {@link Networks}
 * @param imageSize side of the square input in pixels
 * @param input normalisation; from {@code [N, 3, imageSize, imageSize]} RGB pixels 0..255 as floats
 *     to the same shape
 * @param backbone from normalised pixels to shared features {@code [N, features]}
 * @param ageHead from the features to the outputs that {@code ageCoding} reads
 * @param genderHead from the features to 2 logits, {@code [N, 2]}: female, male
 * @param ageCoding how an age stands in the outputs of the age head
 */
public record Architecture(
    String network,
    int imageSize,
    Layer input,
    Layer backbone,
    Layer ageHead,
    Layer genderHead,
    AgeCoding ageCoding) {

  /** With ages as classes: an age head of 101 logits, {@code [N, 101]}. */
  public Architecture(
      String network, int imageSize, Layer input, Layer backbone, Layer ageHead, Layer genderHead) {
    this(network, imageSize, input, backbone, ageHead, genderHead, new AgeCoding.Classes());
  }

  /**
   * The same network with another coding of ages: its age head ends in a layer of that many outputs
   * in place of the 101 logits.
   *
   * @throws IllegalArgumentException if the ages of this network are no classes, or its age head
   *     does not end in a linear layer of 101 outputs
   */
  public Architecture codedAs(AgeCoding coding) {
    Layer head = coding instanceof AgeCoding.Classes ? ageHead : endingIn(coding, ageHead);
    return new Architecture(network, imageSize, input, backbone, head, genderHead, coding);
  }

  private static Layer endingIn(AgeCoding coding, Layer head) {
    if (head instanceof Layer.Sequence sequence && !sequence.layers().isEmpty()) {
      List<Layer> layers = new ArrayList<>(sequence.layers());
      layers.add(endingIn(coding, layers.remove(layers.size() - 1)));
      return new Layer.Sequence(layers);
    }
    if (head instanceof Layer.Linear linear && linear.out() == Age.CLASSES) {
      return coding instanceof AgeCoding.Ranks
          ? new Layer.RankLogits(linear.name(), linear.in(), coding.outputs())
          : new Layer.Linear(linear.name(), linear.in(), coding.outputs());
    }
    throw new IllegalArgumentException(
        "an age head must end in a linear layer of %d outputs, found %s"
            .formatted(Age.CLASSES, head));
  }

  /** What weights must agree in to belong to it, in words. */
  public String summary() {
    return summary(network, imageSize, ageCoding);
  }

  /** The {@link #summary()} of an architecture that need not exist. */
  public static String summary(String network, int imageSize, AgeCoding ageCoding) {
    return "%s at %d pixels with ages as %s".formatted(network, imageSize, ageCoding.kind());
  }
}
