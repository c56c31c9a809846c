package org.agegender.dataset.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agegender.core.InvalidInputException;
import org.agegender.core.LabelledFace;
import org.agegender.dataset.PreparedSet;
import org.agegender.dataset.SetDescription;
import org.agegender.dataset.Subset;
import org.agegender.vision.Picture;
import org.agegender.vision.PictureDecoder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparationTest {

  @TempDir Path folder;
  private Path output;

  @BeforeEach
  void output() {
    output = folder.resolve("out");
  }

  @Test
  void everyRecordIsCroppedOrNamedAndIdentitiesStayTogether() throws IOException {
    Faces faces = Faces.many(folder.resolve("in"), 60);
    PreparationResult result = faces.prepare(output);
    SetDescription.Counts counts = result.description().counts();
    assertThat(counts.records()).isEqualTo(60);
    assertThat(counts.rejected()).isZero();
    assertThat(result.resumed()).isZero();
    assertThat(result.alreadyComplete()).isFalse();
    assertThat(result.description().split())
        .isEqualTo(new SetDescription.Split("identity", 20, 3, "age decade and gender"));
    PreparedSet set = PreparedSet.open(output);
    assertThat(set.imageSize()).hasValue(32);
    assertThat(set.source()).isEqualTo("csv");
    Map<String, Subset> sides = new HashMap<>();
    for (Subset subset : Subset.values()) {
      for (LabelledFace face : set.records(subset)) {
        assertThat(sides.merge(face.identity(), subset, (a, b) -> a == b ? a : Subset.TRAIN))
            .isEqualTo(subset);
        assertThat(face.filename()).matches("crop/[0-9a-f]{2}/[0-9a-f]{32}\\.jpg");
        try (Picture picture = new PictureDecoder().decode(set.picture(face))) {
          assertThat(picture.width()).isEqualTo(32);
          assertThat(picture.height()).isEqualTo(32);
        }
      }
    }
    assertThat(set.records(Subset.TRAIN).get(0).source()).isEqualTo("csv/p0.jpg");
    assertThat(output.resolve(PreparedSet.JOURNAL_NAME)).doesNotExist();
  }

  @Test
  void anyNumberOfWorkersGivesTheSameBytes() throws IOException {
    Faces faces = Faces.many(folder.resolve("in"), 40);
    faces.picture("copy.jpg", 7).label("copy.jpg", 7, 1, "").label("none.jpg", 7, 1, "");
    faces.prepare(faces.options(output).workers(1).build());
    Path other = folder.resolve("other");
    faces.prepare(faces.options(other).workers(7).build());
    assertThat(Faces.contents(other)).isEqualTo(Faces.contents(output)).hasSizeGreaterThan(50);
  }

  @Test
  void secondRunDoesNothing() throws IOException {
    Faces faces = Faces.many(folder.resolve("in"), 10);
    PreparationResult first = faces.prepare(output);
    Map<String, String> before = Faces.contents(output);
    CropStore none =
        (hash, jpeg) -> {
          throw new AssertionError("a crop was written again");
        };
    PreparationResult second =
        Preparation.run(
            faces.source(),
            faces.options(output).overwrite(true).build(),
            org.agegender.core.Progress.silent(),
            none);
    assertThat(second.alreadyComplete()).isTrue();
    assertThat(second.description()).isEqualTo(first.description());
    assertThat(Faces.contents(output)).isEqualTo(before);
  }

  @Test
  void copiesCountOnceUnlessTheirLabelsContradict() throws IOException {
    Faces faces = new Faces(folder.resolve("in"));
    faces.picture("a.jpg", 1).picture("a2.jpg", 1).picture("b.jpg", 2).picture("b2.jpg", 2);
    faces.picture("b3.jpg", 2).picture("c.jpg", 3).picture("c2.jpg", 3).picture("d.jpg", 4);
    faces.label("a.jpg", 5, 0, "").label("b.jpg", 6, 1, "").label("c.jpg", 7, 1, "");
    faces.label("a2.jpg", 5, 0, "x").label("b2.jpg", 6, 1, "").label("b3.jpg", 9, 1, "");
    faces.label("c2.jpg", 7, 0, "").label("d.jpg", 50, 1, "");
    PreparationResult result = faces.prepare(output);
    assertThat(result.description().counts().rejectedFor())
        .containsExactly(Map.entry("duplicate", 1), Map.entry("contradicting-labels", 5));
    assertThat(Files.readAllLines(output.resolve("rejected.csv")))
        .containsExactly(
            "record,reason,detail",
            "b.jpg,contradicting-labels,\"has age 6, male; same bytes as b2.jpg (age 6, male)"
                + " and b3.jpg (age 9, male)\"",
            "c.jpg,contradicting-labels,\"has age 7, male; same bytes as c2.jpg (age 7, female)\"",
            "a2.jpg,duplicate,\"same bytes and labels as a.jpg, which is kept\"",
            "b2.jpg,contradicting-labels,\"has age 6, male; same bytes as b.jpg (age 6, male)"
                + " and b3.jpg (age 9, male)\"",
            "b3.jpg,contradicting-labels,\"has age 9, male; same bytes as b.jpg (age 6, male)"
                + " and b2.jpg (age 6, male)\"",
            "c2.jpg,contradicting-labels,\"has age 7, female; same bytes as c.jpg (age 7, male)\"");
    assertThat(Faces.contents(output.resolve("crop")).keySet())
        .as("crops of a.jpg and d.jpg")
        .filteredOn(name -> name.endsWith(".jpg"))
        .hasSize(2);
  }

  @Test
  void picturesThatCannotBeUsedAreNamed() throws IOException {
    Faces faces = new Faces(folder.resolve("in"));
    byte[] good = Faces.jpeg(1);
    Path in = faces.folder;
    Files.write(in.resolve("short.jpg"), Arrays.copyOf(good, good.length / 2));
    Files.createFile(in.resolve("empty.jpg"));
    Files.writeString(in.resolve("text.jpg"), "no picture");
    Files.createDirectory(in.resolve("folder.jpg"));
    Files.write(in.resolve("huge.jpg"), claiming(good, 30_000, 30_000));
    Files.write(in.resolve("nopixels.jpg"), claiming(good, 0, 30));
    Files.write(folder.resolve("secret.jpg"), good);
    Files.createSymbolicLink(in.resolve("link.jpg"), folder.resolve("secret.jpg"));
    Files.write(in.resolve("wrong.png"), good);
    List<String> names =
        List.of(
            "short.jpg",
            "empty.jpg",
            "text.jpg",
            "folder.jpg",
            "huge.jpg",
            "nopixels.jpg",
            "link.jpg",
            "../secret.jpg",
            "../../etc/passwd",
            folder.resolve("secret.jpg").toString(),
            "missing.jpg",
            "wrong.png");
    for (String name : names) {
      faces.label(name, 30, 1, "");
    }
    PreparationResult result = faces.prepare(output);
    assertThat(result.description().counts().kept()).as("wrong.png is a good JPEG").isEqualTo(1);
    assertThat(Files.readAllLines(output.resolve("rejected.csv")))
        .containsExactly(
            "record,reason,detail",
            "short.jpg,picture-unreadable,the JPEG (30x40) is damaged or cut short",
            "empty.jpg,picture-unreadable,the file is empty",
            "text.jpg,picture-unreadable,\"the content is no picture that can be read here"
                + " (JPEG, PNG, WebP, BMP, GIF, TIFF)\"",
            "folder.jpg,picture-unreadable,not a regular file",
            "huge.jpg,picture-unreadable,\"the picture is 30000x30000 pixels, the limit is"
                + " 100000000 in all; scale it down or raise --max-pixels\"",
            "nopixels.jpg,picture-unreadable,\"a picture has at least one pixel, found 0x30\"",
            "link.jpg,unsafe-path,the file name is a symbolic link out of the folder",
            "../secret.jpg,unsafe-path,the file name leaves the folder",
            "../../etc/passwd,unsafe-path,the file name leaves the folder",
            folder.resolve("secret.jpg") + ",unsafe-path,the file name leaves the folder",
            "missing.jpg,picture-missing,there is no such file");
  }

  @Test
  void withoutAnyRecordLeftItSaysWhy() throws IOException {
    Faces faces = new Faces(folder.resolve("in"));
    faces.label("missing.jpg", 30, 1, "");
    assertThatThrownBy(() -> faces.prepare(output))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("no record can be used of 1; left out: {picture-missing=1}; see ");
    assertThat(output.resolve("rejected.csv")).exists();
    assertThatThrownBy(() -> PreparedSet.open(output)).hasMessageContaining("is not finished");
  }

  @Test
  void impossibleOptionsAreRefusedByName() {
    PrepareOptions.Builder options = PrepareOptions.builder(folder, output);
    assertThatThrownBy(() -> options.imageSize(7).build())
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("--image-size must be 8..4096, found 7");
    assertThatThrownBy(() -> PrepareOptions.builder(folder, output).workers(0).build())
        .hasMessage("--workers must be 1..1024, found 0");
    assertThatThrownBy(() -> PrepareOptions.builder(folder, output).jpegQuality(101).build())
        .hasMessage("--jpeg-quality must be 1..100, found 101");
    assertThatThrownBy(() -> PrepareOptions.builder(folder, output).maxPixels(0).build())
        .hasMessageStartingWith("--max-pixels must be 1..");
    assertThatThrownBy(() -> PrepareOptions.builder(folder, output).minFaceScore(0d / 0).build())
        .hasMessageStartingWith("--min-face-score must be a number");
    assertThatThrownBy(() -> PrepareOptions.builder(folder, folder.resolve("x/..")).build())
        .hasMessageStartingWith("--output must be another folder than --input");
    Path within = output.resolve("unpacked");
    assertThatThrownBy(() -> PrepareOptions.builder(within, output).build())
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "--input must not lie within --output, found %s in %s; name another output"
                .formatted(within, output));
  }

  /** Says another size in the frame header of a JPEG. */
  private static byte[] claiming(byte[] jpeg, int width, int height) {
    byte[] claimed = jpeg.clone();
    for (int i = 0; i < jpeg.length - 9; i++) {
      if ((jpeg[i] & 0xFF) == 0xFF && (jpeg[i + 1] & 0xFF) == 0xC0) {
        claimed[i + 5] = (byte) (height >> 8);
        claimed[i + 6] = (byte) height;
        claimed[i + 7] = (byte) (width >> 8);
        claimed[i + 8] = (byte) width;
        return claimed;
      }
    }
    throw new IllegalArgumentException("no frame header");
  }
}
