package org.agegender.vision;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_8;
import static org.bytedeco.opencv.global.opencv_imgproc.rectangle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Draws boxes and labels on a copy of a picture. The text grows with the picture and shrinks in a
 * crowd; no label covers another face or another label. Labels for which there is no place are
 * listed in a strip below the picture, with numbers in the boxes. Very small pictures are enlarged.
 */
public final class FaceAnnotator {

  /** Pictures with a longer side below this are enlarged by a whole factor. */
  private static final int SMALLEST_SIDE = 160;

  /** The line around a face is as thick as this part of the picture, and of the face at most. */
  private static final int STROKE_PART = 500;

  private static final int STROKE_PART_OF_FACE = 40;

  private final List<FaceLabel> labels;
  private final List<Area> boxes;
  private final List<Integer> strokes;
  private final List<LabelFont> fonts;

  private FaceAnnotator(int side, List<FaceLabel> labels, List<Area> boxes) {
    this.labels = labels;
    this.boxes = boxes;
    this.strokes = boxes.stream().map(box -> stroke(box, side)).toList();
    this.fonts = LabelFont.sizesFor(side);
  }

  private static int stroke(Area box, int side) {
    int most = Math.min(box.width(), box.height()) / STROKE_PART_OF_FACE;
    return Math.max(1, Math.min(side / STROKE_PART, most));
  }

  /**
   * Draws. Safe for use by several threads.
   *
   * @param picture not changed
   * @param labels the faces and what to write beside them; none is fine
   * @return a new picture: of the same size, unless it was enlarged or a strip was added
   */
  public static Picture annotate(Picture picture, List<FaceLabel> labels) {
    int side = Math.max(picture.width(), picture.height());
    int factor = (SMALLEST_SIDE + side - 1) / side;
    List<Area> boxes = labels.stream().map(label -> Area.of(label.box()).scaled(factor)).toList();
    try (Mat canvas = enlarged(picture.bgr(), factor)) {
      return new Picture(new FaceAnnotator(side * factor, labels, boxes).draw(canvas));
    }
  }

  private static Mat enlarged(Mat bgr, int factor) {
    if (factor == 1) {
      return bgr.clone();
    }
    Mat large = new Mat();
    try (Size size = new Size(bgr.cols() * factor, bgr.rows() * factor)) {
      opencv_imgproc.resize(bgr, large, size, 0, 0, INTER_CUBIC);
    }
    return large;
  }

  private Mat draw(Mat canvas) {
    List<Optional<LabelLayout.Place>> places = places(canvas);
    for (int face = 0; face < labels.size(); face++) {
      drawBox(canvas, face);
    }
    List<Integer> listed = new ArrayList<>();
    for (int face = 0; face < labels.size(); face++) {
      if (places.get(face).isPresent()) {
        LabelLayout.Place place = places.get(face).get();
        List<String> lines = labels.get(face).shapes().get(place.shape());
        fonts.get(place.font()).draw(canvas, place.area(), lines, LabelColour.of(face));
      } else {
        listed.add(face);
      }
    }
    if (listed.isEmpty()) {
      return new Mat(canvas);
    }
    LabelFont smallest = fonts.get(fonts.size() - 1);
    return new LabelStrip(smallest, labels, boxes, listed).below(canvas);
  }

  private List<Optional<LabelLayout.Place>> places(Mat canvas) {
    List<LabelLayout.Face> faces = new ArrayList<>();
    for (int face = 0; face < labels.size(); face++) {
      List<List<String>> shapes = labels.get(face).shapes();
      List<List<LabelLayout.Size>> sizes =
          fonts.stream().map(font -> shapes.stream().map(font::size).toList()).toList();
      faces.add(new LabelLayout.Face(boxes.get(face), strokes.get(face) + 1, sizes));
    }
    return new LabelLayout(new Area(0, 0, canvas.cols(), canvas.rows()), faces).place();
  }

  /** A line outside the box in the face's colour, with a black one around it. */
  private void drawBox(Mat canvas, int face) {
    Area box = boxes.get(face);
    int stroke = strokes.get(face);
    try (Scalar black = new Scalar(0, 0, 0, 0);
        Scalar colour = LabelColour.of(face).scalar()) {
      frame(canvas, box.grown(stroke + 1), black);
      for (int line = stroke; line > 0; line--) {
        frame(canvas, box.grown(line), colour);
      }
    }
  }

  /** One pixel wide; at the picture's edge where it would be outside. */
  private static void frame(Mat canvas, Area area, Scalar colour) {
    int x = Math.max(0, area.x());
    int y = Math.max(0, area.y());
    int right = Math.min(canvas.cols(), area.right());
    int bottom = Math.min(canvas.rows(), area.bottom());
    try (Rect rect = new Rect(x, y, right - x, bottom - y)) {
      rectangle(canvas, rect, colour, 1, LINE_8, 0);
    }
  }
}
