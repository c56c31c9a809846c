package org.agegender.training.network;

/**
 * A network for one input size, without weights: pixels to features, features to the logits of two
 * heads.
 *
 * @param network the name in {@link Networks}
 * @param imageSize side of the square input in pixels
 * @param input normalisation; from {@code [N, 3, imageSize, imageSize]} RGB pixels 0..255 as floats
 *     to the same shape
 * @param backbone from normalised pixels to shared features {@code [N, features]}
 * @param ageHead from the features to 101 logits, {@code [N, 101]}
 * @param genderHead from the features to 2 logits, {@code [N, 2]}: female, male
 */
public record Architecture(
    String network, int imageSize, Layer input, Layer backbone, Layer ageHead, Layer genderHead) {}
