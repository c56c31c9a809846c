package org.agegender.dataset.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import org.agegender.core.Progress;
import org.agegender.core.RgbImage;
import org.agegender.dataset.SetDescription;
import org.agegender.vision.Picture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NearCopiesTest {

  private static final int SIDE = 96;
  private static final int GRID = 6;
  private static final DoubleUnaryOperator AS_IT_IS = level -> level;
  private static final DoubleUnaryOperator DARKER = level -> 10 + 0.6 * level;

  @TempDir Path folder;

  @Test
  void copiesThatWereMadeAnewCountOnceOrNotAtAll() throws IOException {
    Faces faces = new Faces(folder.resolve("in"));
    for (int i = 0; i < 40; i++) {
      write(faces, "other" + i, 100 + i, SIDE, 90, AS_IT_IS).label("other" + i, i, 0, "");
    }
    write(faces, "once", 1, SIDE, 90, AS_IT_IS).label("once", 30, 0, "");
    write(faces, "smaller", 1, 64, 50, AS_IT_IS).label("smaller", 35, 0, "");
    write(faces, "darker", 1, SIDE, 90, DARKER).label("darker", 30, 0, "");
    Files.write(faces.folder.resolve("mirrored"), jpeg(picture(1, SIDE, AS_IT_IS).mirrored(), 80));
    faces.label("mirrored", 33, 0, "");
    write(faces, "young", 2, SIDE, 90, AS_IT_IS).label("young", 30, 1, "");
    write(faces, "old", 2, 80, 70, AS_IT_IS).label("old", 36, 1, "");
    write(faces, "man", 3, SIDE, 90, AS_IT_IS).label("man", 50, 1, "");
    write(faces, "woman", 3, SIDE, 60, AS_IT_IS).label("woman", 50, 0, "");

    PreparationResult found =
        faces.prepare(faces.options(folder.resolve("out")).nearCopies(NearCopies.REJECT).build());

    assertThat(found.description().counts().rejectedFor())
        .containsExactly(
            Map.entry("near-duplicate", 3), Map.entry("contradicting-near-duplicate", 4));
    assertThat(found.description().counts().kept()).isEqualTo(41);
    assertThat(Files.readAllLines(folder.resolve("out/rejected.csv")))
        .contains(
            "smaller,near-duplicate,\"shows the same photograph as once, which is kept\"",
            "mirrored,near-duplicate,\"shows the same photograph as once, which is kept\"",
            "old,contradicting-near-duplicate,"
                + "\"has age 36, male; shows the same photograph as young (age 30, male)\"");
    assertThat(folder.resolve("out/dataset.json"))
        .content()
        .contains("\"nearCopies\" : \"reject\"");
  }

  @Test
  void theyAreNotLookedForUnlessAskedFor() throws IOException {
    Faces faces = new Faces(folder.resolve("in"));
    write(faces, "one", 1, SIDE, 90, AS_IT_IS).label("one", 30, 0, "");
    write(faces, "two", 1, SIDE, 60, AS_IT_IS).label("two", 60, 1, "");
    PreparationResult kept = faces.prepare(folder.resolve("out"));
    assertThat(kept.description().counts().kept()).isEqualTo(2);
    assertThat(folder.resolve("out/dataset.json")).content().doesNotContain("nearCopies");
    assertThat(SetDescription.read(folder.resolve("out"))).isEqualTo(kept.description());
  }

  @Test
  void picturesOfOneColourAreNoCopies() throws IOException {
    Faces faces = new Faces(folder.resolve("in"));
    for (int i = 0; i < 3; i++) {
      RgbImage flat = new RgbImage(SIDE, SIDE, new byte[SIDE * SIDE * 3]);
      flat.pixels()[i] = 1;
      Files.write(faces.folder.resolve("flat" + i), jpeg(flat, 90 + i));
      faces.label("flat" + i, 20 * i, 0, "");
    }
    PreparationResult kept =
        faces.prepare(faces.options(folder.resolve("out")).nearCopies(NearCopies.REJECT).build());
    assertThat(kept.description().counts().kept()).isEqualTo(3);
  }

  @Test
  void theNumberOfWorkersChangesNothing() throws IOException {
    Faces faces = new Faces(folder.resolve("in"));
    for (int i = 0; i < 60; i++) {
      write(faces, "p" + i, i / 2, SIDE, 60 + i % 2, AS_IT_IS).label("p" + i, i % 7 * 3, 0, "");
    }
    for (int workers : new int[] {1, 4}) {
      faces.prepare(
          faces
              .options(folder.resolve("out" + workers))
              .workers(workers)
              .nearCopies(NearCopies.REJECT)
              .build());
    }
    Map<String, String> one = Faces.contents(folder.resolve("out1"));
    assertThat(one).isEqualTo(Faces.contents(folder.resolve("out4")));
    assertThat(one.keySet()).filteredOn(name -> name.endsWith(".jpg")).hasSizeBetween(10, 40);
  }

  @Test
  void allPairsAreFoundThatCorrelateByDefinition() throws IOException {
    Random random = new Random(9);
    List<double[]> grids = new ArrayList<>();
    List<Optional<Thumbprint>> prints = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      // Pictures of few seeds, each with noise of its own: pairs on both sides of the limit.
      RgbImage image = noisy(picture(i % 60, 16, AS_IT_IS), random);
      try (Picture picture = Picture.of(i % 3 == 0 ? image.mirrored() : image)) {
        prints.add(Thumbprint.of(picture));
        grids.add(standardised(picture.toGrey()));
      }
    }
    List<List<Integer>> found = Lookalikes.groups(prints, 0.97, 3, Progress.silent());
    assertThat(found).isEqualTo(byDefinition(grids, 0.97));
    assertThat(found).hasSizeBetween(20, 60);
    Thumbprint first = prints.get(0).orElseThrow();
    double length = 0;
    for (float coefficient : first.coefficients()) {
      length += coefficient * coefficient;
    }
    assertThat(length).isCloseTo(1, within(1e-5));
  }

  private static List<List<Integer>> byDefinition(List<double[]> grids, double correlation) {
    int[] group = new int[grids.size()];
    for (int i = 0; i < group.length; i++) {
      group[i] = i;
    }
    for (int i = 0; i < group.length; i++) {
      for (int k = 0; k < i; k++) {
        if (Math.max(
                product(grids.get(i), grids.get(k), 1), product(grids.get(i), grids.get(k), -1))
            >= correlation) {
          int from = group[i];
          int to = group[k];
          for (int m = 0; m < group.length; m++) {
            group[m] = group[m] == from ? to : group[m];
          }
        }
      }
    }
    Map<Integer, List<Integer>> members = new TreeMap<>();
    for (int i = 0; i < group.length; i++) {
      members.computeIfAbsent(group[i], g -> new ArrayList<>()).add(i);
    }
    return members.values().stream()
        .filter(some -> some.size() > 1)
        .sorted((one, other) -> Integer.compare(one.get(0), other.get(0)))
        .toList();
  }

  private static double product(double[] one, double[] other, int direction) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      int x = i % 16;
      sum += one[i] * other[direction > 0 ? i : i - x + 15 - x];
    }
    return sum;
  }

  private static double[] standardised(byte[] grey) {
    double mean = 0;
    for (byte level : grey) {
      mean += (level & 0xFF) / 256.0;
    }
    double[] values = new double[grey.length];
    double squares = 0;
    for (int i = 0; i < grey.length; i++) {
      values[i] = (grey[i] & 0xFF) - mean;
      squares += values[i] * values[i];
    }
    for (int i = 0; i < grey.length; i++) {
      values[i] /= Math.sqrt(squares);
    }
    return values;
  }

  private static RgbImage noisy(RgbImage image, Random random) {
    byte[] pixels = image.pixels().clone();
    double strength = 4 + 20 * random.nextDouble();
    for (int i = 0; i < pixels.length; i += 3) {
      double noise = strength * random.nextGaussian();
      for (int k = i; k < i + 3; k++) {
        pixels[k] = (byte) Math.max(0, Math.min(255, Math.round((pixels[k] & 0xFF) + noise)));
      }
    }
    return new RgbImage(image.width(), image.height(), pixels);
  }

  private static Faces write(
      Faces faces, String name, int seed, int side, int quality, DoubleUnaryOperator levels)
      throws IOException {
    Files.write(faces.folder.resolve(name), jpeg(picture(seed, side, levels), quality));
    return faces;
  }

  private static byte[] jpeg(RgbImage image, int quality) {
    try (Picture picture = Picture.of(image)) {
      return picture.toJpeg(quality);
    }
  }

  /** Soft patches that follow from the seed, in any size. */
  private static RgbImage picture(int seed, int side, DoubleUnaryOperator levels) {
    Random random = new Random(seed);
    double[][] grid = new double[GRID + 1][GRID + 1];
    for (double[] row : grid) {
      for (int i = 0; i < row.length; i++) {
        row[i] = 255 * random.nextDouble();
      }
    }
    byte[] pixels = new byte[side * side * 3];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        double v = (y + 0.5) * GRID / side;
        double u = (x + 0.5) * GRID / side;
        int j = (int) v;
        int i = (int) u;
        double above = grid[j][i] + (u - i) * (grid[j][i + 1] - grid[j][i]);
        double below = grid[j + 1][i] + (u - i) * (grid[j + 1][i + 1] - grid[j + 1][i]);
        byte level = (byte) Math.round(levels.applyAsDouble(above + (v - j) * (below - above)));
        int at = (y * side + x) * 3;
        pixels[at] = level;
        pixels[at + 1] = level;
        pixels[at + 2] = level;
      }
    }
    return new RgbImage(side, side, pixels);
  }
}
