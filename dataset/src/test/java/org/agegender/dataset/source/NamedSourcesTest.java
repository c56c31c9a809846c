package org.agegender.dataset.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.agegender.core.Gender;
import org.agegender.core.InvalidInputException;
import org.agegender.dataset.source.Rejection.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data sets whose labels are in the names of their files. */
class NamedSourcesTest {

  @TempDir Path folder;

  @Test
  void fgNetHasLettersCapitalsAndNoGenders() throws IOException {
    files("images/001A02.JPG", "images/001A43a.JPG", "images/082a07b.jpg", "images/Thumbs.db");
    Listing listing = FgNetSource.of(folder).list();
    assertThat(listing.candidates())
        .extracting(Candidate::identity, c -> c.age().years(), Candidate::gender)
        .containsExactly(
            tuple("001", 2, Optional.empty()),
            tuple("001", 43, Optional.empty()),
            tuple("082", 7, Optional.empty()));
    assertThat(listing.rejections())
        .containsExactly(
            new Rejection(
                "Thumbs.db",
                Reason.MALFORMED_NAME,
                "must be PERSONAAGE.JPG (001A02.JPG), found Thumbs.db"));
    assertThat(FgNetSource.of(folder.resolve("images")).list().candidates()).hasSize(3);
  }

  @Test
  void ageDbNamesMayHoldUnderscoresAndDots() throws IOException {
    files(
        "0_MariaCallas_35_f.jpg",
        "10_J.K._Rowling_41_f.jpg",
        "2_ReneClair_101_m.jpg",
        "3_Nobody_20_x.jpg");
    Listing listing = AgeDbSource.of(folder, false).list();
    assertThat(listing.candidates())
        .extracting(Candidate::identity)
        .containsExactly("MariaCallas", "J.K._Rowling");
    assertThat(listing.candidates().get(0).gender()).contains(Gender.FEMALE);
    assertThat(listing.rejections())
        .extracting(Rejection::reason)
        .containsExactly(Reason.AGE_OUT_OF_RANGE, Reason.MALFORMED_NAME);
    assertThat(AgeDbSource.of(folder, true).list().candidates())
        .filteredOn(c -> c.gender().equals(Optional.of(Gender.MALE)))
        .extracting(c -> c.age().years())
        .containsExactly(100);
  }

  @Test
  void ageDbNamesMayHoldOtherLetters() throws IOException {
    String name = "2_RenéClair_41_m.jpg";
    Charset ofNames = Charset.forName(System.getProperty("sun.jnu.encoding"));
    assumeTrue(ofNames.newEncoder().canEncode(name), ofNames + " of this locale has no é");
    files(name);
    assertThat(AgeDbSource.of(folder, false).list().candidates())
        .extracting(Candidate::key, Candidate::identity)
        .containsExactly(tuple(name, "RenéClair"));
  }

  @Test
  void allAgeFacesTellGendersByTheirNumbers() throws IOException {
    files("original images/07380A80.jpg", "original images/07381A02.jpg");
    files("aglined faces/00000A02.jpg");
    assertThat(AllAgeFacesSource.of(folder).list().candidates())
        .extracting(c -> c.gender().orElseThrow(), c -> c.age().years())
        .containsExactly(tuple(Gender.FEMALE, 80), tuple(Gender.MALE, 2));
    assertThat(AllAgeFacesSource.of(folder.resolve("aglined faces")).list().candidates())
        .hasSize(1);
  }

  @Test
  void morphTakesRacesFromItsTableAndRejectsWhatThatContradicts(@TempDir Path apart)
      throws IOException {
    files(
        "Album2/009055_1M54.JPG",
        "Album2/009055_10M55.JPG",
        "Album2/100_1M54.JPG",
        "Album2/123456_2F30.JPG",
        "Album2/123457_0F31.JPG");
    Listing plain = MorphSource.of(folder, Optional.empty()).list();
    assertThat(plain.candidates())
        .extracting(Candidate::key, Candidate::identity, Candidate::group)
        .startsWith(tuple("Album2/009055_10M55.JPG", "009055", ""))
        .hasSize(4);
    assertThat(plain.rejections())
        .extracting(Rejection::key)
        .containsExactly("Album2/100_1M54.JPG");
    Path table = apart.resolve("morph.csv");
    Files.writeString(
        table,
        """
        id_num,race,gender,age,photo
        9055,B,M,54.0,Album2/009055_1M54.JPG
        123456,W,M,30,Album2/123456_2F30.JPG
        123457,W,F,13,Album2/123457_0F31.JPG
        """);
    Listing listing = MorphSource.of(folder, Optional.of(table)).list();
    assertThat(listing.candidates()).extracting(Candidate::group).containsExactly("", "B");
    assertThat(listing.rejections())
        .filteredOn(r -> r.reason() == Reason.CONTRADICTING_LABELS)
        .extracting(Rejection::detail)
        .containsExactly(
            "is female in its name and male in line 3 of the table",
            "has age 31 in its name and 13 in line 4 of the table");
    assertThat(listing.hash()).isNotEqualTo(plain.hash());
  }

  @Test
  void aFolderMayBeNamedByALink() throws IOException {
    files("set/Album2/009055_1M54.JPG");
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("set"));
    assertThat(MorphSource.of(link, Optional.empty()).list().candidates())
        .extracting(Candidate::key, Candidate::picture)
        .containsExactly(tuple("Album2/009055_1M54.JPG", link.resolve("Album2/009055_1M54.JPG")));
  }

  @Test
  void foldersAreSearchedToTheirBottom() throws IOException {
    String deep = "a/b/c/d/e/f/g/h/i/j/009055_1M54.JPG";
    files(deep);
    assertThat(MorphSource.of(folder, Optional.empty()).list().candidates())
        .extracting(Candidate::key)
        .containsExactly(deep);
  }

  @Test
  void anEmptyOrAbsentFolderIsRefused() {
    assertThatThrownBy(() -> FgNetSource.of(folder).list())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("must hold pictures named PERSONAAGE.JPG");
    assertThatThrownBy(() -> AgeDbSource.of(folder.resolve("none"), false).list())
        .hasMessageContaining("there is no such folder of pictures");
  }

  private void files(String... names) throws IOException {
    for (String name : names) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.resolveSibling(""));
      Files.createFile(file);
    }
  }
}
