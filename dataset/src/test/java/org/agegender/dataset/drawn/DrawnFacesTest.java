package org.agegender.dataset.drawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.agegender.core.Gender;
import org.agegender.core.Progress;
import org.agegender.dataset.source.Candidate;
import org.agegender.dataset.source.ImdbWikiSource;
import org.agegender.dataset.source.Listing;
import org.agegender.dataset.source.Rejection;
import org.agegender.dataset.source.Rejection.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DrawnFacesTest {

  private static final DrawnFacesOptions SMALL = new DrawnFacesOptions(12, 3, 48, 5);

  @TempDir Path folder;

  @Test
  void theSourceOfWikiReadsWhatWasDrawn() throws IOException {
    DrawnSet set = DrawnFaces.write(folder, SMALL, Progress.silent());

    Listing listing = ImdbWikiSource.wiki(set.folder(), set.metadata(), 1.0).list();

    assertThat(set.folder()).isEqualTo(folder.resolve("wiki"));
    assertThat(set.faces()).isEqualTo(36);
    Map<Reason, Long> rejected =
        listing.rejections().stream()
            .collect(Collectors.groupingBy(Rejection::reason, Collectors.counting()));
    assertThat(rejected)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                Reason.LOW_FACE_SCORE, 2L,
                Reason.SECOND_FACE, 1L,
                Reason.AGE_OUT_OF_RANGE, 1L,
                Reason.GENDER_UNKNOWN, 1L));
    assertThat(set.flaws())
        .containsEntry(Reason.PICTURE_MISSING, 1)
        .containsEntry(Reason.PICTURE_UNREADABLE, 1)
        .containsEntry(Reason.LOW_FACE_SCORE, 2);
    assertThat(listing.candidates()).hasSize(36 + 2);
    assertThat(listing.candidates()).filteredOn(c -> !Files.exists(c.picture())).hasSize(1);
  }

  @Test
  void everyPersonIsPhotographedAtDifferentAges() throws IOException {
    DrawnSet set = DrawnFaces.write(folder, SMALL, Progress.silent());
    Listing listing = ImdbWikiSource.wiki(set.folder(), set.metadata(), 1.0).list();

    Map<String, List<Candidate>> people =
        listing.candidates().stream().limit(36).collect(Collectors.groupingBy(Candidate::identity));

    assertThat(people).hasSize(12);
    for (List<Candidate> photos : people.values()) {
      assertThat(photos.stream().map(Candidate::age).distinct()).hasSize(3);
      assertThat(photos.stream().map(Candidate::gender).distinct()).hasSize(1);
    }
  }

  @Test
  void theSameOptionsDrawTheSameBytes() throws IOException {
    DrawnFaces.write(folder.resolve("a"), SMALL, Progress.silent());
    DrawnFaces.write(folder.resolve("b"), SMALL, Progress.silent());
    DrawnFaces.write(folder.resolve("c"), new DrawnFacesOptions(12, 3, 48, 6), Progress.silent());

    Map<String, byte[]> first = files(folder.resolve("a"));
    Map<String, byte[]> again = files(folder.resolve("b"));
    assertThat(again.keySet()).isEqualTo(first.keySet()).hasSize(36 + 7);
    first.forEach((name, bytes) -> assertThat(again.get(name)).as(name).isEqualTo(bytes));
    assertThat(files(folder.resolve("c")).keySet()).isNotEqualTo(first.keySet());
  }

  @Test
  void picturesHaveTheSizeAskedForAndOneIsBroken() throws IOException {
    DrawnSet set = DrawnFaces.write(folder, SMALL, Progress.silent());
    int whole = 0;
    List<Path> broken = new ArrayList<>();
    for (Path file : jpegs(set.folder())) {
      try {
        BufferedImage image = ImageIO.read(file.toFile());
        assertThat(image.getWidth()).isEqualTo(48);
        assertThat(image.getHeight()).isEqualTo(48);
        whole++;
      } catch (IOException e) {
        broken.add(file);
      }
    }
    assertThat(broken).hasSize(1);
    assertThat(whole).isEqualTo(36 + 5);
  }

  @Test
  void manyPeopleAreOfAllAgesAndBothGenders() throws IOException {
    DrawnSet set =
        DrawnFaces.write(folder, new DrawnFacesOptions(100, 4, 32, 1), Progress.silent());
    Listing listing = ImdbWikiSource.wiki(set.folder(), set.metadata(), 1.0).list();

    assertThat(listing.candidates().stream().map(c -> c.age().decade()).distinct()).hasSize(10);
    double male =
        listing.candidates().stream()
                .filter(c -> c.gender().equals(Optional.of(Gender.MALE)))
                .count()
            / (double) listing.candidates().size();
    assertThat(male).isBetween(0.35, 0.65);
  }

  @Test
  void optionsOutOfRangeAreRefusedByName() {
    assertThatThrownBy(() -> new DrawnFacesOptions(0, 1, 64, 1)).hasMessageContaining("people");
    assertThatThrownBy(() -> new DrawnFacesOptions(1, 41, 64, 1))
        .hasMessageContaining("photosPerPerson must be 1..40, found 41");
    assertThatThrownBy(() -> new DrawnFacesOptions(1, 1, 8, 1)).hasMessageContaining("size");
  }

  private static List<Path> jpegs(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".jpg")).sorted().toList();
    }
  }

  private static Map<String, byte[]> files(Path folder) throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(folder.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return contents;
  }
}
