package org.agegender.vision;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds a place for the label of each face: at an edge of its box, within the picture, over no
 * other face and no other label. Only where a label is small beside its own face it may lie inside
 * that. Fonts are tried from the largest to the smallest.
 */
final class LabelLayout {

  /** A font is taken if at most this share of the labels has no place; these get smaller fonts. */
  private static final double UNPLACED_SHARE = 0.25;

  /** A label inside its own box covers at most this share of the box's height. */
  private static final double INSIDE_SHARE = 0.25;

  /** Labels without a place are tried again as the first, so many times. */
  private static final int ROUNDS = 3;

  /** Steps of the slide along an edge of the box. */
  private static final int STEPS = 8;

  /** Pixels between a label and what belongs to another face. */
  private static final int GAP = 2;

  /** The size of a label in pixels. */
  record Size(int width, int height) {}

  /**
   * Where a label belongs.
   *
   * @param area what it covers
   * @param font which of the fonts was taken
   * @param shape which of the label's shapes was taken
   */
  record Place(Area area, int font, int shape) {}

  /**
   * A face.
   *
   * @param box where it is
   * @param stroke how far the line around the box reaches outside it
   * @param sizes of its label by font, the largest first, and by shape, the best first
   */
  record Face(Area box, int stroke, List<List<Size>> sizes) {}

  private final Area canvas;
  private final List<Face> faces;
  private List<Optional<Place>> places;

  /**
   * @param canvas the picture
   * @param faces each with the same number of fonts
   */
  LabelLayout(Area canvas, List<Face> faces) {
    this.canvas = canvas;
    this.faces = faces;
    this.places = none();
  }

  private List<Optional<Place>> none() {
    return new ArrayList<>(Collections.nCopies(faces.size(), Optional.empty()));
  }

  /** A place for each face, in order; empty where there is none. */
  List<Optional<Place>> place() {
    int fonts = faces.isEmpty() ? 0 : faces.get(0).sizes().size();
    int font = 0;
    while (font < fonts && !placeMost(font)) {
      font++;
    }
    for (int smaller = font + 1; smaller < fonts; smaller++) {
      fill(smaller, unplaced());
    }
    return places;
  }

  /** Whether most labels have a place in this font, or at least some in the smallest. */
  private boolean placeMost(int font) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, faces.size()).boxed().toList());
    List<Optional<Place>> best = none();
    int fewest = faces.size();
    for (int round = 0; round < ROUNDS && fewest > 0; round++) {
      places = none();
      fill(font, order);
      List<Integer> without = unplaced();
      if (without.size() < fewest) {
        fewest = without.size();
        best = places;
      }
      order.removeAll(without);
      order.addAll(0, without);
    }
    places = best;
    boolean last = font == faces.get(0).sizes().size() - 1;
    return last || fewest <= UNPLACED_SHARE * faces.size();
  }

  private List<Integer> unplaced() {
    return IntStream.range(0, faces.size()).filter(i -> places.get(i).isEmpty()).boxed().toList();
  }

  private void fill(int font, List<Integer> order) {
    for (int face : order) {
      places.set(face, find(face, font));
    }
  }

  private Optional<Place> find(int index, int font) {
    Face face = faces.get(index);
    List<Size> shapes = face.sizes().get(font);
    for (int shape = 0; shape < shapes.size(); shape++) {
      for (Area area : candidates(face, shapes.get(shape))) {
        if (canvas.contains(area) && isFree(area, index)) {
          return Optional.of(new Place(area, font, shape));
        }
      }
    }
    return Optional.empty();
  }

  private boolean isFree(Area area, int index) {
    Area near = area.grown(GAP);
    for (int other = 0; other < faces.size(); other++) {
      Face face = faces.get(other);
      if (other != index && near.intersects(face.box().grown(face.stroke()))) {
        return false;
      }
      if (places.get(other).filter(place -> near.intersects(place.area())).isPresent()) {
        return false;
      }
    }
    return true;
  }

  /** Above, below, right, left, inside; along each edge from its start, then sliding. */
  private List<Area> candidates(Face face, Size size) {
    Area box = face.box();
    Area outside = box.grown(face.stroke());
    int width = size.width();
    int height = size.height();
    List<Area> areas = new ArrayList<>();
    for (int y : new int[] {outside.y() - height, outside.bottom()}) {
      for (int x : along(outside.x(), outside.width(), width)) {
        areas.add(new Area(clamp(x, canvas.width() - width), y, width, height));
      }
    }
    for (int x : new int[] {outside.right(), outside.x() - width}) {
      for (int y : along(outside.y(), outside.height(), height)) {
        areas.add(new Area(x, clamp(y, canvas.height() - height), width, height));
      }
    }
    if (width <= box.width() && height <= INSIDE_SHARE * box.height()) {
      areas.add(new Area(box.x(), box.bottom() - height, width, height));
      areas.add(new Area(box.x(), box.y(), width, height));
    }
    return areas;
  }

  /** Starts of a label beside an edge: at its start, at its end, then between half outside. */
  private static List<Integer> along(int start, int length, int label) {
    List<Integer> starts = new ArrayList<>(List.of(start, start + length - label));
    int first = start + length / 2 - label;
    for (int step = 0; step <= STEPS; step++) {
      starts.add(first + (int) ((long) label * step / STEPS));
    }
    return starts;
  }

  private static int clamp(int value, int most) {
    return Math.max(0, Math.min(most, value));
  }
}
