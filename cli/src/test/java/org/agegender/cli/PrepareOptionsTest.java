package org.agegender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agegender.cli.console.CapturedConsole;
import org.agegender.core.Progress;
import org.agegender.core.RgbImage;
import org.agegender.dataset.SetDescription;
import org.agegender.dataset.drawn.DrawnFaces;
import org.agegender.dataset.drawn.DrawnFacesOptions;
import org.agegender.inference.Pngs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Options of {@code prepare} that {@code dataset.json} tells of, and what they do. */
final class PrepareOptionsTest {

  private static final int FACES = 24;

  @TempDir private static Path input;
  @TempDir private Path folder;

  private CapturedConsole captured = new CapturedConsole(false);

  /** Patterns that differ, and a larger one twice, of which the second is brighter. */
  @BeforeAll
  static void makePictures() throws IOException {
    List<String> rows = new ArrayList<>(List.of("filename,age,gender"));
    for (int i = 0; i < FACES; i++) {
      Pngs.write(input.resolve(i + ".png"), pattern(16, i, 0));
      rows.add("%d.png,%d,%d".formatted(i, 4 * i, i % 2));
    }
    Pngs.write(input.resolve("pattern.png"), pattern(32, FACES, 0));
    Pngs.write(input.resolve("brighter.png"), pattern(32, FACES, 40));
    rows.add("pattern.png,30,0");
    rows.add("brighter.png,31,0");
    Files.write(input.resolve("labels.csv"), rows);
  }

  private static RgbImage pattern(int side, int seed, int more) {
    byte[] levels = new byte[side * side * RgbImage.CHANNELS];
    Random random = new Random(seed);
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) (random.nextInt(200) + more);
    }
    return new RgbImage(side, side, levels);
  }

  private SetDescription prepare(String... options) throws IOException {
    return prepare("csv", input, options);
  }

  private SetDescription prepare(String source, Path from, String... options) throws IOException {
    captured = new CapturedConsole(false);
    List<String> arguments = new ArrayList<>(List.of("prepare", "--source", source));
    arguments.addAll(List.of("--input", from.toString(), "--output", output().toString()));
    arguments.add("--overwrite");
    arguments.addAll(List.of(options));
    assertThat(Main.run(captured.console(), arguments.toArray(String[]::new)))
        .as(captured.err())
        .isZero();
    return SetDescription.read(output());
  }

  private Path output() {
    return folder.resolve("set");
  }

  @Test
  void sizesAndSeedAndLimitArrive() throws IOException {
    SetDescription set =
        prepare("--image-size", "20", "--seed", "3", "--max-pixels", "500", "--workers", "1");
    assertThat(set.options().imageSize()).isEqualTo(20);
    assertThat(set.options().seed()).isEqualTo(3);
    assertThat(set.options().maxPixels()).isEqualTo(500);
    assertThat(set.counts().rejectedFor()).hasSize(1).containsValue(2);
    assertThat(Files.readString(output().resolve("rejected.csv"))).contains("pattern.png");
  }

  @Test
  void withoutOptionsItIsEightTenthsForTrainingAndNothingIsLookedFor() throws IOException {
    SetDescription set = prepare();
    assertThat(set.options().split()).containsExactly(0.8, 0.1, 0.1);
    assertThat(set.options().imageSize()).isEqualTo(224);
    assertThat(set.options().nearCopies()).isEmpty();
    assertThat(set.options().folds()).isEmpty();
    assertThat(set.options().clipAges()).isFalse();
    assertThat(set.counts().kept()).isEqualTo(FACES + 2);
    assertThat(set.metadata()).isEmpty();
  }

  @Test
  void sharesAreThoseAskedForAndSomeOfValMayGoToTrain() throws IOException {
    SetDescription plain = prepare("--image-size", "16", "--split", "0.5,0.25,0.25");
    assertThat(plain.options().split()).containsExactly(0.5, 0.25, 0.25);
    assertThat(plain.counts().train()).isEqualTo(13);
    List<String> test = Files.readAllLines(output().resolve("test.csv"));
    SetDescription moved =
        prepare("--image-size", "16", "--split", "0.5,0.25,0.25", "--val-to-train", "0.5");
    assertThat(moved.options().split()).containsExactly(0.5, 0.25, 0.25, 0.5);
    assertThat(moved.counts().train()).isGreaterThan(plain.counts().train());
    assertThat(moved.counts().train() + moved.counts().val())
        .isEqualTo(plain.counts().train() + plain.counts().val());
    assertThat(Files.readAllLines(output().resolve("test.csv"))).isEqualTo(test);
  }

  @Test
  void foldsAreAsManyAsAskedFor() throws IOException {
    SetDescription set = prepare("--image-size", "16", "--folds", "4");
    assertThat(set.options().folds()).isEqualTo("4");
    assertThat(set.hasFolds()).isTrue();
    assertThat(output().resolve("fold-3")).isDirectory();
    assertThat(output().resolve("fold-4")).doesNotExist();
    assertThat(captured.out()).contains("in folds", output().resolve("fold-0") + " and so on");
  }

  @Test
  void partsAndFoldsMayBeThosePublished() throws IOException {
    List<String> rows = new ArrayList<>(List.of("filename,age,part"));
    for (int i = 0; i < 9; i++) {
      rows.add("%d.png,%d,%s".formatted(i, i, i < 5 ? "train" : i < 7 ? "val" : "test"));
    }
    Path parts = Files.write(folder.resolve("parts.csv"), rows);
    SetDescription set =
        prepare("--image-size", "16", "--metadata", parts.toString(), "--split", "published");
    assertThat(set.options().split()).isEmpty();
    assertThat(set.metadata()).isEqualTo(parts.toString());
    assertThat(List.of(set.counts().train(), set.counts().val(), set.counts().test()))
        .containsExactly(5, 2, 2);
    rows.replaceAll(row -> row.replaceFirst("train$", "0").replaceFirst("val$", "1"));
    rows.replaceAll(row -> row.replaceFirst("test$", "2"));
    Path folds = Files.write(folder.resolve("folds.csv"), rows);
    set = prepare("--image-size", "16", "--metadata", folds.toString(), "--folds", "published");
    assertThat(set.options().folds()).isEqualTo("published");
    assertThat(Files.readAllLines(output().resolve("fold-0/test.csv"))).hasSize(1 + 5);
  }

  @Test
  void nearCopiesAreLeftOutOnlyWhereThatIsAskedFor() throws IOException {
    SetDescription kept = prepare("--image-size", "32", "--near-copies", "keep");
    assertThat(kept.counts().rejected()).isZero();
    SetDescription set = prepare("--image-size", "32", "--near-copies", "reject");
    assertThat(set.options().nearCopies()).isEqualTo("reject");
    assertThat(set.counts().rejectedFor()).containsOnlyKeys("near-duplicate").containsValue(1);
    assertThat(Files.readString(output().resolve("rejected.csv")))
        .contains("brighter.png,near-duplicate");
  }

  @Test
  void facesOfLowerScoresThanAskedForAreLeftOut() throws IOException {
    Path drawn = folder.resolve("drawn");
    DrawnFaces.write(drawn, new DrawnFacesOptions(10, 2, 32, 7), Progress.silent());
    drawn = drawn.resolve("wiki");
    SetDescription usual = prepare("wiki", drawn, "--image-size", "16");
    assertThat(usual.options().minFaceScore()).isEqualTo(1);
    assertThat(usual.counts().kept()).isEqualTo(20);
    SetDescription all = prepare("wiki", drawn, "--image-size", "16", "--min-face-score", "-1");
    assertThat(all.options().minFaceScore()).isEqualTo(-1);
    assertThat(all.counts().rejectedFor().getOrDefault("low-face-score", 0))
        .isLessThan(usual.counts().rejectedFor().get("low-face-score"));
  }
}
