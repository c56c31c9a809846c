package org.agegender.dataset.drawn;

import static org.agegender.dataset.drawn.Paints.ramp;

import java.awt.Color;

/**
 * What years have done to a person, each from 0 to 1.
 *
 * @param baby 1 at birth, 0 from three years on
 * @param child 1 at birth, 0 when grown up
 * @param old 0 up to middle age, 1 at a hundred
 * @param wrinkles depth of the lines
 * @param sag of skin and lids
 * @param grey share of grey hair
 * @param recession of the hairline
 * @param spots of the skin
 * @param beard strength of the beard
 */
record Ageing(
    double baby,
    double child,
    double old,
    double wrinkles,
    double sag,
    double grey,
    double recession,
    double spots,
    double beard) {

  static Ageing of(Person person, double age) {
    double skinAge = age * person.wrinkling();
    return new Ageing(
        1 - ramp(age, 0, 3.5),
        Math.pow(1 - ramp(age, 0, 18), 0.8),
        ramp(age, 40, 100),
        ramp(skinAge, 24, 85),
        ramp(skinAge, 35, 95),
        ramp(age, person.greyOnset() - 8, person.greyOnset() + 22),
        Paints.clamp(person.baldness() * ramp(age, 22, 70) * 1.35),
        ramp(skinAge, 48, 90),
        person.beard() * ramp(age, 17, 24));
  }

  /** The colour of skin: rosy in children, paler and yellower in the old. */
  Color skin(Color young) {
    Color rosy = Paints.mix(young, new Color(255, 205, 190), 0.16 * child);
    Color pale = new Color(206, 186, 160);
    return Paints.mix(rosy, pale, 0.3 * old);
  }

  /** The colour of hair: lighter in children, grey later. */
  Color hair(Color young) {
    Color light = Paints.mix(young, new Color(190, 150, 96), 0.3 * child);
    return Paints.mix(light, Paints.GREY_HAIR, grey);
  }
}
