package org.agegender.dataset.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agegender.core.Gender;
import org.agegender.core.InvalidInputException;
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
