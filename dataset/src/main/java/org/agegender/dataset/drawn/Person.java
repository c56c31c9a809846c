package org.agegender.dataset.drawn;

import java.awt.Color;
import java.time.LocalDate;
import java.util.Random;
import org.agegender.core.Gender;

/**
 * What stays the same in all photographs of a person. Cues of gender overlap: each is likelier for
 * one gender, none is certain.
 *
 * @param id the number in the pictures' names
 * @param gender the label
 * @param birth date of birth
 * @param skin colour
 * @param hair colour when young
 * @param iris colour
 * @param width half-width of the head, about 0.72 of its half-height
 * @param masculinity of the bones and brows: about 0.2 for females, 0.8 for males
 * @param eyeDistance half the distance of the eyes
 * @param eyeSize a factor around 1
 * @param noseSize a factor around 1
 * @param lipSize a factor around 1
 * @param hairLength 0 cropped, 1 over the shoulders
 * @param fringe whether the hair falls on the forehead
 * @param makeUp 0 none, 1 strong lips, lashes and earrings
 * @param greyOnset the age at which hair turns grey
 * @param baldness 0 never, 1 early
 * @param beard 0 none, 1 full
 * @param moustache whether there is one
 * @param wrinkling how fast the skin ages, a factor around 1
 * @param glasses whether glasses are worn when grown up
 */
record Person(
    String id,
    Gender gender,
    LocalDate birth,
    Color skin,
    Color hair,
    Color iris,
    double width,
    double masculinity,
    double eyeDistance,
    double eyeSize,
    double noseSize,
    double lipSize,
    double hairLength,
    boolean fringe,
    double makeUp,
    double greyOnset,
    double baldness,
    double beard,
    boolean moustache,
    double wrinkling,
    boolean glasses) {

  private static final Color[] SKINS = {
    new Color(247, 216, 195),
    new Color(236, 196, 168),
    new Color(226, 180, 146),
    new Color(205, 156, 120),
    new Color(170, 122, 88),
    new Color(130, 90, 64),
    new Color(99, 67, 48)
  };
  private static final Color[] HAIRS = {
    new Color(28, 22, 20),
    new Color(52, 36, 26),
    new Color(86, 58, 36),
    new Color(122, 84, 48),
    new Color(176, 136, 80),
    new Color(150, 70, 36)
  };
  private static final Color[] IRISES = {
    new Color(70, 44, 26), new Color(96, 66, 36), new Color(84, 112, 84), new Color(80, 124, 164)
  };

  /** Draws the lot of a person. */
  static Person of(String id, LocalDate birth, Random random) {
    Gender gender = random.nextBoolean() ? Gender.MALE : Gender.FEMALE;
    boolean male = gender == Gender.MALE;
    double tone = random.nextDouble() * (SKINS.length - 1);
    Color skin = Paints.mix(SKINS[(int) tone], SKINS[(int) tone + 1], tone % 1);
    boolean dark = tone > 3.2;
    Color hair = HAIRS[random.nextInt(dark ? 2 : HAIRS.length)];
    Color iris = IRISES[random.nextInt(dark ? 2 : IRISES.length)];
    boolean longHair = random.nextDouble() < (male ? 0.08 : 0.82);
    return new Person(
        id,
        gender,
        birth,
        skin,
        hair,
        iris,
        around(random, 0.73, 0.025),
        Paints.clamp(around(random, male ? 0.75 : 0.25, 0.16)),
        around(random, 0.3, 0.015),
        around(random, 1, 0.08),
        around(random, male ? 1.05 : 0.95, 0.1),
        around(random, male ? 0.9 : 1.12, 0.12),
        longHair ? 0.5 + 0.5 * random.nextDouble() : 0.25 * random.nextDouble(),
        random.nextDouble() < (longHair ? 0.35 : 0.2),
        male ? 0 : Math.max(0, around(random, 0.5, 0.35)),
        around(random, 45, 7),
        male ? random.nextDouble() : 0.12 * random.nextDouble(),
        male && random.nextDouble() < 0.4 ? 0.35 + 0.65 * random.nextDouble() : 0,
        male && random.nextDouble() < 0.25,
        around(random, 1, 0.1),
        random.nextDouble() < 0.18);
  }

  private static double around(Random random, double mean, double deviation) {
    return mean + deviation * Math.max(-2, Math.min(2, random.nextGaussian()));
  }
}
