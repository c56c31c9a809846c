package org.agegender.dataset.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.agegender.core.Gender;
import org.agegender.dataset.source.Rejection.Reason;
import org.junit.jupiter.api.Test;

/** The published {@code wiki.mat}; the numbers are those of {@code benchmarks/wiki_counts.py}. */
final class RealWikiTest {

  @Test
  void countsOfEveryFilterEqualAnIndependentComputation() throws IOException {
    Path folder =
        Path.of(System.getenv().getOrDefault("AGEGENDER_DATA", "../../shared/data"))
            .resolve("imdb-wiki");
    Path mat = folder.resolve("wiki.mat");
    assumeTrue(Files.exists(mat), () -> "skipped: the published " + mat + " is not here");

    Listing listing = ImdbWikiSource.wiki(folder, mat, 1.0).list();

    Map<Reason, Long> counts =
        listing.rejections().stream()
            .collect(Collectors.groupingBy(Rejection::reason, Collectors.counting()));
    assertThat(counts)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                Reason.LOW_FACE_SCORE, 19_335L,
                Reason.SECOND_FACE, 4_070L,
                Reason.AGE_OUT_OF_RANGE, 49L,
                Reason.GENDER_UNKNOWN, 736L));
    assertThat(listing.rejections())
        .filteredOn(rejection -> rejection.detail().equals("no face found"))
        .hasSize(18_016);
    assertThat(listing.candidates()).hasSize(38_138);
    assertThat(listing.candidates().stream().map(Candidate::identity).distinct()).hasSize(38_138);
    assertThat(listing.candidates().stream().mapToLong(c -> c.age().years()).sum())
        .isEqualTo(1_454_060);
    assertThat(listing.candidates())
        .filteredOn(c -> c.gender().equals(Optional.of(Gender.MALE)))
        .hasSize(28_601);
  }
}
