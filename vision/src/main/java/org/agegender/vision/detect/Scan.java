package org.agegender.vision.detect;

import java.util.ArrayList;
import java.util.List;
import org.agegender.vision.BgrPlanes;
import org.agegender.vision.Picture;

/**
 * One picture's way through the network.
 *
 * <ol>
 *   <li>The whole picture at once, its longer side {@link #FIRST} pixels: finds faces up to the
 *       size of the picture, which the network sees best so.
 *   <li>Would the smallest faces be too small in it, the picture again in larger sizes, in tiles.
 *   <li>What is small or unsure is looked at once more, enlarged or reduced to the size that the
 *       network knows best ({@link SecondLook}).
 *   <li>Was nothing found, the picture small in the middle of a black sheet: helps where its edges
 *       cut into the face.
 * </ol>
 *
 * What is found twice is told once.
 */
final class Scan {

  /** The longer side of the first view. */
  private static final double FIRST = 320;

  /** Small pictures are enlarged about so much at most; larger faces give more exact landmarks. */
  private static final double ENLARGED = 2;

  /** No view is larger, which bounds the memory. */
  private static final int TILE = 640;

  /** Faces that are so high in a view, in pixels, are seen, if dimly. */
  private static final double SEEN = 20;

  /**
   * The most from one size to the next: a face that a tile cuts is larger than {@link Tile#SHARED},
   * and still well seen in the size before.
   */
  private static final double STEP = 4;

  /** A size that is hardly larger than the one before would find nothing new. */
  private static final double WORTH = 1.1;

  /** The longer side of the picture when it is looked at once more, within a border. */
  private static final double SMALL = 160;

  private static final int BORDER = 80;

  private final DetectionNetwork network;
  private final DetectorOptions options;
  private final Picture picture;
  private final BgrPlanes sheet;
  private final double longer;

  Scan(DetectionNetwork network, DetectorOptions options, Picture picture, BgrPlanes sheet) {
    this.network = network;
    this.options = options;
    this.picture = picture;
    this.sheet = sheet;
    this.longer = Math.max(picture.width(), picture.height());
  }

  /** A sheet that is large enough for any view. */
  static BgrPlanes sheet() {
    return new BgrPlanes(TILE * TILE);
  }

  /** Each face once, in pixels of the picture. */
  List<Candidate> faces() {
    SecondLook second = new SecondLook(network, options.minScore(), picture, sheet);
    // The picture fills the sheet's longer side: a black strip would pull at the landmarks.
    double scale = Math.min(FIRST, YuNetOutputs.multiple((int) (ENLARGED * longer))) / longer;
    List<Candidate> found = new ArrayList<>(second.judge(seen(scale, 0), scale));
    for (double finer : finerScales(scale, Math.min(1, SEEN / options.smallestFace()))) {
      found.addAll(second.judge(seen(finer, 0), finer));
    }
    if (found.isEmpty()) {
      double small = Math.min(1, SMALL / longer);
      found.addAll(second.judge(seen(small, BORDER), small));
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

  /** Also what is unsure, in pixels of the picture. */
  private List<Candidate> seen(double scale, int border) {
    int width = Math.max(1, (int) Math.round(picture.width() * scale));
    int height = Math.max(1, (int) Math.round(picture.height() * scale));
    if (width == picture.width() && height == picture.height()) {
      return seen(picture, border);
    }
    try (Picture scaled = picture.resize(width, height)) {
      return seen(scaled, border);
    }
  }

  private List<Candidate> seen(Picture scaled, int border) {
    double across = (double) picture.width() / scaled.width();
    double down = (double) picture.height() / scaled.height();
    List<Candidate> seen = new ArrayList<>();
    for (Tile tile : Tile.cover(scaled.width(), scaled.height(), TILE)) {
      sheet.reset(
          YuNetOutputs.multiple(tile.width() + 2 * border),
          YuNetOutputs.multiple(tile.height() + 2 * border));
      sheet.lay(scaled, tile.x(), tile.y(), border, border);
      View view = new View((tile.x() - border) * across, (tile.y() - border) * down, across, down);
      for (Candidate face : Suppression.agreed(network.candidates(sheet, SecondLook.UNSURE))) {
        if (!tile.cuts(face)) {
          seen.add(face.restored(view));
        }
      }
    }
    return Suppression.surest(seen);
  }
}
