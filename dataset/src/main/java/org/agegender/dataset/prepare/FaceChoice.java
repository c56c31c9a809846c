package org.agegender.dataset.prepare;

import java.util.List;
import java.util.Optional;
import org.agegender.core.FaceBox;
import org.agegender.vision.DetectedFace;

/**
 * Which of the faces found in a picture is the labelled one: the one that overlaps the data set's
 * own box most, or without such a box the largest and most central.
 */
final class FaceChoice {

  /** Boxes of different detectors around one face share at least so much (over their union). */
  private static final double LEAST_OVERLAP = 0.2;

  /** A box that lies outside its picture by more than this is that of another picture. */
  private static final double LEAST_INSIDE = 0.5;

  /**
   * What the square of the distance from the middle counts against the area, as in FaceNet's
   * alignment of LFW (David Sandberg, {@code align_dataset_mtcnn}).
   */
  private static final double OFF_CENTRE = 2;

  /**
   * IMDB-WIKI is published as full pictures and as crops of these with a margin of 40 % on each
   * side, possibly made smaller; both with the locations in the full pictures.
   */
  private static final double PUBLISHED_CROP = 1.8;

  private static final double ROUNDING = 0.02;

  private final FaceBox whole;
  private final Optional<FaceBox> place;

  /**
   * @param width of the picture in pixels
   * @param height of the picture in pixels
   * @param labelled where the data set says that the face is
   */
  FaceChoice(int width, int height, Optional<FaceBox> labelled) {
    this.whole = new FaceBox(0, 0, width, height);
    this.place =
        labelled
            .map(box -> isPublishedCrop(box) ? middleOfCrop() : box)
            .filter(box -> box.partIn(whole) >= LEAST_INSIDE);
  }

  private boolean isPublishedCrop(FaceBox box) {
    double across = whole.width() / (PUBLISHED_CROP * box.width());
    double down = whole.height() / (PUBLISHED_CROP * box.height());
    return Math.max(across, down) <= 1 + ROUNDING
        && Math.abs(across - down) <= ROUNDING * Math.max(across, down);
  }

  private FaceBox middleOfCrop() {
    return middle(
        Math.max(1, (int) Math.round(whole.width() / PUBLISHED_CROP)),
        Math.max(1, (int) Math.round(whole.height() / PUBLISHED_CROP)));
  }

  /** Where the labelled face must be in this very picture, if the data set tells. */
  Optional<FaceBox> place() {
    return place;
  }

  /** The largest square in the middle of the picture. */
  FaceBox middle() {
    int side = Math.min(whole.width(), whole.height());
    return middle(side, side);
  }

  private FaceBox middle(int width, int height) {
    return new FaceBox(
        Math.floorDiv(whole.width() - width, 2),
        Math.floorDiv(whole.height() - height, 2),
        width,
        height);
  }

  /**
   * The labelled face.
   *
   * @param found the first of equals is taken
   * @return empty if none was found, or none where the labelled face must be
   */
  Optional<DetectedFace> choose(List<DetectedFace> found) {
    return found.stream()
        .filter(face -> place.isEmpty() || closeness(face) >= LEAST_OVERLAP)
        .reduce((best, face) -> closeness(face) > closeness(best) ? face : best);
  }

  private double closeness(DetectedFace face) {
    return place.map(box -> box.overlap(face.box())).orElseGet(() -> prominence(face.box()));
  }

  private double prominence(FaceBox box) {
    double x = box.x() + (box.width() - whole.width()) / 2.0;
    double y = box.y() + (box.height() - whole.height()) / 2.0;
    return (double) box.width() * box.height() - OFF_CENTRE * (x * x + y * y);
  }
}
