package org.agegender.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.stream.Stream;
import org.agegender.core.InvalidInputException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies in the cache, and copies that the user brings. */
final class ModelCacheTest {

  @TempDir private Path folder;

  private final Shelf shelf = Shelf.at(URI.create("https://example.org/made_up-1.onnx"));
  private Path cached;
  private ModelCache cache;

  @BeforeEach
  void prepare() {
    cache = shelf.cache(folder.resolve("cache"));
    cached = folder.resolve("cache/made_up-1.onnx");
  }

  private Path copy(byte[] content) throws IOException {
    return Files.write(folder.resolve("copy"), content);
  }

  private void put(byte[] content) throws IOException {
    Files.createDirectories(cached.getParent());
    Files.write(cached, content);
  }

  private Presence presence() throws IOException {
    return cache.presence(Shelf.NAME);
  }

  @Test
  void anEmptyCacheHasNothingAndMakesNoFolder() throws Exception {
    assertThat(presence()).isEqualTo(Presence.ABSENT);
    assertThat(cache.find(Shelf.NAME)).isEmpty();
    assertThat(cache.remove(Shelf.NAME)).isFalse();
    assertThat(cache.folder()).doesNotExist();
  }

  @Test
  void aFileThatSomebodyPutThereIsReadOnceThenTrustedAsItLies() throws Exception {
    put(shelf.content());
    assertThat(presence()).isEqualTo(Presence.PRESENT);
    FileTime time = Files.getLastModifiedTime(cached);
    Files.write(cached, shelf.other());
    Files.setLastModifiedTime(cached, time);
    assertThat(presence()).as("not read again").isEqualTo(Presence.PRESENT);
  }

  @Test
  void aFileThatChangedSinceItWasVerifiedIsReadAgain() throws Exception {
    put(shelf.content());
    assertThat(presence()).isEqualTo(Presence.PRESENT);
    Files.write(cached, shelf.other());
    Files.setLastModifiedTime(cached, FileTime.from(Instant.EPOCH));
    assertThat(presence()).isEqualTo(Presence.DAMAGED);
    assertThat(cache.find(Shelf.NAME)).isEmpty();
  }

  @Test
  void aFileVerifiedForAnotherHashIsReadAgain() throws Exception {
    put(shelf.content());
    assertThat(presence()).isEqualTo(Presence.PRESENT);
    ModelEntry newer = Shelf.entry(shelf.entry().address(), shelf.other());
    ModelCache later = new Shelf(shelf.other(), newer).cache(cached.getParent());
    assertThat(later.presence(Shelf.NAME)).isEqualTo(Presence.DAMAGED);
  }

  @Test
  void aFileOfAnotherSizeIsDamaged() throws Exception {
    put(new byte[5]);
    assertThat(presence()).isEqualTo(Presence.DAMAGED);
  }

  @Test
  void aCopyIsTakenFromAFile() throws Exception {
    assertThat(cache.take(Shelf.NAME, copy(shelf.content()))).isEqualTo(cached);
    assertThat(cached).hasBinaryContent(shelf.content());
    assertThat(cache.find(Shelf.NAME)).contains(cached);
  }

  @Test
  void aCopyIsTakenFromAFolderThatHoldsItAndReplacesAPart() throws Exception {
    Path stick = Files.createDirectories(folder.resolve("stick"));
    Files.write(stick.resolve("made_up-1.onnx"), shelf.content());
    Files.createDirectories(cached.getParent());
    Path part = Files.write(cached.resolveSibling("made_up-1.onnx.part"), new byte[5]);
    cache.take(Shelf.NAME, stick);
    assertThat(cached).hasBinaryContent(shelf.content());
    assertThat(part).doesNotExist();
  }

  @Test
  void aCopyWithAnotherHashIsRefusedAndNotKept() throws Exception {
    Path copy = copy(shelf.other());
    assertThatThrownBy(() -> cache.take(Shelf.NAME, copy))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(
            copy.toString(), Shelf.sha256(shelf.content()), Shelf.sha256(shelf.other()));
    try (Stream<Path> files = Files.list(cached.getParent())) {
      assertThat(files).containsOnly(cached.resolveSibling("made_up-1.onnx.lock"));
    }
  }

  @Test
  void aCopyOfAnotherSizeIsRefusedBeforeItIsRead() throws Exception {
    Path copy = copy(new byte[5]);
    assertThatThrownBy(() -> cache.take(Shelf.NAME, copy))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("300000 bytes", "found 5 bytes", "https://example.org");
    assertThat(cache.folder()).doesNotExist();
  }

  @Test
  void aCopyThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> cache.take(Shelf.NAME, folder))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(folder.resolve("made_up-1.onnx").toString());
  }

  @Test
  void aFileIsRemovedWithAllThatStandsBesideIt() throws Exception {
    cache.take(Shelf.NAME, copy(shelf.content()));
    assertThat(cache.remove(Shelf.NAME)).isTrue();
    assertThat(presence()).isEqualTo(Presence.ABSENT);
    assertThat(cached.resolveSibling("made_up-1.onnx.verified")).doesNotExist();
  }

  @Test
  void aPartIsRemovedToo() throws Exception {
    Files.createDirectories(cached.getParent());
    Files.write(cached.resolveSibling("made_up-1.onnx.part"), new byte[5]);
    assertThat(presence()).isEqualTo(Presence.PARTLY);
    assertThat(cache.remove(Shelf.NAME)).isTrue();
    assertThat(presence()).isEqualTo(Presence.ABSENT);
  }

  @Test
  void anUnknownNameIsRefusedWithTheNamesThereAre() {
    assertThatThrownBy(() -> ModelCache.in(folder).find("yunett"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("'yunett'", "yunet, ", "resnet18");
  }
}
