package org.agegender.dataset.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.agegender.core.FolderLock;
import org.agegender.core.InvalidInputException;
import org.agegender.dataset.PreparedSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {

  @TempDir Path folder;
  private Path output;
  private Faces faces;

  @BeforeEach
  void set() throws IOException {
    output = folder.resolve("out");
    faces = Faces.many(folder.resolve("in"), 12);
  }

  @Test
  void foldersThatHoldSomethingElseAreRefusedUntouched() throws IOException {
    Files.createDirectories(output);
    Files.writeString(output.resolve("thesis.txt"), "five years");
    Map<String, String> before = Faces.contents(output);
    assertThatThrownBy(() -> faces.prepare(output))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(output + ": must be empty or hold this set")
        .hasMessageContaining("such as thesis.txt; name another folder or give --overwrite");
    assertThat(Faces.contents(output)).isEqualTo(before);
  }

  @Test
  void overwriteLeavesWhatIsNotOurs() throws IOException {
    Files.createDirectories(output.resolve("crop/ab"));
    Files.writeString(output.resolve("thesis.txt"), "five years");
    Files.writeString(output.resolve("crop/ab/holiday.jpg"), "sea");
    Files.writeString(output.resolve("crop/" + "ab".repeat(16) + ".jpg"), "not in a subfolder");
    faces.prepare(faces.options(output).overwrite(true).build());
    assertThat(output.resolve("thesis.txt")).hasContent("five years");
    assertThat(output.resolve("crop/ab/holiday.jpg")).hasContent("sea");
    assertThat(output.resolve("crop/" + "ab".repeat(16) + ".jpg")).exists();
    assertThat(PreparedSet.open(output).size()).isEqualTo(12);
  }

  @Test
  void aSetMadeOtherwiseIsRefusedByItsDifferences() throws IOException {
    faces.prepare(output);
    Map<String, String> before = Faces.contents(output);
    assertThatThrownBy(() -> faces.prepare(faces.options(output).seed(5).imageSize(64).build()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("holds a set made with imageSize 32 (now 64), seed 0 (now 5)");
    assertThat(Faces.contents(output)).isEqualTo(before);
    faces.label("late.jpg", 4, 1, "");
    assertThatThrownBy(() -> faces.prepare(output))
        .hasMessageContaining("holds a set made from other labels or pictures");
  }

  @Test
  void aFolderNamedUnpackedIsLeftAlone() throws IOException {
    String hash = "ab".repeat(32);
    Path own = Files.createDirectories(output.resolve("unpacked/ab"));
    Files.writeString(own.resolve(hash), "a store of somebody's");
    faces.prepare(faces.options(output).overwrite(true).build());
    assertThat(faces.prepare(output).alreadyComplete()).isTrue();
    assertThat(own.resolve(hash)).hasContent("a store of somebody's");
  }

  @Test
  void overwriteReplacesASetWithoutLeavingPartsOfTheOld() throws IOException {
    faces.prepare(output);
    Faces others = new Faces(folder.resolve("others"));
    others.picture("z.jpg", 99).label("z.jpg", 40, 0, "");
    PrepareOptions options = others.options(output).overwrite(true).build();
    others.prepare(options);
    Path fresh = folder.resolve("fresh");
    others.prepare(fresh);
    assertThat(Faces.contents(output)).isEqualTo(Faces.contents(fresh));
  }

  @Test
  void aCompleteSetThatLostACropIsMadeWhole() throws IOException {
    faces.prepare(output);
    Map<String, String> whole = Faces.contents(output);
    Path crop;
    try (Stream<Path> files = Files.walk(output.resolve("crop"))) {
      crop = files.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
    Files.delete(crop);
    assertThat(faces.prepare(output).alreadyComplete()).isFalse();
    assertThat(Faces.contents(output)).isEqualTo(whole);
  }

  @Test
  void aFileOrAForeignDescriptionIsRefused() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> faces.prepare(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("must be a folder, is a file");
    Files.createDirectories(output);
    for (String foreign : List.of("{\"name\": \"someone's\"}", "null", "[1]", "")) {
      Files.writeString(output.resolve("dataset.json"), foreign);
      assertThatThrownBy(() -> faces.prepare(output))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("dataset.json: is no description of a prepared set")
          .hasMessageEndingWith("name another folder or give --overwrite");
    }
    faces.prepare(faces.options(output).overwrite(true).build());
    assertThat(PreparedSet.open(output).size()).isEqualTo(12);
  }

  @Test
  void onlyOnePreparationWritesAtATime() throws IOException {
    Files.createDirectories(output);
    try (FolderLock lock = OutputFolder.lock(output)) {
      assertThat(lock).isNotNull();
      assertThatThrownBy(() -> faces.prepare(output))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("another prepare is writing into this folder");
    }
    assertThat(faces.prepare(output).description().counts().kept()).isEqualTo(12);
    assertThat(output.resolve(OutputFolder.LOCK)).doesNotExist();
  }

  @Test
  void aCompleteSetIsOnlyReadAgain() throws IOException {
    faces.prepare(output);
    try (FolderLock lock = OutputFolder.lock(output)) {
      assertThat(lock).isNotNull();
      assertThat(faces.prepare(output).alreadyComplete()).isTrue();
    }
  }
}
