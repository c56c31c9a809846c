package org.agegender.core;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * How the faces of a training set were cut out of their pictures. Preparation, training and
 * prediction share this one definition; the prepared set and the model carry it as the text of
 * {@link #text()}.
 */
public sealed interface CropGeometry {

  /** The pictures as they came: {@code aligned=none}. */
  CropGeometry WHOLE = new Whole();

  /** The text that {@link #parse} reads. */
  String text();

  /** Whether both show the same part of a face, in whatever number of pixels. */
  boolean showsSameAs(CropGeometry other);

  /** Pictures were not cropped; each shows one face as its publisher left it. */
  record Whole() implements CropGeometry {
    @Override
    public String text() {
      return "aligned=none";
    }

    @Override
    public boolean showsSameAs(CropGeometry other) {
      return equals(other);
    }
  }

  /**
   * Faces were turned, scaled and moved so that their landmarks come as near as can be (least
   * squares, no stretching, no mirroring) to a template, and cut out as a square.
   *
   * @param margin context on each side, as a share of the side of the tight square, 0 to 2: the
   *     crop's side is {@code 1 + 2 * margin} tight sides
   * @param side of the crop in pixels, 8 to 4096
   */
  record Aligned(double margin, int side) implements CropGeometry {

    /** The name of the template; other points would be another name. */
    public static final String TEMPLATE = "five-point-tight";

    /**
     * Where the landmarks of a face lie in the tight square, in shares of its side: the eyes 0.4
     * apart at 0.27 of the height, as in the usual tight crops. The proportions are those of the
     * mean face that ArcFace's 112-pixel template describes (Deng et al., 2019), made symmetrical;
     * the points' centroid is the centre of the square.
     */
    private static final List<Point> TIGHT =
        List.of(
            new Point(0.300, 0.270),
            new Point(0.700, 0.270),
            new Point(0.500, 0.498),
            new Point(0.334, 0.731),
            new Point(0.666, 0.731));

    private static final double LARGEST_MARGIN = 2;
    private static final int SMALLEST_SIDE = 8;
    private static final int LARGEST_SIDE = 4096;

    /**
     * @throws IllegalArgumentException if a value is out of its range
     */
    public Aligned {
      if (!(margin >= 0 && margin <= LARGEST_MARGIN)) {
        throw new IllegalArgumentException(
            String.format(Locale.ROOT, "margin must be 0..%.0f, found %s", LARGEST_MARGIN, margin));
      }
      if (side < SMALLEST_SIDE || side > LARGEST_SIDE) {
        throw new IllegalArgumentException(
            "side must be %d..%d, found %d".formatted(SMALLEST_SIDE, LARGEST_SIDE, side));
      }
    }

    /** Where the landmarks belong in the crop, in pixels of the crop. */
    public FaceLandmarks template() {
      return new FaceLandmarks(
          place(TIGHT.get(0)),
          place(TIGHT.get(1)),
          place(TIGHT.get(2)),
          place(TIGHT.get(3)),
          place(TIGHT.get(4)));
    }

    private Point place(Point tight) {
      double scale = side / (1 + 2 * margin);
      return new Point((tight.x() + margin) * scale, (tight.y() + margin) * scale);
    }

    @Override
    public String text() {
      return String.format(
          Locale.ROOT, "aligned=%s;margin=%s;side=%d", TEMPLATE, Double.toString(margin), side);
    }

    @Override
    public boolean showsSameAs(CropGeometry other) {
      return other instanceof Aligned aligned && aligned.margin == margin;
    }
  }

  /**
   * Reads what {@link #text()} wrote.
   *
   * @throws InvalidInputException if the text is none of this version
   */
  static CropGeometry parse(String text) {
    if (text.equals(WHOLE.text())) {
      return WHOLE;
    }
    Map<String, String> entries = new LinkedHashMap<>();
    for (String entry : text.split(";", -1)) {
      int equals = entry.indexOf('=');
      if (equals < 0
          || entries.put(entry.substring(0, equals), entry.substring(equals + 1)) != null) {
        throw unknown(text);
      }
    }
    if (!entries.keySet().equals(Set.of("aligned", "margin", "side"))
        || !Aligned.TEMPLATE.equals(entries.get("aligned"))) {
      throw unknown(text);
    }
    try {
      return new Aligned(
          Double.parseDouble(entries.getOrDefault("margin", "")),
          Integer.parseInt(entries.getOrDefault("side", "")));
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          "crop_geometry '%s' cannot be used: %s".formatted(text, e.getMessage()), e);
    }
  }

  private static InvalidInputException unknown(String text) {
    return new InvalidInputException(
        "crop_geometry must be '%s' or 'aligned=%s;margin=M;side=S', found '%s'"
            .formatted(WHOLE.text(), Aligned.TEMPLATE, text));
  }
}
