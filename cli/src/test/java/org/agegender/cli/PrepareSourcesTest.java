package org.agegender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.agegender.cli.console.CapturedConsole;
import org.agegender.core.Gender;
import org.agegender.core.Progress;
import org.agegender.dataset.PreparedSet;
import org.agegender.dataset.SetDescription;
import org.agegender.dataset.Subset;
import org.agegender.dataset.drawn.DrawnFaces;
import org.agegender.dataset.drawn.DrawnFacesOptions;
import org.agegender.inference.ColourModel;
import org.agegender.vision.Picture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.Sink;
import us.hebi.matlab.mat.types.Sinks;

/** {@code prepare --source} by every name there is, on a few pictures in the layout of each. */
final class PrepareSourcesTest {

  @TempDir private Path folder;

  private final CapturedConsole captured = new CapturedConsole(false);
  private Path input;
  private int pictures;
  private int sets;

  @BeforeEach
  void makeFolder() throws IOException {
    input = Files.createDirectory(folder.resolve("in"));
  }

  /** Pictures that differ; what they show has nothing to do with their labels. */
  private void pictures(String... names) throws IOException {
    for (String name : names) {
      Path file = input.resolve(name);
      Files.createDirectories(file.getParent());
      try (Picture face = Picture.of(ColourModel.face(16, 16, 7 * ++pictures, Gender.MALE))) {
        Files.write(file, face.toJpeg(95));
      }
    }
  }

  private void table(String name, String... lines) throws IOException {
    Files.write(input.resolve(name), List.of(lines));
  }

  /** All records in the test part, each in words such as {@code 34 female Black}. */
  private List<String> prepare(String source, String... more) throws IOException {
    Path output = folder.resolve("set-" + ++sets);
    List<String> arguments = new ArrayList<>(List.of("prepare", "--source", source));
    arguments.addAll(List.of("--input", input.toString(), "--output", output.toString()));
    arguments.addAll(List.of("--image-size", "16", "--split", "0,0,1", "--workers", "1"));
    arguments.addAll(List.of(more));
    assertThat(Main.run(captured.console(), arguments.toArray(String[]::new)))
        .as(captured.err())
        .isZero();
    PreparedSet set = PreparedSet.open(output);
    SetDescription description = set.description().orElseThrow();
    assertThat(description.source()).isEqualTo(source);
    assertThat(description.input()).isEqualTo(input.toString());
    assertThat(captured.out())
        .contains(source + ": " + description.counts().records() + " records");
    return set.records(Subset.TEST).stream()
        .map(
            face ->
                "%d %s %s"
                    .formatted(
                        face.age().years(),
                        face.gender().map(Gender::label).orElse("unknown"),
                        face.group())
                    .strip())
        .sorted()
        .toList();
  }

  @Test
  void wikiAndImdbAreReadFromTheirOwnStructs() throws IOException {
    DrawnFaces.write(input, new DrawnFacesOptions(4, 2, 32, 7), Progress.silent());
    input = input.resolve("wiki");
    List<String> wiki = prepare("wiki");
    assertThat(wiki).hasSize(8);
    MatFile drawn = Mat5.readFromFile(input.resolve("wiki.mat").toFile());
    MatFile imdb = Mat5.newMatFile().addArray("imdb", drawn.getStruct("wiki"));
    try (Sink sink = Sinks.newStreamingFile(input.resolve("imdb.mat").toFile())) {
      imdb.writeTo(sink);
    }
    assertThat(prepare("imdb")).isEqualTo(wiki);
  }

  @Test
  void utkFaceIsReadFromItsNames() throws IOException {
    pictures("26_0_1_20170104023102422.jpg", "4_1_3_20170104023102423.jpg.chip.jpg");
    assertThat(prepare("utkface")).containsExactly("26 male Black", "4 female Indian");
  }

  @Test
  void fairFaceIsReadFromItsTablesOrTheOneNamed() throws IOException {
    String header = "file,age,gender,race,service_test";
    pictures("train/1.jpg", "val/1.jpg");
    table("fairface_label_train.csv", header, "train/1.jpg,3-9,Male,Black,True");
    table("fairface_label_val.csv", header, "val/1.jpg,20-29,Female,Indian,True");
    assertThat(prepare("fairface")).containsExactly("24 female Indian", "6 male Black");
    String val = input.resolve("fairface_label_val.csv").toString();
    assertThat(prepare("fairface", "--metadata", val)).containsExactly("24 female Indian");
  }

  @Test
  void appaRealHasTheAgesOfPersonsOrThoseGuessed() throws IOException {
    pictures("train/0.jpg_face.jpg", "test/1.jpg_face.jpg");
    String header = "file_name,num_ratings,apparent_age_avg,apparent_age_std,real_age";
    table("gt_avg_train.csv", header, "0.jpg,36,5.2,1.7,9");
    table("gt_avg_test.csv", header, "1.jpg,36,61.8,2.5,55");
    assertThat(prepare("appa-real")).containsExactly("55 unknown", "9 unknown");
    assertThat(prepare("appa-real", "--age", "apparent"))
        .containsExactly("5 unknown", "62 unknown");
  }

  @Test
  void fgNetIsReadFromItsNames() throws IOException {
    pictures("images/001A02.JPG", "images/082A43a.JPG");
    assertThat(prepare("fgnet")).containsExactly("2 unknown", "43 unknown");
  }

  @Test
  void adienceIsReadFromItsFiveTables() throws IOException {
    for (int fold = 0; fold < 5; fold++) {
      pictures("aligned/%d@N/landmark_aligned_face.1.a.jpg".formatted(fold));
      table(
          "fold_%d_data.txt".formatted(fold),
          "user_id\toriginal_image\tface_id\tage\tgender",
          "%d@N\ta.jpg\t1\t(25, 32)\tf".formatted(fold));
    }
    assertThat(prepare("adience")).hasSize(5).containsOnly("28 female");
  }

  @Test
  void ageDbIsReadFromItsNamesAndItsAgesMayBeClipped() throws IOException {
    pictures("0_MariaCallas_35_f.jpg", "1_Somebody_101_m.jpg");
    assertThat(prepare("agedb")).containsExactly("35 female");
    assertThat(prepare("agedb", "--clip-ages")).containsExactly("100 male", "35 female");
  }

  @Test
  void morphIsReadFromItsNamesAndRacesFromTheTableNamed() throws IOException {
    pictures("Album2/009055_1M54.JPG", "Album2/123456_2F30.JPG");
    table("morph.csv", "photo,race", "Album2/009055_1M54.JPG,B");
    assertThat(prepare("morph")).containsExactly("30 female", "54 male");
    String labels = input.resolve("morph.csv").toString();
    assertThat(prepare("morph", "--metadata", labels)).containsExactly("30 female", "54 male B");
  }

  @Test
  void allAgeFacesIsReadFromItsNames() throws IOException {
    pictures("original images/07380A80.jpg", "original images/07381A02.jpg");
    assertThat(prepare("all-age-faces")).containsExactly("2 male", "80 female");
  }

  @Test
  void parquetFilesAreReadByTheColumnsAndFilesNamed() throws IOException, SQLException {
    pictures("a.jpg", "b.jpg", "c.jpg");
    parquet("one.parquet", "'a.jpg' AS img, 31 AS age, 1 AS gender");
    parquet("two.parquet", "'b.jpg' AS img, 104 AS age, 0 AS gender");
    parquet("three.parquet", "'c.jpg' AS img, 50 AS age, 0 AS gender");
    List<String> options = new ArrayList<>(List.of("--columns", "image=img"));
    assertThat(prepare("parquet", options.toArray(String[]::new)))
        .containsExactly("31 male", "50 female");
    options.add("--clip-ages");
    for (String name : List.of("one.parquet", "two.parquet")) {
      options.addAll(List.of("--metadata", input.resolve(name).toString()));
    }
    assertThat(prepare("parquet", options.toArray(String[]::new)))
        .containsExactly("100 female", "31 male");
  }

  private void parquet(String name, String row) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "COPY (SELECT %s) TO '%s' (FORMAT parquet)".formatted(row, input.resolve(name)));
    }
  }

  @Test
  void anImageFolderIsReadByTheColumnsNamed() throws IOException {
    pictures("train/a.jpg", "train/b.jpg");
    table(
        "train/metadata.csv",
        "file_name,years,gender,race",
        "a.jpg,3,Male,White",
        "b.jpg,103,Female,Black");
    assertThat(prepare("imagefolder", "--columns", "age=years")).containsExactly("3 male");
    String columns = "age=years,group=race";
    assertThat(prepare("imagefolder", "--columns", columns, "--clip-ages"))
        .containsExactly("100 female Black", "3 male White");
  }

  @Test
  void aTableOfOnesOwnIsTheOneNamed() throws IOException {
    pictures("a.jpg", "b.jpg");
    table("labels.csv", "filename,age,gender", "a.jpg,20,f", "b.jpg,110,m");
    table("other.csv", "filename,age,gender", "a.jpg,21,m");
    assertThat(prepare("csv")).containsExactly("20 female");
    assertThat(prepare("csv", "--clip-ages")).containsExactly("100 male", "20 female");
    String other = input.resolve("other.csv").toString();
    assertThat(prepare("csv", "--metadata", other)).containsExactly("21 male");
  }
}
