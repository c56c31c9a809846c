package org.agegender.vision.detect;

import java.util.ArrayList;
import java.util.List;
import org.agegender.core.FaceBox;
import org.agegender.vision.BgrPlanes;
import org.agegender.vision.Picture;

/** Looks at faces that are small or unsure alone, in the size that the network knows best. */
final class SecondLook {

  /** Candidates from this score are worth a second look. */
  static final double UNSURE = 0.3;

  /** Faces that were lower in the first view, in pixels, are looked at again. */
  private static final double SMALL = 28;

  /** How high a face is in the second view, in pixels. */
  private static final double HEIGHT = 56;

  /** The second view's side, in pixels: as much around the face on each side as it is high. */
  private static final int SIDE = 160;

  /** Bounds the time where a picture shows more; the surest come first. */
  private static final int MOST = 1000;

  private final DetectionNetwork network;
  private final double minScore;
  private final Picture picture;
  private final BgrPlanes sheet;
  private int looks;

  SecondLook(DetectionNetwork network, double minScore, Picture picture, BgrPlanes sheet) {
    this.network = network;
    this.minScore = minScore;
    this.picture = picture;
    this.sheet = sheet;
  }

  /**
   * Which of these are faces.
   *
   * @param seen in pixels of the picture, surest first
   * @param scale pixels of the view in which they were seen for one of the picture
   */
  List<Candidate> judge(List<Candidate> seen, double scale) {
    List<Candidate> faces = new ArrayList<>();
    for (Candidate candidate : seen) {
      boolean sure = candidate.score() >= minScore;
      if (sure && candidate.height() * scale >= SMALL) {
        faces.add(candidate);
      } else if (looks < MOST) {
        looks++;
        faces.addAll(look(candidate));
      } else if (sure) {
        faces.add(candidate);
      }
    }
    return faces;
  }

  /** The same face as the second view shows it; empty if it is none. */
  private List<Candidate> look(Candidate first) {
    double scale = HEIGHT / Math.max(first.width(), first.height());
    double reach = SIDE / scale / 2;
    int x0 = (int) clamp(Math.ceil(first.centreX() - reach), picture.width() - 1);
    int y0 = (int) clamp(Math.ceil(first.centreY() - reach), picture.height() - 1);
    int x1 = (int) clamp(Math.floor(first.centreX() + reach), picture.width());
    int y1 = (int) clamp(Math.floor(first.centreY() + reach), picture.height());
    x1 = Math.max(x0 + 1, x1);
    y1 = Math.max(y0 + 1, y1);
    try (Picture part = picture.part(new FaceBox(x0, y0, x1 - x0, y1 - y0));
        Picture shown = part.resize(scaled(x1 - x0, scale), scaled(y1 - y0, scale))) {
      sheet.reset(YuNetOutputs.multiple(shown.width()), YuNetOutputs.multiple(shown.height()));
      sheet.lay(shown, 0, 0, 0, 0);
      View view =
          new View(
              x0,
              y0,
              (double) part.width() / shown.width(),
              (double) part.height() / shown.height());
      return Suppression.agreed(network.candidates(sheet, minScore)).stream()
          .map(face -> face.restored(view))
          .filter(face -> Suppression.isSame(face, first))
          .limit(1)
          .toList();
    }
  }

  private static double clamp(double value, int most) {
    return Math.max(0, Math.min(most, value));
  }

  private static int scaled(int length, double scale) {
    return (int) Math.max(1, Math.min(SIDE, Math.round(length * scale)));
  }
}
