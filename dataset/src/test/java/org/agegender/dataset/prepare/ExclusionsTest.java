package org.agegender.dataset.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.agegender.core.InvalidInputException;
import org.agegender.core.Progress;
import org.agegender.core.Sha256;
import org.agegender.dataset.PreparedSet;
import org.agegender.dataset.SetDescription;
import org.agegender.dataset.Subset;
import org.agegender.dataset.source.CsvSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExclusionsTest {

  @TempDir private Path folder;
  private Path output;
  private Path csv;

  @BeforeEach
  void paths() {
    output = folder.resolve("out");
    csv = folder.resolve("exclude.csv");
  }

  private PreparationResult prepare(Faces faces, String... rows) throws IOException {
    Files.writeString(csv, "score,source\n" + String.join("", rows));
    return faces.prepare(
        faces.options(output).overwrite(true).exclude(Exclusions.read(csv)).build());
  }

  private static Set<String> sources(Path set) throws IOException {
    return parts(set).keySet();
  }

  private static Map<String, Subset> parts(Path set) throws IOException {
    Map<String, Subset> parts = new TreeMap<>();
    PreparedSet opened = PreparedSet.open(set);
    for (Subset subset : Subset.values()) {
      if (opened.has(subset)) {
        opened.records(subset).forEach(face -> parts.put(face.source(), subset));
      }
    }
    return parts;
  }

  @Test
  void namedRecordsAreLeftOutCountedAndNamedAndTheirFileIsRemembered() throws IOException {
    Faces faces = Faces.many(folder.resolve("in"), 12);
    PreparationResult result = prepare(faces, "9,csv/p3.jpg\n", "8,csv/p7.jpg\n");
    assertThat(result.description().counts().rejectedFor())
        .containsExactly(Map.entry("excluded", 2));
    assertThat(result.description().counts().records()).isEqualTo(12);
    assertThat(result.unmatched()).isEmpty();
    assertThat(sources(output)).hasSize(10).doesNotContain("csv/p3.jpg", "csv/p7.jpg");
    assertThat(Files.readAllLines(output.resolve("rejected.csv")))
        .containsExactly(
            "record,reason,detail",
            "p3.jpg,excluded,named in line 2 of " + csv,
            "p7.jpg,excluded,named in line 3 of " + csv);
    SetDescription description = SetDescription.read(output);
    assertThat(description).isEqualTo(result.description());
    assertThat(result.description().options().exclude())
        .isEqualTo(Sha256.of(Files.readAllBytes(csv)));
    assertThat(Files.readString(output.resolve("dataset.json"))).contains("\"exclude\"");
  }

  @Test
  void aSetWithoutExclusionsSaysNothingOfThem() throws IOException {
    Faces.many(folder.resolve("in"), 12).prepare(output);
    assertThat(Files.readString(output.resolve("dataset.json"))).doesNotContain("exclude");
  }

  @Test
  void theSameNamesAgainDoNothingAndOthersMakeAnotherSet() throws IOException {
    Faces faces = Faces.many(folder.resolve("in"), 12);
    prepare(faces, "9,csv/p3.jpg\n", "1,nobody\n");
    PreparationResult again = prepare(faces, "9,csv/p3.jpg\n", "1,nobody\n");
    assertThat(again.alreadyComplete()).isTrue();
    assertThat(again.unmatched()).containsExactly("nobody");
    PreparationResult other = prepare(faces, "9,csv/p4.jpg\n");
    assertThat(other.alreadyComplete()).isFalse();
    assertThat(sources(output)).contains("csv/p3.jpg").doesNotContain("csv/p4.jpg");
    assertThatThrownBy(() -> faces.prepare(output))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("a set made with exclude");
  }

  @Test
  void namesOfNoRecordAreToldAndThoseOfRejectedOnesAreNot() throws IOException {
    Faces faces = Faces.many(folder.resolve("in"), 12);
    faces.label("old.jpg", 130, 0, "");
    PreparationResult result =
        prepare(faces, "9,csv/p3.jpg\n", "8,csv/gone.jpg\n", "7,csv/old.jpg\n", "6,p4.jpg\n");
    assertThat(result.unmatched()).containsExactly("csv/gone.jpg", "p4.jpg");
    assertThat(result.description().counts().rejectedFor())
        .containsOnly(Map.entry("age-out-of-range", 1), Map.entry("excluded", 1));
  }

  @Test
  void copiesWithTheSameLabelsGoTooAndThoseWithOthersComeIn() throws IOException {
    Faces faces = Faces.many(folder.resolve("in"), 12);
    faces.picture("a.jpg", 90).picture("a2.jpg", 90).label("a.jpg", 5, 0, "");
    faces.label("a2.jpg", 5, 0, "");
    faces.picture("b.jpg", 91).picture("b2.jpg", 91).label("b.jpg", 5, 0, "");
    faces.label("b2.jpg", 50, 0, "");
    PreparationResult result = prepare(faces, "9,csv/a.jpg\n", "8,csv/b.jpg\n");
    assertThat(result.description().counts().rejectedFor())
        .containsExactly(Map.entry("excluded", 3));
    assertThat(sources(output)).hasSize(13).contains("csv/b2.jpg");
    assertThat(Files.readString(output.resolve("rejected.csv")))
        .contains("a2.jpg,excluded,\"same bytes and labels as a.jpg, which is named\"");
  }

  /** Else a model that was trained before would be judged by faces it has learnt. */
  @Test
  void theOthersStayInTheirParts() throws IOException {
    Faces faces = Faces.many(folder.resolve("in"), 120);
    faces.picture("b.jpg", 301).picture("b2.jpg", 301).label("b.jpg", 5, 0, "");
    faces.label("b2.jpg", 50, 0, "");
    Path whole = folder.resolve("whole");
    faces.prepare(whole);
    Map<String, Subset> before = parts(whole);
    Set<String> named = new TreeSet<>(Set.of("csv/b.jpg"));
    for (int i = 0; i < 120; i += 7) {
      named.add("csv/p%d.jpg".formatted(i));
    }
    prepare(faces, named.stream().map(name -> "9," + name + "\n").toArray(String[]::new));
    Map<String, Subset> after = parts(output);
    assertThat(after).containsKey("csv/b2.jpg").hasSize(120 - 18 + 1);
    after.remove("csv/b2.jpg");
    before.keySet().removeAll(named);
    assertThat(after).isEqualTo(before);
    assertThat(SetDescription.read(output).split().groups()).isEqualTo(41);

    Path folds = folder.resolve("folds");
    faces.prepare(faces.options(folds).split(new Split.Folds(4)).build());
    Path fewer = folder.resolve("fewer");
    faces.prepare(
        faces.options(fewer).split(new Split.Folds(4)).exclude(Exclusions.read(csv)).build());
    for (int fold = 0; fold < 4; fold++) {
      before = parts(folds.resolve(SetDescription.foldName(fold)));
      after = parts(fewer.resolve(SetDescription.foldName(fold)));
      before.keySet().removeAll(named);
      after.remove("csv/b2.jpg");
      assertThat(after).isEqualTo(before);
    }
  }

  @Test
  void namesThatWereGuardedAgainstSpreadsheetsAreTheNamesOfTheSet() throws IOException {
    Faces faces = Faces.many(folder.resolve("in"), 12);
    Files.writeString(
        folder.resolve("in/labels.csv"),
        "filename,age,gender,source\np1.jpg,1,0,=1+1\np2.jpg,2,1,b\n");
    prepare(faces, "9,'=1+1\n");
    assertThat(sources(output)).containsExactly("b");
  }

  @Test
  void aNameOfSeveralRecordsIsRefusedBeforeAnythingIsWritten() throws IOException {
    Faces faces = Faces.many(folder.resolve("in"), 12);
    Files.writeString(
        folder.resolve("in/labels.csv"),
        "filename,age,gender,source\np1.jpg,1,0,wiki\np2.jpg,2,1,wiki\n");
    assertThatThrownBy(() -> prepare(faces, "9,wiki\n"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            csv
                + " line 2: a row must name one record, but 'wiki' is the source of p1.jpg and of"
                + " p2.jpg; give the records sources of their own");
    assertThat(output).doesNotExist();
  }

  @Test
  void aTableWithoutSourcesIsRefused() throws IOException {
    Files.writeString(csv, "filename\na.jpg\n");
    assertThatThrownBy(() -> Exclusions.read(csv))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("source is missing");
    Files.writeString(csv, "filename,source\na.jpg,\n");
    assertThatThrownBy(() -> Exclusions.read(csv))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("line 2: source is empty");
  }

  @Test
  void anEmptyTableLeavesNothingOut() throws IOException {
    Faces faces = Faces.many(folder.resolve("in"), 12);
    assertThat(prepare(faces).description().counts().rejected()).isZero();
    assertThat(
            Preparation.run(
                    CsvSource.of(faces.folder, Optional.empty(), false),
                    faces.options(folder.resolve("o2")).build(),
                    Progress.silent())
                .unmatched())
        .isEqualTo(List.of());
  }
}
