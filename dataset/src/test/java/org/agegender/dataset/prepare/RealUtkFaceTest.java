package org.agegender.dataset.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.agegender.core.Progress;
import org.agegender.core.Sha256;
import org.agegender.dataset.PreparedSet;
import org.agegender.dataset.SetDescription;
import org.agegender.dataset.Subset;
import org.agegender.dataset.source.Listing;
import org.agegender.dataset.source.Rejection;
import org.agegender.dataset.source.Rejection.Reason;
import org.agegender.dataset.source.UtkFaceSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The published UTKFace, where it is on this machine. */
class RealUtkFaceTest {

  /** The first names in order are young children, among whom copies are many. */
  private static final int PICTURES = 1500;

  @TempDir Path folder;
  private Path published;

  @BeforeEach
  void find() {
    published =
        Path.of(System.getenv().getOrDefault("AGEGENDER_DATA", "../../shared/data"))
            .resolve("utkface");
    assumeTrue(Files.isDirectory(published), () -> "skipped: UTKFace is not in " + published);
  }

  @Test
  void everyNameIsReadOrRejected() throws IOException {
    Listing listing = UtkFaceSource.of(published, false).list();
    Map<Reason, Long> reasons =
        listing.rejections().stream()
            .collect(Collectors.groupingBy(Rejection::reason, Collectors.counting()));
    assertThat(reasons)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(Reason.MALFORMED_NAME, 5L, Reason.AGE_OUT_OF_RANGE, 19L));
    assertThat(listing.candidates()).hasSize(21_311 - 5 - 19);
  }

  @Test
  void copiesAreCountedAndNoPictureIsOnTwoSides() throws IOException {
    Path input = Files.createDirectory(folder.resolve("in"));
    Map<String, Set<String>> labels = new TreeMap<>();
    Map<String, Integer> copies = new TreeMap<>();
    for (Path file : first()) {
      String name = file.getFileName().toString();
      Files.copy(file, input.resolve(name));
      if (name.matches("\\d+_[01]_[0-4]_\\d+\\.jpg\\.chip\\.jpg")
          && Integer.parseInt(name.substring(0, name.indexOf('_'))) <= 100) {
        String hash = Sha256.of(Files.readAllBytes(file));
        copies.merge(hash, 1, Integer::sum);
        labels
            .computeIfAbsent(hash, h -> new HashSet<>())
            .add(name.replaceAll("^(\\d+_[01])_.*", "$1"));
      }
    }
    int duplicates = 0;
    int contradicting = 0;
    for (Map.Entry<String, Integer> entry : copies.entrySet()) {
      boolean agree = labels.get(entry.getKey()).size() == 1;
      duplicates += agree ? entry.getValue() - 1 : 0;
      contradicting += agree ? 0 : entry.getValue();
    }
    assertThat(duplicates).isPositive();
    assertThat(contradicting).isPositive();

    Path output = folder.resolve("out");
    SetDescription.Counts counts = prepare(input, output, 2).description().counts();
    assertThat(counts.rejectedFor())
        .containsEntry("duplicate", duplicates)
        .containsEntry("contradicting-labels", contradicting);
    assertThat(counts.kept() + counts.rejected()).isEqualTo(PICTURES);
    PreparedSet set = PreparedSet.open(output);
    Set<String> crops = new HashSet<>();
    for (Subset subset : Subset.values()) {
      set.records(subset).forEach(face -> assertThat(crops.add(face.filename())).isTrue());
    }
    assertThat(crops).hasSize(counts.kept());

    Map<String, String> before = Faces.contents(output);
    assertThat(prepare(input, output, 1).alreadyComplete()).isTrue();
    assertThat(Faces.contents(output)).isEqualTo(before);
    Path other = folder.resolve("other");
    prepare(input, other, 3);
    assertThat(Faces.contents(other)).isEqualTo(before);
  }

  private static PreparationResult prepare(Path input, Path output, int workers)
      throws IOException {
    return Preparation.run(
        UtkFaceSource.of(input, false),
        PrepareOptions.builder(input, output).imageSize(96).workers(workers).build(),
        Progress.silent());
  }

  private List<Path> first() throws IOException {
    try (Stream<Path> files = Files.list(published)) {
      return files.sorted().limit(PICTURES).toList();
    }
  }
}
