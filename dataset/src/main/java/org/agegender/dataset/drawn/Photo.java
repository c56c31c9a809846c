package org.agegender.dataset.drawn;

import java.awt.Color;
import java.util.Random;

/**
 * What differs from one photograph of a person to the next.
 *
 * @param scale pixels of half a head's height, as a share of the picture
 * @param x where the head's middle lies, as a share of the picture
 * @param y where the head's middle lies, as a share of the picture
 * @param tilt of the head in radians
 * @param turn of the head: how far the features lie to one side
 * @param smile -1 frown, 1 broad smile
 * @param light side the light comes from, -1 left, 1 right
 * @param brightness a factor around 1
 * @param warmth of the light: a factor of red over blue
 * @param noise standard deviation of a pixel, in levels
 * @param background one colour
 * @param backdrop another colour, blended in
 * @param clothes colour
 * @param glasses whether worn in this photograph
 */
record Photo(
    double scale,
    double x,
    double y,
    double tilt,
    double turn,
    double smile,
    double light,
    double brightness,
    double warmth,
    double noise,
    Color background,
    Color backdrop,
    Color clothes,
    boolean glasses) {

  static Photo of(Person person, double age, Random random) {
    double child = 1 - Paints.ramp(age, 0, 18);
    boolean glasses = person.glasses() || random.nextDouble() < 0.25 * Paints.ramp(age, 40, 75);
    return new Photo(
        0.29 + 0.015 * child + 0.02 * random.nextGaussian() * 0.7,
        0.5 + 0.02 * random.nextGaussian(),
        0.5 + 0.02 * random.nextGaussian(),
        0.07 * random.nextGaussian(),
        Math.max(-0.14, Math.min(0.14, 0.06 * random.nextGaussian())),
        Math.max(-1, Math.min(1, 0.25 + 0.5 * random.nextGaussian())),
        2 * random.nextDouble() - 1,
        Math.max(0.65, Math.min(1.3, 1 + 0.11 * random.nextGaussian())),
        1 + 0.05 * random.nextGaussian(),
        2 + 5 * random.nextDouble(),
        colour(random, 0.25f, 0.35f),
        colour(random, 0.35f, 0.45f),
        colour(random, 0.6f, 0.2f),
        glasses && age > 6);
  }

  private static Color colour(Random random, float saturation, float brightness) {
    return Color.getHSBColor(
        random.nextFloat(),
        saturation * random.nextFloat(),
        Math.min(1, brightness + 0.5f * random.nextFloat()));
  }
}
