package org.agegender.dataset.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.agegender.core.InvalidInputException;
import org.agegender.core.LabelledFace;
import org.agegender.core.Progress;
import org.agegender.dataset.FoldedSet;
import org.agegender.dataset.PreparedSet;
import org.agegender.dataset.SetDescription;
import org.agegender.dataset.Subset;
import org.agegender.dataset.source.CsvSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FoldsTest {

  @TempDir Path folder;
  private Path output;
  private Faces faces;

  @BeforeEach
  void sixtyPicturesOfTwentyPersons() throws IOException {
    output = folder.resolve("set");
    faces = Faces.many(folder.resolve("in"), 60);
    faces.picture("copy.jpg", 7).label("copy.jpg", 7, 1, "");
  }

  @Test
  void everyFaceIsInOneTestPartAndNobodyInTwoFolds() throws IOException {
    SetDescription whole = prepare(new Split.Folds(5)).description();
    assertThat(whole.counts().rejectedFor()).isEqualTo(Map.of("duplicate", 1));
    FoldedSet set = FoldedSet.open(output);
    assertThat(set.folds()).hasSize(5);
    List<String> tested = new ArrayList<>();
    Map<String, Integer> foldOf = new HashMap<>();
    for (int fold = 0; fold < 5; fold++) {
      List<LabelledFace> test = set.folds().get(fold).records(Subset.TEST);
      // Twenty groups of three in five folds.
      assertThat(test).hasSize(12);
      for (LabelledFace face : test) {
        tested.add(face.filename());
        assertThat(foldOf.merge(face.identity(), fold, (a, b) -> a.equals(b) ? a : -1))
            .isEqualTo(fold);
      }
    }
    assertThat(tested).hasSize(60).doesNotHaveDuplicates();
  }

  @Test
  void theNextFoldIsForValidationAndTheOthersForTraining() throws IOException {
    prepare(new Split.Folds(4));
    List<PreparedSet> folds = FoldedSet.open(output).folds();
    for (int fold = 0; fold < 4; fold++) {
      PreparedSet set = folds.get(fold);
      assertThat(set.records(Subset.VAL)).isEqualTo(folds.get((fold + 1) % 4).records(Subset.TEST));
      Set<LabelledFace> train = new HashSet<>(folds.get((fold + 2) % 4).records(Subset.TEST));
      train.addAll(folds.get((fold + 3) % 4).records(Subset.TEST));
      assertThat(new HashSet<>(set.records(Subset.TRAIN))).isEqualTo(train);
      assertThat(set.picture(set.records(Subset.TEST).get(0))).isRegularFile();
      assertThat(set.description().orElseThrow().fold()).isEqualTo(fold);
    }
  }

  @Test
  void repeatsToTheByteAndIsLeftAloneWhenWhole() throws IOException {
    prepare(new Split.Folds(5));
    Map<String, String> first = Faces.contents(output);
    assertThat(prepare(new Split.Folds(5)).alreadyComplete()).isTrue();
    Path again = folder.resolve("again");
    faces.prepare(faces.options(again).split(new Split.Folds(5)).workers(1).build());
    assertThat(Faces.contents(again)).isEqualTo(first);
  }

  @Test
  void aFoldThatLacksAFileIsMadeAgain() throws IOException {
    prepare(new Split.Folds(5));
    Map<String, String> first = Faces.contents(output);
    Files.delete(output.resolve("fold-3/test.csv"));
    assertThatThrownBy(() -> FoldedSet.open(output))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("must have 60 faces together, found 48 in 5 folds");
    assertThat(prepare(new Split.Folds(5)).alreadyComplete()).isFalse();
    assertThat(Faces.contents(output)).isEqualTo(first);
  }

  @Test
  void anotherNumberOfFoldsReplacesThemOnlyWhenAsked() throws IOException {
    prepare(new Split.Folds(5));
    assertThatThrownBy(() -> prepare(new Split.Folds(4)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("folds \"5\" (now \"4\")");
    faces.prepare(faces.options(output).split(SplitShares.DEFAULT).overwrite(true).build());
    assertThat(output.resolve("fold-0")).doesNotExist();
    assertThat(PreparedSet.open(output).size()).isEqualTo(60);
  }

  @Test
  void theWholeIsNoSetAndAFoldNeedsIt() throws IOException {
    prepare(new Split.Folds(5));
    assertThatThrownBy(() -> PreparedSet.open(output))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("is a set of folds; name one of them");
    Files.delete(output.resolve(SetDescription.FILE_NAME));
    assertThatThrownBy(() -> PreparedSet.open(output.resolve("fold-0")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("must be in the folder above");
    assertThatThrownBy(() -> FoldedSet.open(output)).hasMessageContaining("must be a set of folds");
  }

  @Test
  void namesInAFoldMustNotLeaveTheWhole() throws IOException {
    prepare(new Split.Folds(5));
    Files.createFile(folder.resolve("secret.jpg"));
    Files.writeString(
        output.resolve("fold-0/test.csv"), "filename,age,gender\n../secret.jpg,3,1\n");
    assertThatThrownBy(() -> PreparedSet.open(output.resolve("fold-0")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("leaves the folder");
  }

  @Test
  void publishedPartsAndFoldsAreKept() throws IOException {
    StringBuilder labels = new StringBuilder("filename,age,gender,part\n");
    for (int i = 0; i < 6; i++) {
      faces.picture("q" + i + ".jpg", 1000 + i);
      labels.append("q%d.jpg,%d,1,%s%n".formatted(i, i, i % 3));
    }
    Path table = folder.resolve("folds.csv");
    Files.writeString(table, labels);
    Preparation.run(
        CsvSource.of(faces.folder, Optional.of(table), false),
        faces.options(output).split(new Split.PublishedFolds()).build(),
        Progress.silent());
    FoldedSet set = FoldedSet.open(output);
    assertThat(set.folds()).hasSize(3);
    assertThat(set.folds().get(1).records(Subset.TEST))
        .extracting(LabelledFace::source)
        .containsExactly("csv/q1.jpg", "csv/q4.jpg");
    Files.writeString(
        table, labels.toString().replaceAll(",0\n", ",train\n").replaceAll(",[12]\n", ",test\n"));
    Path parts = folder.resolve("parts");
    Preparation.run(
        CsvSource.of(faces.folder, Optional.of(table), false),
        faces.options(parts).split(new Split.PublishedParts()).build(),
        Progress.silent());
    assertThat(PreparedSet.open(parts).records(Subset.TRAIN))
        .extracting(LabelledFace::source)
        .containsExactly("csv/q0.jpg", "csv/q3.jpg");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1, 2, 3", "0, 1", "0, 1, 3"})
  void publishedFoldsAreNumberedFromZeroOnOrRefusedBeforeAnyWork(String numbers) {
    assertThatThrownBy(() -> published(numbers.split(", ")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(
            "--folds published: there must be 3..20 folds, numbered from 0 on without a gap,"
                + " found [%s];",
            numbers);
    assertThat(output).doesNotExist();
  }

  @Test
  void aPublishedFoldOfWhichNoRecordIsKeptCounts() throws IOException {
    Files.delete(faces.folder.resolve("p3.jpg"));
    published("0", "1", "2", "3");
    FoldedSet set = FoldedSet.open(output);
    assertThat(set.folds()).hasSize(4);
    assertThat(set.folds().get(3).records(Subset.VAL))
        .extracting(LabelledFace::source)
        .containsExactly("csv/p0.jpg");
  }

  /** Prepares the first pictures, each in a fold. */
  private void published(String... folds) throws IOException {
    StringBuilder labels = new StringBuilder("filename,age,gender,part\n");
    for (int i = 0; i < folds.length; i++) {
      labels.append("p%d.jpg,%d,1,%s%n".formatted(i, i, folds[i]));
    }
    Path table = Files.writeString(folder.resolve("folds.csv"), labels);
    Preparation.run(
        CsvSource.of(faces.folder, Optional.of(table), false),
        faces.options(output).split(new Split.PublishedFolds()).build(),
        Progress.silent());
  }

  @Test
  void whatIsNotPublishedIsNamed() {
    assertThatThrownBy(() -> prepare(new Split.PublishedFolds()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("--folds published: p0.jpg is in no published fold");
    assertThatThrownBy(() -> prepare(new Split.PublishedParts()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("--split published: p0.jpg is in no published part");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "21", "-5", "x", "", "99999999999"})
  void impossibleNumbersOfFoldsAreRefused(String text) {
    assertThatThrownBy(() -> Split.parseFolds(text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("--folds must be 3..20");
  }

  private PreparationResult prepare(Split split) throws IOException {
    return faces.prepare(faces.options(output).split(split).build());
  }
}
