package org.agegender.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesBelowTest {

  @TempDir Path base;
  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = base.resolve("folder");
    Files.createDirectories(folder.resolve("b/c"));
    for (String name : List.of("z.jpg", "b/y.jpg", "b/c/x.jpg")) {
      Files.createFile(folder.resolve(name));
    }
  }

  @Test
  void aLinkedFolderIsSearchedUnderItsOwnName() throws IOException {
    Path link = Files.createSymbolicLink(base.resolve("link"), folder);
    FilesBelow found = FilesBelow.of(link);
    assertThat(found.all())
        .containsExactly(link.resolve("b/c/x.jpg"), link.resolve("b/y.jpg"), link.resolve("z.jpg"));
    assertThat(found.unreadable()).isEmpty();
  }

  @Test
  void linksWithinCountAsFilesAndAreNotFollowed() throws IOException {
    Path loop = Files.createSymbolicLink(folder.resolve("b/c/loop"), folder);
    Path picture = Files.createSymbolicLink(folder.resolve("a.jpg"), folder.resolve("z.jpg"));
    assertThat(FilesBelow.of(folder).files()).hasSize(5).contains(loop, picture);
  }

  @Test
  void foldersBelowTheDepthAreNotEntered() throws IOException {
    assertThat(FilesBelow.of(folder, 1).files()).containsExactly(folder.resolve("z.jpg"));
    assertThat(FilesBelow.of(folder, 2).files())
        .containsExactly(folder.resolve("b/y.jpg"), folder.resolve("z.jpg"));
  }

  @Test
  void aFolderThatIsNotThereIsAFailure() {
    assertThatThrownBy(() -> FilesBelow.of(base.resolve("none")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void unreadableFoldersAreNamedAndTheOthersAreSearched() throws IOException {
    Path locked = folder.resolve("b");
    for (String permissions : List.of("-wx------", "r--------")) {
      Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString(permissions));
      // Nothing is locked to the superuser.
      assumeFalse(Files.isReadable(locked) && Files.isExecutable(locked));
      try {
        FilesBelow found = FilesBelow.of(folder);
        assertThat(found.files()).containsExactly(folder.resolve("z.jpg"));
        assertThat(found.unreadable()).as(permissions).containsExactly(locked);
      } finally {
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwx------"));
      }
    }
  }

  @Test
  void halfOfTheFilesDoNotPassForAll() {
    Path locked = Path.of("faces/lost+found");
    FilesBelow half = new FilesBelow(List.of(Path.of("faces/a.jpg")), List.of(locked));
    assertThatThrownBy(half::all)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(locked + ": the folder cannot be read");
  }
}
