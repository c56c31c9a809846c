package org.agegender.dataset.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.agegender.core.Age;
import org.agegender.core.Gender;
import org.agegender.core.InvalidInputException;
import org.agegender.dataset.source.Rejection.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvSourceTest {

  @TempDir Path folder;

  @Test
  void readsAllSpellingsAndOptionalColumns() throws IOException {
    labels(
        "filename,age,gender,identity,group,source",
        "a.jpg,0,f,anna,x,film",
        "\"b, \"\"c\"\".jpg\",100,MALE,,,",
        "c.jpg, 37.0 , 1 ,,,",
        "d.jpg,8,female,,,");
    Listing listing = list(false);
    assertThat(listing.rejections()).isEmpty();
    assertThat(listing.candidates())
        .startsWith(
            new Candidate(
                "a.jpg", folder.resolve("a.jpg"), new Age(0), Gender.FEMALE, "anna", "x", "film"),
            new Candidate(
                "b, \"c\".jpg", folder.resolve("b, \"c\".jpg"), new Age(100), Gender.MALE, "", ""))
        .extracting(candidate -> candidate.age().years())
        .containsExactly(0, 100, 37, 8);
  }

  @Test
  void rowsThatCannotBeUsedAreRejectedWithTheirLine() throws IOException {
    rejected("a.jpg,-1,1", Reason.AGE_OUT_OF_RANGE, "age must be 0..100, found -1");
    rejected("a.jpg,214,1", Reason.AGE_OUT_OF_RANGE, "age must be 0..100, found 214");
    rejected("a.jpg,old,1", Reason.AGE_UNKNOWN, "age must be a whole number 0..100, found 'old'");
    rejected("a.jpg,,1", Reason.AGE_UNKNOWN, "age must be a whole number 0..100, found ''");
    rejected("a.jpg,3.5,1", Reason.AGE_UNKNOWN, "age must be a whole number 0..100, found '3.5'");
    rejected(
        "a.jpg,3,x", Reason.GENDER_UNKNOWN, "gender must be 0/1, f/m or female/male, found 'x'");
    rejected(" ,3,1", Reason.MALFORMED_NAME, "filename must not be empty");
    rejected("a\u0000.jpg,3,1", Reason.UNSAFE_PATH, "filename is no file name on this machine");
  }

  @Test
  void agesOverAHundredAreClippedOnlyWhenAsked() throws IOException {
    labels("filename,age,gender", "a.jpg,214,1", "b.jpg,-1,1");
    Listing listing = list(true);
    assertThat(listing.candidates()).extracting(Candidate::age).containsExactly(new Age(100));
    assertThat(listing.rejections()).extracting(Rejection::key).containsExactly("b.jpg");
  }

  @Test
  void aNameGivenTwiceHasTwoKeys() throws IOException {
    labels("filename,age,gender", "a.jpg,3,1", "a.jpg,4,1");
    assertThat(list(false).candidates())
        .extracting(Candidate::key)
        .containsExactly("a.jpg", "a.jpg (line 3)");
  }

  @Test
  void whatIsNoTableIsRefused() throws IOException {
    labels("file;age;gender", "a.jpg;3;1");
    assertThatThrownBy(() -> list(false))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("labels.csv line 1")
        .hasMessageContaining("filename is missing among file;age;gender");
    labels("filename,age,gender", "a.jpg,3,1,7");
    assertThatThrownBy(() -> list(false))
        .hasMessageContaining("labels.csv line 2: must have 3 fields as the header has, found 4");
    labels("filename,age,gender", "\"a.jpg,3,1");
    assertThatThrownBy(() -> list(false))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("labels.csv: is no CSV");
  }

  @Test
  void findsTheLabelsOrAsksForThem() throws IOException {
    assertThatThrownBy(() -> CsvSource.of(folder, Optional.empty(), false))
        .hasMessageContaining("must hold labels.csv or one .csv file, found none");
    Files.writeString(folder.resolve("faces.csv"), "filename,age,gender\na.jpg,3,1\n");
    assertThat(list(false).candidates()).hasSize(1);
    Files.writeString(folder.resolve("other.csv"), "");
    assertThatThrownBy(() -> CsvSource.of(folder, Optional.empty(), false))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("found several; name the file with --metadata");
    assertThat(
            CsvSource.of(folder, Optional.of(folder.resolve("faces.csv")), false)
                .list()
                .candidates())
        .hasSize(1);
    assertThatThrownBy(
            () -> CsvSource.of(folder, Optional.of(folder.resolve("no.csv")), false).list())
        .hasMessageContaining("no.csv: there is no such file of labels");
  }

  private void rejected(String row, Reason reason, String message) throws IOException {
    labels("filename,age,gender", "z.jpg,3,1", row);
    assertThat(list(false).rejections())
        .containsExactly(
            new Rejection(
                row.substring(0, row.indexOf(',')), reason, "labels.csv line 3: " + message));
  }

  private void labels(String... lines) throws IOException {
    Files.writeString(folder.resolve("labels.csv"), String.join("\r\n", lines) + "\r\n");
  }

  private Listing list(boolean clipAges) throws IOException {
    return CsvSource.of(folder, Optional.empty(), clipAges).list();
  }
}
