package org.agegender.dataset.prepare;

import static org.agegender.dataset.prepare.MarkedFaces.BLUE;
import static org.agegender.dataset.prepare.MarkedFaces.GREEN;
import static org.agegender.dataset.prepare.MarkedFaces.RED;
import static org.agegender.dataset.prepare.MarkedFaces.mark;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.agegender.core.Age;
import org.agegender.core.CropGeometry;
import org.agegender.core.FaceBox;
import org.agegender.core.Gender;
import org.agegender.core.InvalidInputException;
import org.agegender.core.LabelledFace;
import org.agegender.core.Progress;
import org.agegender.core.RgbImage;
import org.agegender.dataset.Alignment;
import org.agegender.dataset.PreparedSet;
import org.agegender.dataset.SetDescription;
import org.agegender.dataset.Subset;
import org.agegender.dataset.source.Candidate;
import org.agegender.dataset.source.FaceSource;
import org.agegender.dataset.source.Listing;
import org.agegender.vision.Picture;
import org.agegender.vision.PictureDecoder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlignedPreparationTest {

  private static final int SIDE = 32;

  @TempDir Path folder;
  private Path output;
  private Faces faces;

  @BeforeEach
  void input() throws IOException {
    output = folder.resolve("out");
    faces = new Faces(folder.resolve("in"));
  }

  @Test
  void theFaceIsCutOutByItsLandmarksAndTheSetTellsHow() throws IOException {
    add("a.jpg", MarkedFaces.jpeg(120, 90, 1, mark(RED, 30, 20, 40, 40)));
    SetDescription set = prepare(output, align(0, NoFace.REJECT));
    assertThat(set.alignment())
        .isEqualTo(
            new Alignment(
                "aligned=five-point-tight;margin=0.0;side=32", 0, "marks", "cafe", "reject"));
    assertThat(set.counts().croppedBy()).containsExactly(Map.entry("landmarks", 1));
    assertThat(SetDescription.read(output)).isEqualTo(set);
    assertThat(PreparedSet.open(output).cropGeometry())
        .isEqualTo(new CropGeometry.Aligned(0, SIDE));
    RgbImage crop = crop(only());
    assertThat(share(crop, RED, 2, 2, SIDE - 2, SIDE - 2)).isEqualTo(1);
  }

  @Test
  void theMarginShowsWhatIsAroundTheFace() throws IOException {
    add("a.jpg", MarkedFaces.jpeg(120, 90, 1, mark(GREEN, 40, 30, 40, 40)));
    prepare(output, align(0.5, NoFace.REJECT));
    RgbImage crop = crop(only());
    assertThat(share(crop, GREEN, 9, 9, 23, 23)).isEqualTo(1);
    assertThat(share(crop, GREEN, 0, 0, SIDE, 6)).isZero();
    assertThat(share(crop, GREEN, 0, 26, SIDE, SIDE)).isZero();
  }

  @Test
  void withoutLandmarksTheBoxDecides() throws IOException {
    add("a.jpg", MarkedFaces.jpeg(120, 90, 1, mark(BLUE, 30, 20, 40, 40)));
    AlignOptions boxes = new AlignOptions(new MarkedFaces("boxes", false), 0, NoFace.REJECT);
    SetDescription set = prepare(output, boxes);
    assertThat(set.counts().croppedBy()).containsExactly(Map.entry("box", 1));
    assertThat(share(crop(only()), BLUE, 2, 2, SIDE - 2, SIDE - 6)).isEqualTo(1);
  }

  @Test
  void picturesWithoutAFaceAreRejectedByName() throws IOException {
    add("face.jpg", MarkedFaces.jpeg(60, 60, 1, mark(RED, 10, 10, 40, 40)));
    add("wall.jpg", MarkedFaces.jpeg(60, 60, 2));
    SetDescription.Counts counts = prepare(output, align(0, NoFace.REJECT)).counts();
    assertThat(counts.rejectedFor()).containsExactly(Map.entry("no-face", 1));
    assertThat(counts.kept() + counts.rejected()).isEqualTo(counts.records()).isEqualTo(2);
    assertThat(Files.readAllLines(output.resolve("rejected.csv")))
        .containsExactly("record,reason,detail", "wall.jpg,no-face,marks found no face");
  }

  @Test
  void orKeptByTheMiddleOfThePictureAndCounted() throws IOException {
    add("face.jpg", MarkedFaces.jpeg(60, 60, 1, mark(RED, 10, 10, 40, 40)));
    add("wall.jpg", MarkedFaces.jpeg(60, 60, 2));
    SetDescription.Counts counts = prepare(output, align(0, NoFace.KEEP)).counts();
    assertThat(counts.rejected()).isZero();
    assertThat(counts.croppedBy())
        .containsExactly(Map.entry("landmarks", 1), Map.entry("whole-picture", 1));
  }

  @Test
  void theDataSetsBoxPicksTheFaceAndStandsInForAMissingOne() throws IOException {
    Files.write(
        faces.folder.resolve("two.jpg"),
        MarkedFaces.jpeg(200, 100, 1, mark(RED, 100, 5, 90, 90), mark(BLUE, 10, 30, 30, 30)));
    Files.write(faces.folder.resolve("wall.jpg"), MarkedFaces.jpeg(200, 100, 2));
    FaceSource source =
        source(
            candidate("two.jpg", 20, new FaceBox(8, 28, 34, 34)),
            candidate("wall.jpg", 30, new FaceBox(8, 28, 34, 34)));
    SetDescription kept = prepare(source, output, align(0, NoFace.KEEP), 2);
    assertThat(kept.counts().croppedBy())
        .containsExactly(Map.entry("landmarks", 1), Map.entry("source-box", 1));
    assertThat(share(crop(record("two.jpg")), BLUE, 2, 2, SIDE - 2, SIDE - 2)).isEqualTo(1);

    FaceSource elsewhere = source(candidate("two.jpg", 20, new FaceBox(50, 0, 34, 34)));
    Path other = folder.resolve("other");
    assertThatThrownBy(() -> prepare(elsewhere, other, align(0, NoFace.REJECT), 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("{no-face=1}");
    assertThat(Files.readAllLines(other.resolve("rejected.csv")).get(1))
        .isEqualTo(
            "two.jpg,no-face,\"marks found 2 faces, none where the data set says that it is\"");
  }

  @Test
  void ofCopiesThatNameDifferentFacesTheFirstRecordsFaceIsKept() throws IOException {
    byte[] two =
        MarkedFaces.jpeg(200, 100, 1, mark(RED, 100, 5, 90, 90), mark(BLUE, 10, 30, 30, 30));
    Files.write(faces.folder.resolve("a.jpg"), two);
    Files.write(faces.folder.resolve("b.jpg"), two);
    FaceSource source =
        source(
            candidate("a.jpg", 20, new FaceBox(10, 30, 30, 30)),
            candidate("b.jpg", 20, new FaceBox(100, 5, 90, 90)));
    for (int workers = 1; workers <= 3; workers++) {
      output = folder.resolve("out" + workers);
      SetDescription set = prepare(source, output, align(0, NoFace.REJECT), workers);
      assertThat(set.counts().rejectedFor()).containsExactly(Map.entry("duplicate", 1));
      assertThat(share(crop(record("a.jpg")), BLUE, 2, 2, SIDE - 2, SIDE - 2)).isEqualTo(1);
      assertThat(Faces.contents(output)).isEqualTo(Faces.contents(folder.resolve("out1")));
    }
  }

  @Test
  void anyNumberOfWorkersGivesTheSameBytes() throws IOException {
    mixture(40);
    prepare(faces.source(), output, align(0.2, NoFace.KEEP), 1);
    for (int workers = 2; workers <= 3; workers++) {
      Path other = folder.resolve("out" + workers);
      prepare(faces.source(), other, align(0.2, NoFace.KEEP), workers);
      assertThat(Faces.contents(other)).isEqualTo(Faces.contents(output)).hasSizeGreaterThan(40);
    }
  }

  @Test
  void anInterruptedRunGoesOnToTheSameSetAndTheSameCounts() throws IOException {
    mixture(40);
    for (NoFace noFace : NoFace.values()) {
      Path whole = folder.resolve("whole-" + noFace);
      SetDescription unbroken = prepare(whole, align(0, noFace));
      Path broken = folder.resolve("broken-" + noFace);
      AtomicInteger left = new AtomicInteger(25);
      CropStore failing =
          (hash, jpeg) -> {
            if (left.getAndDecrement() <= 0) {
              throw new IOException("No space left on device");
            }
            return CropFile.write(broken, hash, jpeg);
          };
      PrepareOptions options = options(broken, align(0, noFace), 1);
      assertThatThrownBy(() -> Preparation.run(faces.source(), options, Progress.silent(), failing))
          .isInstanceOf(InvalidInputException.class);
      PreparationResult result = faces.prepare(options);
      assertThat(result.resumed()).isBetween(25, 39);
      assertThat(result.description()).isEqualTo(unbroken);
      assertThat(Faces.contents(broken)).isEqualTo(Faces.contents(whole));
      assertThat(faces.prepare(options).alreadyComplete()).isTrue();
    }
  }

  @Test
  void aSetCutOutOtherwiseIsAnotherSet() throws IOException {
    mixture(10);
    prepare(output, align(0, NoFace.KEEP));
    Map<String, String> before = Faces.contents(output);
    assertThatThrownBy(() -> prepare(output, align(0.25, NoFace.KEEP)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("margin 0.0 (now 0.25)");
    assertThatThrownBy(() -> prepare(output, align(0, NoFace.REJECT)))
        .hasMessageContaining("holds a set made with noFace \"keep\" (now \"reject\")");
    AlignOptions renamed = new AlignOptions(new MarkedFaces("others", true), 0, NoFace.KEEP);
    assertThatThrownBy(() -> prepare(output, renamed))
        .hasMessageContaining("holds a set made with detector \"marks\" (now \"others\")");
    assertThatThrownBy(() -> faces.prepare(output))
        .hasMessageContaining("cropGeometry")
        .hasMessageContaining("(now \"aligned=none\")");
    assertThat(Faces.contents(output)).isEqualTo(before);
  }

  @Test
  void wholePicturesAreToldNothingOfAlignment() throws IOException {
    mixture(10);
    SetDescription set = faces.prepare(output).description();
    assertThat(output.resolve("dataset.json"))
        .content()
        .doesNotContain("lign")
        .doesNotContain("croppedBy");
    assertThat(set.alignment()).isEqualTo(Alignment.NONE);
    assertThat(SetDescription.read(output)).isEqualTo(set);
    assertThat(PreparedSet.open(output).cropGeometry()).isEqualTo(CropGeometry.WHOLE);
  }

  @Test
  void aGeometryOfALaterVersionIsRefused() throws IOException {
    mixture(10);
    prepare(output, align(0, NoFace.KEEP));
    Path json = output.resolve("dataset.json");
    Files.writeString(json, Files.readString(json).replace("five-point-tight", "ten-point"));
    assertThatThrownBy(() -> PreparedSet.open(output))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("dataset.json")
        .hasMessageContaining("ten-point");
  }

  @Test
  void impossibleMarginsAreRefused() {
    for (double margin : new double[] {-0.1, 2.1, Double.NaN}) {
      assertThatThrownBy(() -> align(margin, NoFace.KEEP))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage("--margin must be 0..2, found " + margin);
    }
  }

  /** Faces, pictures without one, copies, and a file that is no picture. */
  private void mixture(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      byte[] picture =
          i % 8 == 3
              ? MarkedFaces.jpeg(50, 40, i)
              : MarkedFaces.jpeg(50, 40, i - i % 2, mark(i % 3, 5 + i % 7, 8, 24, 24));
      add("p%02d.jpg".formatted(i), picture);
    }
    add("text.jpg", "no picture".getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private void add(String name, byte[] picture) throws IOException {
    Files.write(faces.folder.resolve(name), picture);
    faces.label(name, 33, 1, "");
  }

  private static AlignOptions align(double margin, NoFace noFace) {
    return new AlignOptions(new MarkedFaces("marks", true), margin, noFace);
  }

  private PrepareOptions options(Path set, AlignOptions align, int workers) {
    return faces.options(set).align(align).workers(workers).build();
  }

  private SetDescription prepare(Path set, AlignOptions align) throws IOException {
    return prepare(faces.source(), set, align, 2);
  }

  private SetDescription prepare(FaceSource source, Path set, AlignOptions align, int workers)
      throws IOException {
    return Preparation.run(source, options(set, align, workers), Progress.silent()).description();
  }

  private Candidate candidate(String name, int age, FaceBox face) {
    return new Candidate(name, faces.folder.resolve(name), new Age(age), Gender.FEMALE, "", "")
        .withFace(Optional.of(face));
  }

  private static FaceSource source(Candidate... candidates) {
    return new FaceSource() {
      @Override
      public String name() {
        return "boxes";
      }

      @Override
      public Listing list() {
        return new Listing(List.of(candidates), List.of(), "abc");
      }
    };
  }

  private LabelledFace only() throws IOException {
    return records().get(0);
  }

  private LabelledFace record(String name) throws IOException {
    return records().stream()
        .filter(face -> face.source().endsWith("/" + name))
        .findFirst()
        .orElseThrow();
  }

  private List<LabelledFace> records() throws IOException {
    PreparedSet set = PreparedSet.open(output);
    List<LabelledFace> records = new ArrayList<>();
    for (Subset subset : Subset.values()) {
      if (set.has(subset)) {
        records.addAll(set.records(subset));
      }
    }
    return records;
  }

  private RgbImage crop(LabelledFace face) throws IOException {
    try (Picture picture = new PictureDecoder().decode(output.resolve(face.filename()))) {
      return picture.toRgb();
    }
  }

  private static double share(RgbImage image, int colour, int x0, int y0, int x1, int y1) {
    return IntStream.range(y0, y1)
        .boxed()
        .flatMap(y -> IntStream.range(x0, x1).mapToObj(x -> MarkedFaces.colour(image, x, y)))
        .mapToInt(found -> found == colour ? 1 : 0)
        .average()
        .orElseThrow();
  }
}
