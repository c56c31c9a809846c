package org.agegender.vision;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.CV_64F;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.WARP_INVERSE_MAP;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;
import static org.bytedeco.opencv.global.opencv_imgproc.warpAffine;

import java.util.List;
import org.agegender.core.CropGeometry;
import org.agegender.core.FaceBox;
import org.agegender.core.FaceLandmarks;
import org.agegender.core.Point;
import org.bytedeco.javacpp.indexer.DoubleIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Cuts a face out of its picture as a {@link CropGeometry.Aligned} says: the one way for
 * preparation and prediction. A face without landmarks is cut upright around its box, where its
 * landmarks would lie on average. What lies outside the picture repeats the picture's edge. Safe
 * for use by several threads.
 */
public final class FaceCropper {

  /** The centre of the tight square below the centre of the box, in heights of the box. */
  private static final double BOX_DOWN = 0.01;

  /** The side of the tight square in means of the box's width and height. */
  private static final double BOX_SIDE = 0.98;

  /** A crop is sampled at up to so many points in each direction for a pixel, then averaged. */
  private static final int MOST_SAMPLES = 4;

  /** Samples in each direction in all, which bounds the memory for a large crop. */
  private static final int MOST_ACROSS = 2048;

  /** Twice this is still a whole number of 32 bits. */
  private static final int FARTHEST = 1 << 29;

  private final CropGeometry.Aligned geometry;
  private final FaceLandmarks template;

  /**
   * @param geometry where the landmarks belong
   */
  public FaceCropper(CropGeometry.Aligned geometry) {
    this.geometry = geometry;
    this.template = geometry.template();
    OpenCv.load();
  }

  /**
   * Cuts a face out.
   *
   * @param picture the picture it was found in; not changed
   * @return a new picture of {@code side x side} pixels
   */
  public Picture crop(Picture picture, DetectedFace face) {
    return warp(picture.bgr(), toCrop(face));
  }

  /** From pixels of the picture to pixels of the crop. */
  SimilarityTransform toCrop(DetectedFace face) {
    return face.landmarks()
        .filter(FaceCropper::isSpread)
        .map(found -> SimilarityTransform.between(found.points(), template.points()))
        .filter(found -> found.scale() > 0)
        .orElseGet(() -> aroundBox(face.box()));
  }

  private static boolean isSpread(FaceLandmarks landmarks) {
    return landmarks.points().stream().distinct().count() > 1;
  }

  private SimilarityTransform aroundBox(FaceBox box) {
    double tight = BOX_SIDE * (box.width() + box.height()) / 2;
    double scale = geometry.side() / (tight * (1 + 2 * geometry.margin()));
    double x = box.x() + box.width() / 2.0;
    double y = box.y() + box.height() * (0.5 + BOX_DOWN);
    double centre = geometry.side() / 2.0;
    return new SimilarityTransform(scale, 0, centre - scale * x, centre - scale * y);
  }

  /**
   * Samples the part of the picture that the crop shows. Large faces are first reduced by whole
   * factors and then sampled at several points for each pixel, so that fine texture does not turn
   * into noise.
   */
  private Picture warp(Mat bgr, SimilarityTransform toCrop) {
    int side = geometry.side();
    double shrink = 1 / toCrop.scale();
    int most = Math.max(1, Math.min(MOST_SAMPLES, MOST_ACROSS / side));
    int samples = (int) Math.max(1, Math.min(most, Math.ceil(shrink - 0.25)));
    int reduction = (int) Math.max(1, Math.floor(shrink / samples));
    Area asked = asked(toCrop.inverse(), 2 * reduction);
    try (Rect seen = within(bgr, asked);
        Mat part = new Mat(bgr, seen);
        Mat reduced = reduced(part, reduction);
        Edges edges = Edges.around(reduced, asked, seen);
        Mat map = map(toCrop.inverse(), seen, part, reduced, edges, samples);
        Size sampled = new Size(side * samples, side * samples);
        Scalar unused = new Scalar(0)) {
      Mat fine = new Mat();
      warpAffine(
          edges.extended(),
          fine,
          map,
          sampled,
          INTER_LINEAR | WARP_INVERSE_MAP,
          BORDER_REPLICATE,
          unused);
      if (samples == 1) {
        return new Picture(fine);
      }
      try (fine;
          Size size = new Size(side, side)) {
        Mat crop = new Mat();
        resize(fine, crop, size, 0, 0, INTER_AREA);
        return new Picture(crop);
      }
    }
  }

  /** The upright rectangle that the crop's corners span, possibly beyond the picture. */
  private Area asked(SimilarityTransform toPicture, int around) {
    int side = geometry.side();
    List<Point> corners =
        List.of(
            toPicture.apply(new Point(0, 0)),
            toPicture.apply(new Point(side, 0)),
            toPicture.apply(new Point(0, side)),
            toPicture.apply(new Point(side, side)));
    double left = corners.stream().mapToDouble(Point::x).min().orElseThrow() - around;
    double right = corners.stream().mapToDouble(Point::x).max().orElseThrow() + around;
    double top = corners.stream().mapToDouble(Point::y).min().orElseThrow() - around;
    double bottom = corners.stream().mapToDouble(Point::y).max().orElseThrow() + around;
    int x = whole(Math.floor(left));
    int y = whole(Math.floor(top));
    return new Area(x, y, whole(Math.ceil(right)) - x, whole(Math.ceil(bottom)) - y);
  }

  /** What no picture reaches is as good as any farther place. */
  private static int whole(double coordinate) {
    return (int) Math.max(-FARTHEST, Math.min(FARTHEST, coordinate));
  }

  /** The part of an area that is in the picture, at least one pixel of it. */
  private static Rect within(Mat bgr, Area area) {
    int x = clamp(area.x(), bgr.cols() - 1);
    int y = clamp(area.y(), bgr.rows() - 1);
    int right = Math.max(x + 1, clamp(area.right(), bgr.cols()));
    int bottom = Math.max(y + 1, clamp(area.bottom(), bgr.rows()));
    return new Rect(x, y, right - x, bottom - y);
  }

  private static int clamp(int value, int most) {
    return Math.max(0, Math.min(most, value));
  }

  private static Mat reduced(Mat part, int reduction) {
    if (reduction == 1) {
      return new Mat(part);
    }
    Mat reduced = new Mat();
    try (Size size =
        new Size(Math.max(1, part.cols() / reduction), Math.max(1, part.rows() / reduction))) {
      resize(part, reduced, size, 0, 0, INTER_AREA);
    }
    return reduced;
  }

  /**
   * From the centres of the samples to the centres of the extended part's pixels, which the library
   * counts from 0: {@code [2, 3]}.
   */
  private static Mat map(
      SimilarityTransform toPicture, Rect seen, Mat part, Mat reduced, Edges edges, int samples) {
    double across = (double) reduced.cols() / part.cols();
    double down = (double) reduced.rows() / part.rows();
    double a = toPicture.a() / samples;
    double b = toPicture.b() / samples;
    double x = (a - b) * 0.5 + toPicture.dx() - seen.x();
    double y = (a + b) * 0.5 + toPicture.dy() - seen.y();
    Mat map = new Mat(2, 3, CV_64F);
    try (DoubleIndexer entries = map.createIndexer()) {
      entries.put(0, 0, across * a, across * -b, across * x - 0.5 + edges.left());
      entries.put(1, 0, down * b, down * a, down * y - 0.5 + edges.top());
    }
    return map;
  }
}
