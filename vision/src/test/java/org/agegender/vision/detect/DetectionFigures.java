package org.agegender.vision.detect;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.agegender.core.CropGeometry;
import org.agegender.core.Point;
import org.agegender.vision.BgrPlanes;
import org.agegender.vision.Picture;
import org.agegender.vision.PictureDecoder;

/**
 * How many faces the detectors find in pictures of one face each, what they find where there is
 * none, how long they take, and how their boxes lie to each other and to the aligned square.
 */
final class DetectionFigures {

  private static final int FACELESS = 100;

  /** Numbers of which the median and half the range of the middle 68 % are told. */
  private final TreeMap<String, List<Double>> numbers = new TreeMap<>();

  private final TreeMap<String, Integer> counts = new TreeMap<>();

  /** A detector whose boxes may reach beyond the picture. */
  @FunctionalInterface
  private interface Detector {
    List<Candidate> faces(Picture picture);
  }

  private DetectionFigures() {}

  /**
   * Arguments: folder of pictures of one face each, model file, how many pictures, how many of them
   * the cascades look at too.
   */
  public static void main(String[] args) throws Exception {
    try (YuNetNetwork network = YuNetNetwork.open(Path.of(args[1]), 1);
        CascadePair pair = new CascadePair()) {
      BgrPlanes sheet = Scan.sheet();
      Detector yunet =
          picture -> new Scan(network, DetectorOptions.DEFAULT, picture, sheet).faces();
      Detector cascade = pair::faces;
      DetectionFigures figures = new DetectionFigures();
      int rest = Integer.parseInt(args[3]);
      for (Path file : pictures(Path.of(args[0]), Integer.parseInt(args[2]))) {
        try (Picture picture = new PictureDecoder().decode(file)) {
          List<Candidate> faces = figures.add(file, picture, yunet);
          if (rest-- > 0) {
            figures.add(picture, faces, cascade);
          }
        }
      }
      for (Picture picture : FacelessPictures.draw(FACELESS)) {
        try (picture) {
          figures.count("faceless pictures", 1);
          figures.count("faceless pictures with faces: yunet", figures.found(yunet, picture));
          figures.count("faceless pictures with faces: cascade", figures.found(cascade, picture));
        }
      }
      figures.print();
    }
  }

  private static List<Path> pictures(Path folder, int most) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> all =
          new ArrayList<>(files.filter(file -> file.toString().endsWith(".jpg")).sorted().toList());
      Collections.shuffle(all, new Random(1));
      return all.subList(0, Math.min(most, all.size()));
    }
  }

  private List<Candidate> add(Path file, Picture picture, Detector yunet) {
    List<Candidate> faces = timed("yunet", yunet, picture);
    if (faces.isEmpty()) {
      System.out.println("yunet finds none in " + file.getFileName());
    }
    for (Candidate face : faces) {
      squares(face);
      points("points in shares of the picture", face, picture);
    }
    return faces;
  }

  private void add(Picture picture, List<Candidate> sure, Detector cascade) {
    for (Candidate face : timed("cascade", cascade, picture)) {
      List<Candidate> same = sure.stream().filter(s -> Suppression.isSame(s, face)).toList();
      count("cascade: faces that yunet sees too", same.isEmpty() ? 0 : 1);
      count("cascade: faces that yunet does not see", same.isEmpty() ? 1 : 0);
      if (!same.isEmpty()) {
        compare(same.get(0), face);
      }
    }
  }

  private List<Candidate> timed(String name, Detector detector, Picture picture) {
    count(name + ": pictures", 1);
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    List<Candidate> faces = detector.faces(picture);
    long end = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    number(name + ": milliseconds of one processor", (end - start) / 1e6);
    count(name + ": pictures with a face", faces.isEmpty() ? 0 : 1);
    count(name + ": pictures with several", faces.size() > 1 ? 1 : 0);
    return faces;
  }

  private int found(Detector detector, Picture picture) {
    return detector.faces(picture).isEmpty() ? 0 : 1;
  }

  /** The tight square into which the landmarks are aligned, as seen from the box. */
  private void squares(Candidate face) {
    List<Point> from = new CropGeometry.Aligned(0, 1000).template().points();
    List<Point> to = points(face);
    Point fromMean = mean(from);
    Point toMean = mean(to);
    double spread = 0;
    double real = 0;
    double imaginary = 0;
    for (int i = 0; i < from.size(); i++) {
      double px = from.get(i).x() - fromMean.x();
      double py = from.get(i).y() - fromMean.y();
      double qx = to.get(i).x() - toMean.x();
      double qy = to.get(i).y() - toMean.y();
      spread += px * px + py * py;
      real += px * qx + py * qy;
      imaginary += px * qy - py * qx;
    }
    double side = 1000 * Math.hypot(real, imaginary) / spread;
    double x =
        toMean.x() + (real * (500 - fromMean.x()) - imaginary * (500 - fromMean.y())) / spread;
    double y =
        toMean.y() + (imaginary * (500 - fromMean.x()) + real * (500 - fromMean.y())) / spread;
    double middle = (face.width() + face.height()) / 2;
    number("square: right of the box, in widths", (x - face.centreX()) / face.width());
    number("square: below the box, in heights", (y - face.centreY()) / face.height());
    number("square: side, in means of width and height", side / middle);
    number("square: side, in widths", side / face.width());
    number("square: side, in heights", side / face.height());
    number("square: turn, in degrees", Math.toDegrees(Math.atan2(imaginary, real)));
  }

  private void points(String name, Candidate face, Picture picture) {
    List<Point> points = points(face);
    for (int i = 0; i < points.size(); i++) {
      number("%s: %d x".formatted(name, i), points.get(i).x() / picture.width());
      number("%s: %d y".formatted(name, i), points.get(i).y() / picture.height());
    }
  }

  private void compare(Candidate yunet, Candidate cascade) {
    number(
        "cascade: right of yunet's, in widths",
        (cascade.centreX() - yunet.centreX()) / yunet.width());
    number(
        "cascade: below yunet's, in heights",
        (cascade.centreY() - yunet.centreY()) / yunet.height());
    number("cascade: width, in yunet's", cascade.width() / yunet.width());
    number("cascade: height, in yunet's", cascade.height() / yunet.height());
    count("cascade: faces with landmarks", cascade.points().length > 0 ? 1 : 0);
    if (cascade.points().length > 0) {
      List<Point> theirs = points(yunet);
      List<Point> ours = points(cascade);
      double eyes = distance(theirs.get(0), theirs.get(1));
      String[] names = {"left eye", "right eye", "nose", "left mouth", "right mouth"};
      for (int i = 0; i < names.length; i++) {
        number(
            "cascade: %s from yunet's, in distances of the eyes".formatted(names[i]),
            distance(ours.get(i), theirs.get(i)) / eyes);
      }
    }
  }

  private static List<Point> points(Candidate face) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < face.points().length; i += 2) {
      points.add(new Point(face.points()[i], face.points()[i + 1]));
    }
    return points;
  }

  private void number(String name, double value) {
    numbers.computeIfAbsent(name, unused -> new ArrayList<>()).add(value);
  }

  private void count(String name, int more) {
    counts.merge(name, more, Integer::sum);
  }

  private void print() {
    counts.forEach((name, count) -> System.out.printf("%s: %d%n", name, count));
    numbers.forEach(
        (name, values) -> {
          double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
          System.out.printf(
              Locale.ROOT,
              "%s: median %.4f, spread %.4f of %d%n",
              name,
              sorted[sorted.length / 2],
              (sorted[sorted.length * 84 / 100] - sorted[sorted.length * 16 / 100]) / 2,
              sorted.length);
        });
  }

  private static Point mean(List<Point> points) {
    return new Point(
        points.stream().mapToDouble(Point::x).average().orElseThrow(),
        points.stream().mapToDouble(Point::y).average().orElseThrow());
  }

  private static double distance(Point one, Point other) {
    return Math.hypot(one.x() - other.x(), one.y() - other.y());
  }
}
