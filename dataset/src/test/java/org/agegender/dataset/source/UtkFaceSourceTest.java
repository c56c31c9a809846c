package org.agegender.dataset.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agegender.core.Age;
import org.agegender.core.Gender;
import org.agegender.core.InvalidInputException;
import org.agegender.core.Sha256;
import org.agegender.dataset.source.Rejection.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UtkFaceSourceTest {

  @TempDir Path folder;

  @Test
  void genderZeroIsMaleAndTheRaceIsTheGroup() throws IOException {
    files("26_0_2_20170104023102422.jpg.chip.jpg", "1_1_4_20161219140623097.jpg");
    assertThat(UtkFaceSource.of(folder, false).list().candidates())
        .containsExactly(
            new Candidate(
                "1_1_4_20161219140623097.jpg",
                folder.resolve("1_1_4_20161219140623097.jpg"),
                new Age(1),
                Gender.FEMALE,
                "",
                "Others"),
            new Candidate(
                "26_0_2_20170104023102422.jpg.chip.jpg",
                folder.resolve("26_0_2_20170104023102422.jpg.chip.jpg"),
                new Age(26),
                Gender.MALE,
                "",
                "Asian"));
  }

  @Test
  void malformedNamesAreNamedNotGuessed() throws IOException {
    String[] names = {
      "24_0_1_20170116220224657 .jpg.chip.jpg",
      "39_1_20170116174525125.jpg.chip.jpg",
      "55_0_0_20170116232725357jpg.chip.jpg",
      "_1_1_20170109142408075.jpg.chip.jpg",
      "5_1_7_20170109142408075.jpg.chip.jpg",
      "Thumbs.db"
    };
    files(names);
    Listing listing = UtkFaceSource.of(folder, true).list();
    assertThat(listing.candidates()).isEmpty();
    assertThat(listing.rejections())
        .extracting(Rejection::key, Rejection::reason)
        .containsExactlyInAnyOrder(
            tuple(names[0], Reason.MALFORMED_NAME),
            tuple(names[1], Reason.MALFORMED_NAME),
            tuple(names[2], Reason.MALFORMED_NAME),
            tuple(names[3], Reason.MALFORMED_NAME),
            tuple(names[4], Reason.MALFORMED_NAME),
            tuple(names[5], Reason.MALFORMED_NAME));
  }

  @Test
  void agesOverAHundredAreClippedOnlyWhenAsked() throws IOException {
    files("116_1_0_20170120134744096.jpg.chip.jpg", "100_1_0_20170120134744096.jpg.chip.jpg");
    Listing strict = UtkFaceSource.of(folder, false).list();
    assertThat(strict.candidates()).extracting(Candidate::age).containsExactly(new Age(100));
    assertThat(strict.rejections())
        .containsExactly(
            new Rejection(
                "116_1_0_20170120134744096.jpg.chip.jpg",
                Reason.AGE_OUT_OF_RANGE,
                "age must be 0..100, found 116; --clip-ages takes it as 100"));
    Listing clipped = UtkFaceSource.of(folder, true).list();
    assertThat(clipped.candidates())
        .extracting(Candidate::age)
        .containsExactly(new Age(100), new Age(100));
    assertThat(clipped.rejections()).isEmpty();
  }

  @Test
  void otherGendersAreUnknown() throws IOException {
    files("30_3_0_20170120134744096.jpg.chip.jpg");
    assertThat(UtkFaceSource.of(folder, false).list().rejections())
        .extracting(Rejection::reason)
        .containsExactly(Reason.GENDER_UNKNOWN);
  }

  @Test
  void hashFollowsNamesAndSizes() throws IOException {
    files("30_1_0_20170120134744096.jpg");
    String first = UtkFaceSource.of(folder, false).list().hash();
    assertThat(first).isEqualTo(new Sha256().add("30_1_0_20170120134744096.jpg").add("0").hex());
    assertThat(UtkFaceSource.of(folder, false).list().hash()).isEqualTo(first);
    Files.writeString(folder.resolve("30_1_0_20170120134744096.jpg"), "longer");
    String second = UtkFaceSource.of(folder, false).list().hash();
    files("31_1_0_20170120134744096.jpg");
    assertThat(UtkFaceSource.of(folder, false).list().hash()).isNotIn(first, second);
    assertThat(second).isNotEqualTo(first);
  }

  @Test
  void foldersOfFoldersAndMissingOnesAreRefused() throws IOException {
    Files.createDirectory(folder.resolve("part1"));
    assertThatThrownBy(() -> UtkFaceSource.of(folder, false).list())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("must hold pictures named AGE_GENDER_RACE_DATETIME.jpg");
    assertThatThrownBy(() -> UtkFaceSource.of(folder.resolve("none"), false).list())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("no such folder");
  }

  private void files(String... names) throws IOException {
    for (String name : names) {
      Files.createFile(folder.resolve(name));
    }
  }
}
