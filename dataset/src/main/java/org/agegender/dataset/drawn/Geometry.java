package org.agegender.dataset.drawn;

import java.awt.geom.Path2D;

/**
 * Where things lie in a face of a certain age. The head reaches from -1 (crown) to 1 (chin), y
 * down, x to the right; children have wide heads, low and large eyes, small noses and chins.
 *
 * @param width half-width of the head at its widest
 * @param jaw half-width at the corners of the jaw
 * @param chin half-width of the chin
 * @param sag 0 firm, 1 hanging cheeks
 * @param shift of the features to one side, as the head turns
 * @param eyeX half the distance of the eyes
 * @param eyeY height of the eyes
 * @param eyeWidth half-width of an eye
 * @param eyeOpening half-height of an eye
 * @param browY height of the brows
 * @param noseY height of the nose's tip
 * @param noseWidth half-width of the nose
 * @param mouthY height of the mouth
 * @param mouthWidth half-width of the mouth
 */
record Geometry(
    double width,
    double jaw,
    double chin,
    double sag,
    double shift,
    double eyeX,
    double eyeY,
    double eyeWidth,
    double eyeOpening,
    double browY,
    double noseY,
    double noseWidth,
    double mouthY,
    double mouthWidth) {

  static Geometry of(Person person, Ageing ageing, double shift) {
    double child = ageing.child();
    double baby = ageing.baby();
    double bones = person.masculinity() * (1 - child);
    double width = person.width() + 0.08 * child + 0.05 * baby;
    double eyeY = 0.02 + 0.13 * child + 0.08 * baby;
    double eyeOpening =
        person.eyeSize() * (0.068 + 0.03 * child + 0.012 * baby - 0.026 * ageing.sag());
    return new Geometry(
        width,
        width * (0.76 + 0.15 * bones + 0.04 * child + 0.1 * ageing.sag()),
        width * (0.26 + 0.2 * bones + 0.05 * child),
        ageing.sag(),
        shift,
        person.eyeDistance() + 0.02 * child,
        eyeY,
        person.eyeSize() * (0.13 + 0.02 * child),
        eyeOpening,
        eyeY - (0.2 - 0.03 * bones - 0.02 * baby) + 0.02 * ageing.sag(),
        eyeY + person.noseSize() * (0.38 - 0.13 * child - 0.05 * baby + 0.05 * ageing.old()),
        person.noseSize() * (0.115 - 0.015 * child + 0.025 * ageing.old() + 0.015 * bones),
        0.62 + 0.03 * child + 0.02 * baby,
        0.235 - 0.04 * child - 0.035 * baby + 0.02 * bones);
  }

  /** The outline of the head, larger by a factor. */
  Path2D head(double factor) {
    double w = width * factor;
    double top = -factor;
    return Curves.closed(
        0,
        top,
        -0.62 * w,
        0.82 * top,
        -0.97 * w,
        0.4 * top,
        -w,
        0.05,
        -0.95 * w,
        0.36,
        -jaw * factor,
        0.66 + 0.04 * sag,
        -chin * factor,
        0.95 * factor,
        0,
        factor,
        chin * factor,
        0.95 * factor,
        jaw * factor,
        0.66 + 0.04 * sag,
        0.95 * w,
        0.36,
        w,
        0.05,
        0.97 * w,
        0.4 * top,
        0.62 * w,
        0.82 * top);
  }

  /** The middle of an eye: -1 the left of the picture, 1 the right. */
  double eye(int side) {
    return side * eyeX + shift;
  }
}
