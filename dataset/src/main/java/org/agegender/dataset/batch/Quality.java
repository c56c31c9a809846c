package org.agegender.dataset.batch;

import org.agegender.core.InvalidInputException;

/**
 * How far the quality of training pictures is lowered at random, so that a network that learns from
 * good pictures serves poor ones. Each part is turned off by 0 and drawn independently of the
 * others. Blur, loss of resolution and JPEG leave every second picture as it is.
 *
 * @param saturation the difference of colours from grey is multiplied by 1 - saturation to 1 +
 *     saturation; 0 to 1
 * @param grey the probability that a picture loses its colours, 0 to 1
 * @param blur the largest standard deviation of a Gaussian blur, as a share of the picture's side;
 *     0 to 0.1
 * @param downscale the greatest loss of resolution: 2 shrinks by up to 1 + 2 and enlarges again,
 *     evenly in the logarithm; 0 to 7
 * @param jpeg the strongest compression: 0.7 takes a quality of 100 down to 30; 0 to 0.95
 */
public record Quality(double saturation, double grey, double blur, double downscale, double jpeg) {

  private static final long PURPOSE = 3;
  private static final double SPOILED = 0.5;
  private static final int BEST_JPEG = 100;

  /**
   * @throws InvalidInputException if a reach is out of its range
   */
  public Quality {
    require("saturation", saturation, 1);
    require("grey", grey, 1);
    require("blur", blur, 0.1);
    require("downscale", downscale, 7);
    require("jpeg", jpeg, 0.95);
  }

  /** Leaves pictures as they are. */
  public static Quality unchanged() {
    return new Quality(0, 0, 0, 0, 0);
  }

  /** What happens to one sample in one epoch; drawn from these three numbers and nothing else. */
  QualityLoss draw(long seed, int epoch, long sample) {
    SplitMix64 random = SplitMix64.at(PURPOSE, seed, epoch, sample);
    double colour = 1 + random.within(saturation);
    boolean isGrey = random.nextDouble() < grey;
    boolean isBlurred = random.nextDouble() < SPOILED;
    double deviation = random.nextDouble() * blur;
    boolean isShrunk = random.nextDouble() < SPOILED;
    double shrunk = StrictMath.exp(random.nextDouble() * StrictMath.log1p(downscale));
    boolean isCompressed = jpeg > 0 && random.nextDouble() < SPOILED;
    double compression = random.nextDouble() * jpeg;
    return new QualityLoss(
        isGrey ? 0 : colour,
        isBlurred ? deviation : 0,
        isShrunk ? shrunk : 1,
        isCompressed ? BEST_JPEG - (int) (compression * BEST_JPEG + 0.5) : QualityLoss.NO_JPEG);
  }

  private static void require(String name, double value, double most) {
    if (!(value >= 0 && value <= most)) {
      throw new InvalidInputException(
          "augmentation quality %s must be 0 (off) to %s, found %s".formatted(name, most, value));
    }
  }
}
