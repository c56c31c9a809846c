package org.agegender.dataset.batch;

import org.agegender.core.InvalidInputException;

/**
 * How far training pictures are changed at random. Each part has its own reach and is turned off by
 * 0. Every value is drawn evenly within its reach, and independently of the other parts, so turning
 * one off leaves the others as they were.
 *
 * @param flip the probability of a horizontal flip, 0 to 1
 * @param shift the farthest shift across and down, as a share of the picture's side, 0 to 0.5
 * @param scale the strongest change of size: 0.1 scales by 1/1.1 to 1.1, evenly in the logarithm; 0
 *     to 1
 * @param rotation the farthest turn about the centre to either side, in degrees, 0 to 180
 * @param brightness pixels are multiplied by 1 - brightness to 1 + brightness; 0 to 1
 * @param contrast differences from the picture's mean are multiplied by 1 - contrast to 1 +
 *     contrast; 0 to 1
 * @param erase the longest side of a rectangle filled with the picture's mean, as a share of the
 *     picture's side, after "Random Erasing" (Zhong et al., 2017); 0 to 1
 * @param quality how far colours, sharpness and resolution suffer, after everything else
 */
public record Augmentation(
    double flip,
    double shift,
    double scale,
    double rotation,
    double brightness,
    double contrast,
    double erase,
    Quality quality) {

  private static final long PURPOSE = 2;

  /**
   * @throws InvalidInputException if a reach is out of its range
   */
  public Augmentation {
    require("flip", flip, 1);
    require("shift", shift, 0.5);
    require("scale", scale, 1);
    require("rotation", rotation, 180);
    require("brightness", brightness, 1);
    require("contrast", contrast, 1);
    require("erase", erase, 1);
  }

  /** Changes nothing: for evaluation. */
  public static Augmentation none() {
    return new Augmentation(0, 0, 0, 0, 0, 0, 0, Quality.unchanged());
  }

  /** Flips every second face and changes the rest gently: for training on aligned faces. */
  public static Augmentation gentle() {
    return new Augmentation(0.5, 0.05, 0.1, 10, 0.2, 0.2, 0, Quality.unchanged());
  }

  /** Whether every part is turned off. */
  public boolean isNone() {
    return equals(none());
  }

  /** What happens to one sample in one epoch; drawn from these three numbers and nothing else. */
  Distortion draw(long seed, int epoch, long sample) {
    SplitMix64 random = SplitMix64.at(PURPOSE, seed, epoch, sample);
    return new Distortion(
        random.nextDouble() < flip,
        random.within(shift),
        random.within(shift),
        StrictMath.exp(random.within(StrictMath.log1p(scale))),
        random.within(rotation),
        1 + random.within(brightness),
        1 + random.within(contrast),
        random.nextDouble() * erase,
        random.nextDouble() * erase,
        random.nextDouble(),
        random.nextDouble());
  }

  private static void require(String name, double value, double most) {
    if (!(value >= 0 && value <= most)) {
      throw new InvalidInputException(
          "augmentation %s must be 0 (off) to %s, found %s".formatted(name, most, value));
    }
  }
}
