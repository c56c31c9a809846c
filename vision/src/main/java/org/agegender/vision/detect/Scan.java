package org.agegender.vision.detect;

import java.util.ArrayList;
import java.util.List;
import org.agegender.vision.BgrPlanes;
import org.agegender.vision.Picture;

/**
 * One picture's way through the network.
 *
 * <ol>
 *   <li>The whole picture at once, made smaller until its longer side has {@link #FIRST} pixels:
 *       finds faces up to the size of the picture, which the network sees best so.
 *   <li>Were the smallest faces too small in it, the picture again in larger sizes, in tiles.
 *   <li>Was nothing found, the picture small in the middle of a black sheet: helps where its edges
 *       cut into the face.
 * </ol>
 *
 * What is found twice is told once.
 */
final class Scan {

  /** The longer side of the first view. */
  private static final int FIRST = 320;

  /** No view is larger, which bounds the memory. */
  private static final int TILE = 640;

  /** The network finds faces that are so high in the view, in pixels. */
  private static final double SEEN = 12;

  /**
   * The most from one size to the next: a face that a tile cuts is larger than {@link View#SHARED},
   * and still well seen in the size before.
   */
  private static final double STEP = 4;

  /** A size that is hardly larger than the one before would find nothing new. */
  private static final double WORTH = 1.25;

  /** The longer side of the picture when it is looked at once more, within a border. */
  private static final int SMALL = 160;

  private static final int BORDER = 80;

  private final YuNetNetwork network;
  private final DetectorOptions options;
  private final Picture picture;
  private final BgrPlanes sheet;

  Scan(YuNetNetwork network, DetectorOptions options, Picture picture, BgrPlanes sheet) {
    this.network = network;
    this.options = options;
    this.picture = picture;
    this.sheet = sheet;
  }

  /** A sheet that is large enough for any view. */
  static BgrPlanes sheet() {
    return new BgrPlanes(TILE * TILE);
  }

  /** Each face once, in pixels of the picture. */
  List<Candidate> candidates() {
    double scale = Math.min(1, FIRST / longerSide());
    View.Level first = level(scale);
    List<Candidate> found = new ArrayList<>(look(first, List.of(View.whole(first, 0))));
    for (double finer : finerScales(scale, Math.min(1, SEEN / options.smallestFace()))) {
      View.Level level = level(finer);
      found.addAll(look(level, View.tiles(level, TILE)));
    }
    if (found.isEmpty()) {
      View.Level small = level(Math.min(1, SMALL / longerSide()));
      found.addAll(look(small, List.of(View.whole(small, BORDER))));
    }
    return Suppression.surest(found);
  }

  /** Even steps from a scale up to another, none above {@link #STEP}. */
  private static double[] finerScales(double from, double to) {
    double ratio = to / from;
    if (ratio < WORTH) {
      return new double[0];
    }
    double[] scales = new double[(int) Math.ceil(Math.log(ratio) / Math.log(STEP))];
    for (int i = 0; i < scales.length; i++) {
      scales[i] = from * Math.pow(ratio, (i + 1.0) / scales.length);
    }
    return scales;
  }

  private double longerSide() {
    return Math.max(picture.width(), picture.height());
  }

  private View.Level level(double scale) {
    return View.Level.of(picture.width(), picture.height(), scale);
  }

  private List<Candidate> look(View.Level level, List<View> views) {
    if (level.width() == picture.width() && level.height() == picture.height()) {
      return look(picture, views);
    }
    try (Picture scaled = picture.resize(level.width(), level.height())) {
      return look(scaled, views);
    }
  }

  private List<Candidate> look(Picture scaled, List<View> views) {
    List<Candidate> found = new ArrayList<>();
    for (View view : views) {
      int border = view.border();
      sheet.reset(multiple(view.width() + 2 * border), multiple(view.height() + 2 * border));
      sheet.lay(scaled, view.x(), view.y(), border, border);
      List<Candidate> seen = network.candidates(sheet, options.minScore());
      for (Candidate candidate : Suppression.surest(seen)) {
        if (!view.cuts(candidate)) {
          found.add(candidate.restored(view));
        }
      }
    }
    return found;
  }

  private static int multiple(int length) {
    return (length + YuNetOutputs.MULTIPLE - 1) / YuNetOutputs.MULTIPLE * YuNetOutputs.MULTIPLE;
  }
}
