package org.agegender.dataset.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agegender.core.AgeInterval;
import org.agegender.core.Gender;
import org.agegender.core.InvalidInputException;
import org.agegender.core.Sha256;
import org.agegender.dataset.source.Rejection.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderSourceTest {

  @TempDir Path folder;

  @Test
  void readsTablesOfPartsInBothForms() throws IOException {
    write(
        "train/metadata.csv",
        "file_name,age,gender,race\na.jpg,3,Male,White\nb.jpg,x,Male,White\n");
    write(
        "test/metadata.jsonl",
        """
        {"file_name": "sub/a.jpg", "age": 44, "gender": "female", "race": "Black"}

        {"file_name": "c.jpg", "age": 44, "gender": null, "race": "Black"}
        """);
    Listing listing = list(Columns.parse("group=race"));
    assertThat(listing.candidates())
        .extracting(
            Candidate::key,
            Candidate::picture,
            c -> c.age().years(),
            c -> c.gender().orElseThrow(),
            Candidate::group,
            Candidate::part)
        .containsExactly(
            tuple(
                "test/sub/a.jpg",
                folder.resolve("test/sub/a.jpg"),
                44,
                Gender.FEMALE,
                "Black",
                "test"),
            tuple("train/a.jpg", folder.resolve("train/a.jpg"), 3, Gender.MALE, "White", "train"));
    assertThat(listing.rejections())
        .extracting(Rejection::key, Rejection::reason)
        .containsExactly(
            tuple("test/c.jpg", Reason.GENDER_UNKNOWN), tuple("train/b.jpg", Reason.AGE_UNKNOWN));
  }

  @Test
  void aFolderMayBeNamedByALink() throws IOException {
    write("set/train/metadata.csv", "file_name,age,gender\na.jpg,3,Male\n");
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("set"));
    assertThat(ImageFolderSource.of(link, Columns.USUAL, false).list().candidates())
        .extracting(Candidate::key, Candidate::picture, Candidate::part)
        .containsExactly(tuple("train/a.jpg", link.resolve("train/a.jpg"), "train"));
  }

  @Test
  void aLineThatLacksAColumnOfOthersIsRejected() throws IOException {
    write(
        "metadata.jsonl",
        """
        {"file_name": "a.jpg", "age": 44, "gender": "female"}
        {"file_name": "b.jpg", "age": 44}
        {"file_name": "c.jpg", "gender": "male"}
        {"age": 44, "gender": "male"}
        """);
    Listing listing = list(Columns.USUAL);
    assertThat(listing.candidates()).extracting(Candidate::key).containsExactly("a.jpg");
    assertThat(listing.rejections())
        .containsExactly(
            new Rejection(
                "b.jpg",
                Reason.GENDER_UNKNOWN,
                "metadata.jsonl line 2: gender must be 0/1, f/m or female/male, found ''"),
            new Rejection(
                "c.jpg",
                Reason.AGE_UNKNOWN,
                "metadata.jsonl line 3: age must be a whole number 0..100, found ''"),
            new Rejection(
                "", Reason.MALFORMED_NAME, "metadata.jsonl line 4: filename must not be empty"));
  }

  @Test
  void columnsOfATableMayBeNamedInCapitals() throws IOException {
    write("metadata.csv", "file_name,Age,Sex\na.jpg,3,Male\n");
    assertThat(list(Columns.parse("age=Age,gender=Sex")).candidates())
        .extracting(c -> c.age().years(), c -> c.gender().orElseThrow())
        .containsExactly(tuple(3, Gender.MALE));
  }

  @Test
  void theHashFollowsTheColumnsNamed() throws IOException {
    String table = "file_name,age,gender,sex\na.jpg,3,f,m\n";
    write("metadata.csv", table);
    String usual = list(Columns.USUAL).hash();
    assertThat(usual).isEqualTo(new Sha256().add("metadata.csv").add(table).hex());
    String named = list(Columns.parse("gender=sex,group=gender")).hash();
    assertThat(list(Columns.parse("group=gender,gender=sex")).hash()).isEqualTo(named);
    assertThat(list(Columns.parse("gender=sex")).hash()).isNotIn(usual, named);
  }

  @Test
  void rangesBeyondAHundredAreClippedOnlyWhenAsked() throws IOException {
    write("metadata.csv", "file_name,age\na.jpg,0-60\nb.jpg,61-116\n");
    Listing strict = list(Columns.USUAL);
    assertThat(strict.rejections()).extracting(Rejection::key).containsExactly("b.jpg");
    Listing clipped = ImageFolderSource.of(folder, Columns.USUAL, true).list();
    assertThat(clipped.candidates())
        .extracting(c -> c.label().range())
        .containsExactly(new AgeInterval(0, 60), new AgeInterval(61, 100));
  }

  @Test
  void whatIsNoTableIsRefused() throws IOException {
    assertThatThrownBy(() -> list(Columns.USUAL))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("must hold metadata.csv or metadata.jsonl");
    write("metadata.jsonl", "{\"file_name\": \"a.jpg\", \"age\": 3}\n[1]\n");
    assertThatThrownBy(() -> list(Columns.USUAL))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("metadata.jsonl line 2: must be a JSON object, is another value");
    write("metadata.jsonl", "{\"file_name\": \n");
    assertThatThrownBy(() -> list(Columns.USUAL))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("metadata.jsonl line 1: must be a JSON object");
    write("metadata.jsonl", "{\"file\": \"a.jpg\", \"age\": 3}\n");
    assertThatThrownBy(() -> list(Columns.USUAL))
        .hasMessageContaining("must have a column 'file_name' for the image, has file, age");
  }

  private Listing list(Columns columns) throws IOException {
    return ImageFolderSource.of(folder, columns, false).list();
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }
}
