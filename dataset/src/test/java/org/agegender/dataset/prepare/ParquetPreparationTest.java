package org.agegender.dataset.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.agegender.core.AgeBins;
import org.agegender.core.AgeInterval;
import org.agegender.core.InvalidInputException;
import org.agegender.core.LabelledFace;
import org.agegender.core.Progress;
import org.agegender.dataset.PreparedSet;
import org.agegender.dataset.SetDescription;
import org.agegender.dataset.Subset;
import org.agegender.dataset.source.Candidate;
import org.agegender.dataset.source.Columns;
import org.agegender.dataset.source.ParquetSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetPreparationTest {

  private static final Columns NAMED = Columns.parse("group=race");

  @TempDir Path folder;

  @Test
  void embeddedPicturesWithClassNamesBecomeASet() throws Exception {
    parquet(
        "train-00000.parquet",
        "{'bytes': %s, 'path': 'a.jpg'}".formatted(blob(1))
            + " AS image, 0 AS age, 1 AS gender, 0 AS race",
        "{'bytes': %s, 'path': 'b.jpg'}".formatted(blob(2)) + ", 1, 0, 1",
        "{'bytes': NULL::BLOB, 'path': 'c.jpg'}, 1, 0, 1",
        "{'bytes': %s, 'path': 'd.jpg'}".formatted(blob(4)) + ", 1, NULL, 1");
    parquet(
        "validation-00000.parquet",
        "{'bytes': %s, 'path': 'e.jpg'}".formatted(blob(5))
            + " AS image, 1 AS age, 1 AS gender, 1 AS race",
        "{'bytes': 'no picture'::BLOB, 'path': 'f.jpg'}, 1, 1, 1");
    Path output = folder.resolve("set");
    SetDescription description = prepare(output, NAMED, new Split.PublishedParts());
    assertThat(description.counts().rejectedFor())
        .isEqualTo(Map.of("gender-unknown", 1, "picture-missing", 1, "picture-unreadable", 1));
    PreparedSet set = PreparedSet.open(output);
    assertThat(set.ageBins())
        .contains(new AgeBins(List.of(new AgeInterval(0, 2), new AgeInterval(70, 100))));
    assertThat(set.records(Subset.TRAIN))
        .extracting(
            LabelledFace::source,
            f -> f.age().years(),
            f -> f.gender().orElseThrow().label(),
            LabelledFace::group)
        .containsExactly(
            tuple("parquet/train-00000.parquet#0", 1, "female", "East Asian"),
            tuple("parquet/train-00000.parquet#1", 74, "male", "Black"));
    assertThat(set.records(Subset.VAL)).hasSize(1);
    // The same picture, the same crop as from a file.
    Faces faces = new Faces(folder.resolve("files"));
    faces.picture("a.jpg", 1).label("a.jpg", 1, 0, "");
    faces.prepare(folder.resolve("from-files"));
    String crop = set.records(Subset.TRAIN).get(0).filename();
    assertThat(folder.resolve("from-files").resolve(crop))
        .hasSameBinaryContentAs(output.resolve(crop));
    assertThat(output.resolve("unpacked")).doesNotExist();
    Map<String, String> first = Faces.contents(output);
    prepare(output, NAMED, new Split.PublishedParts());
    assertThat(Faces.contents(output)).isEqualTo(first);
  }

  @Test
  void plainBytesAndYears() throws Exception {
    parquet(
        "faces.parquet",
        blob(1) + " AS picture, 37.0 AS years, 'Male' AS sex",
        blob(2) + ", 214.0, 'female'");
    Path output = folder.resolve("set");
    Columns columns = Columns.parse("image=picture, age=years,gender=sex");
    SetDescription description =
        prepare(output, columns, new Split.ByShares(new SplitShares(0, 0, 1)));
    assertThat(description.counts().rejectedFor()).isEqualTo(Map.of("age-out-of-range", 1));
    assertThat(PreparedSet.open(output).ageBins()).isEmpty();
    assertThat(PreparedSet.open(output).records(Subset.TEST))
        .extracting(f -> f.age().years())
        .containsExactly(37);
  }

  @Test
  void pathsLeadToPicturesBesideAndNotOutOfTheFolder() throws Exception {
    Files.write(folder.resolve("in-a.jpg"), Faces.jpeg(1));
    Files.createDirectories(folder.resolve("data"));
    Files.write(folder.resolve("data/a.jpg"), Faces.jpeg(1));
    parquet("faces.parquet", "'a.jpg' AS image, 3 AS age", "'../in-a.jpg', 4", "'none.jpg', 5");
    Path output = folder.resolve("set");
    SetDescription description =
        prepare(output, Columns.USUAL, new Split.ByShares(new SplitShares(0, 0, 1)));
    assertThat(description.counts().rejectedFor())
        .isEqualTo(Map.of("unsafe-path", 1, "picture-missing", 1));
    assertThat(PreparedSet.open(output).records(Subset.TEST).get(0).gender()).isEmpty();
  }

  @Test
  void foldersAreSearchedToTheirBottom() throws Exception {
    parquet("a.parquet", "'a.jpg' AS image, 3 AS age");
    Path deep = Files.createDirectories(folder.resolve("data/b/c/d/e/f"));
    Files.move(folder.resolve("data/a.parquet"), deep.resolve("a.parquet"));
    assertThat(source(Columns.USUAL).list().candidates())
        .extracting(Candidate::key)
        .containsExactly("a.parquet#0");
  }

  @Test
  void aFolderMayBeNamedByALink() throws Exception {
    parquet("a.parquet", "'a.jpg' AS image, 3 AS age");
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("data"));
    assertThat(ParquetSource.of(link, List.of(), Columns.USUAL, false).list().candidates())
        .extracting(Candidate::key, Candidate::picture)
        .containsExactly(tuple("a.parquet#0", link.resolve("a.jpg")));
  }

  @Test
  void whatCannotBeReadIsRefusedInOneLine() throws Exception {
    Files.createDirectories(folder.resolve("data"));
    assertThatThrownBy(() -> source(Columns.USUAL))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("must hold .parquet files, found none");
    Files.writeString(folder.resolve("data/x.parquet"), "no parquet at all");
    assertThatThrownBy(() -> source(Columns.USUAL).list())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("x.parquet: cannot be read as a Parquet file");
    parquet("x.parquet", "'a.jpg' AS image, 3 AS years");
    assertThatThrownBy(() -> source(Columns.USUAL).list())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("must have a column 'age' for the age, has image, years")
        .hasMessageContaining("--columns age=NAME");
    assertThatThrownBy(() -> Columns.parse("height=h"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("found 'height'");
    assertThatThrownBy(() -> Columns.parse("image"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("must be a list such as image=img");
  }

  @Test
  void onlyWhatWasUnpackedIsDeleted() throws Exception {
    parquet("faces.parquet", blob(1) + " AS image, 3 AS age");
    Path output = folder.resolve("set");
    Path own = Files.createDirectories(output.resolve("unpacked/ab"));
    Files.writeString(own.resolve("holiday.jpg"), "sea");
    Path left = Files.createFile(own.resolve("ab" + "0".repeat(62) + ".part"));
    PrepareOptions options =
        PrepareOptions.builder(folder.resolve("data"), output)
            .imageSize(32)
            .overwrite(true)
            .build();
    for (boolean complete : new boolean[] {false, true}) {
      assertThat(
              Preparation.run(source(Columns.USUAL), options, Progress.silent()).alreadyComplete())
          .isEqualTo(complete);
      assertThat(own.resolve("holiday.jpg")).hasContent("sea");
      assertThat(left).doesNotExist();
      assertThat(Faces.contents(output.resolve("unpacked")))
          .containsOnlyKeys("ab", "ab/holiday.jpg");
    }
  }

  @Test
  void theHashFollowsTheColumnsNamed() throws Exception {
    parquet("faces.parquet", "'a.jpg' AS image, 3 AS age, 'anna' AS who");
    assertThat(source(Columns.parse("group=who")).list().hash())
        .isNotEqualTo(source(Columns.parse("identity=who")).list().hash());
  }

  @Test
  void filesMayBeNamedOtherwiseThanTheirFolder() throws Exception {
    parquet("a.parquet", "'a.jpg' AS image, 3 AS age");
    parquet("b.parquet", "'b.jpg' AS image, 4 AS age");
    Path data = folder.resolve("data");
    Path relative = Path.of("").toAbsolutePath().relativize(data);
    List<Path> files = List.of(data.resolve("a.parquet"), data.resolve("b.parquet"));
    assertThat(ParquetSource.of(relative, files, Columns.USUAL, false).list().hash())
        .isEqualTo(source(Columns.USUAL).list().hash());
  }

  @Test
  void rangesThatOverlapAreRefused() throws Exception {
    parquet("x.parquet", "'a.jpg' AS image, '0-9' AS age", "'b.jpg', '5-12'");
    assertThatThrownBy(() -> source(Columns.USUAL).list())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("found 5..12 after 9");
  }

  private SetDescription prepare(Path output, Columns columns, Split split) throws IOException {
    return Preparation.run(
            source(columns),
            PrepareOptions.builder(folder.resolve("data"), output)
                .imageSize(32)
                .workers(2)
                .split(split)
                .build(),
            Progress.silent())
        .description();
  }

  private ParquetSource source(Columns columns) throws IOException {
    return ParquetSource.of(folder.resolve("data"), List.of(), columns, false);
  }

  /** Each row is what follows SELECT; the first names the columns. */
  private void parquet(String name, String... rows) throws IOException, SQLException {
    Path file = Files.createDirectories(folder.resolve("data")).resolve(name);
    String classes =
        "{\"info\":{\"features\":{"
            + "\"age\":{\"names\":[\"0-2\",\"more than 70\"],\"_type\":\"ClassLabel\"},"
            + "\"gender\":{\"names\":[\"Male\",\"Female\"]},"
            + "\"race\":{\"names\":[\"East Asian\",\"Black\"]}}}}";
    boolean ofClasses = String.join("", rows).contains("race");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "COPY (SELECT %s) TO '%s' (FORMAT parquet%s)"
              .formatted(
                  String.join(" UNION ALL SELECT ", rows),
                  file,
                  ofClasses ? ", KV_METADATA {huggingface: '" + classes + "'}" : ""));
    }
  }

  private static String blob(int seed) {
    return "from_hex('%s')".formatted(HexFormat.of().formatHex(Faces.jpeg(seed)));
  }
}
