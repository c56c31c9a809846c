package org.agegender.cli.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PictureListTest {

  @TempDir private Path folder;

  @Test
  void foldersAreSearchedToTheBottomInOrderAndOtherFilesAreCounted() throws IOException {
    Path deep = Files.createDirectories(folder.resolve("b/c"));
    Path second = Files.createFile(deep.resolve("2.PNG"));
    Path first = Files.createFile(folder.resolve("a.jpg"));
    Files.createFile(folder.resolve("labels.csv"));
    PictureList list = PictureList.of(List.of(folder), Optional.empty());
    assertThat(list.files()).containsExactly(first, second);
    assertThat(list.passedOver()).isEqualTo(1);
  }

  @Test
  void aLinkToAFolderIsSearchedUnderItsOwnName() throws IOException {
    Path photos = Files.createDirectories(folder.resolve("photos"));
    Files.createDirectories(photos.resolve("2020"));
    Files.createFile(photos.resolve("2020/a.jpg"));
    Path link = Files.createSymbolicLink(folder.resolve("albums"), photos);
    PictureList list = PictureList.of(List.of(link), Optional.empty());
    assertThat(list.entries())
        .containsExactly(
            new PictureList.Entry(link.resolve("2020/a.jpg"), Path.of("albums/2020/a.jpg")));
  }

  @Test
  void resultsArePassedOverWhateverLinkLeadsToThem() throws IOException {
    Path results = Files.createDirectories(folder.resolve("photos/annotated"));
    Files.createFile(results.resolve("b.jpg"));
    Path link = Files.createSymbolicLink(folder.resolve("albums"), folder.resolve("photos"));
    PictureList list = PictureList.of(List.of(link), Optional.of(results));
    assertThat(list.entries()).isEmpty();
    assertThat(list.results()).isEqualTo(1);
  }

  @Test
  void aFolderThatCannotBeReadIsNamedAndTheOthersAreSearched() throws IOException {
    Path picture = Files.createFile(folder.resolve("a.jpg"));
    Path locked = Files.createDirectory(folder.resolve("lost+found"));
    Files.setPosixFilePermissions(locked, Set.of());
    // Nothing is locked to the superuser.
    assumeFalse(Files.isReadable(locked));
    PictureList list = PictureList.of(List.of(folder), Optional.empty());
    assertThat(list.files()).containsExactly(picture);
    assertThat(list.unreadable()).containsExactly(locked);
  }

  @Test
  void aFileThatTheUserNamesIsTakenWhateverItIsCalled() throws IOException {
    Path missing = folder.resolve("not-there.txt");
    assertThat(PictureList.of(List.of(missing), Optional.empty()).files()).containsExactly(missing);
  }

  @Test
  void resultsOfAnEarlierCallAreCountedAndPassedOverUnlessTheyAreNamed() throws IOException {
    Path picture = Files.createFile(folder.resolve("a.jpg"));
    Path results = Files.createDirectories(folder.resolve("annotated/deep"));
    Path made = Files.createFile(results.resolve("b.jpg"));
    Optional<Path> annotated = Optional.of(folder.resolve("x/../annotated"));
    PictureList list = PictureList.of(List.of(folder), annotated);
    assertThat(list.files()).containsExactly(picture);
    assertThat(list.results()).isEqualTo(1);
    assertThat(PictureList.of(List.of(made), annotated).files()).containsExactly(made);
    assertThat(PictureList.of(List.of(results), annotated).files()).containsExactly(made);
  }
}
