package org.agegender.dataset.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.agegender.core.AgeBins;
import org.agegender.core.AgeInterval;
import org.agegender.core.AgeLabel;
import org.agegender.core.InvalidInputException;
import org.agegender.core.Sha256;
import org.agegender.dataset.input.LabelTable;
import org.agegender.dataset.source.Rejection.Reason;

/**
 * FairFace: pictures in {@code train} and {@code val}, labelled by ranges of ages, gender and race
 * in {@code fairface_label_train.csv} and {@code fairface_label_val.csv}.
 *
 * @see <a href="https://github.com/joojs/fairface">FairFace</a>
 */
public final class FairFaceSource implements FaceSource {

  /** The ranges of FairFace; the last is written {@code more than 70} and follows on 60-69. */
  public static final AgeBins BINS =
      new AgeBins(
          List.of(
              new AgeInterval(0, 2),
              new AgeInterval(3, 9),
              new AgeInterval(10, 19),
              new AgeInterval(20, 29),
              new AgeInterval(30, 39),
              new AgeInterval(40, 49),
              new AgeInterval(50, 59),
              new AgeInterval(60, 69),
              new AgeInterval(70, 100)));

  private static final List<String> TABLES =
      List.of("fairface_label_train.csv", "fairface_label_val.csv");

  private final Path folder;
  private final List<Path> tables;

  private FairFaceSource(Path folder, List<Path> tables) {
    this.folder = folder;
    this.tables = tables;
  }

  /**
   * @param folder holds the folders {@code train} or {@code val} of pictures
   * @param table the labels; if empty those of the usual names in the folder
   * @throws InvalidInputException if none is named and none is there
   */
  public static FairFaceSource of(Path folder, Optional<Path> table) {
    List<Path> tables =
        table
            .map(List::of)
            .orElseGet(() -> TABLES.stream().map(folder::resolve).filter(Files::exists).toList());
    if (tables.isEmpty()) {
      throw new InvalidInputException(
          "%s: must hold %s, found neither; name a file with --metadata"
              .formatted(folder, String.join(" or ", TABLES)));
    }
    return new FairFaceSource(folder, tables);
  }

  @Override
  public String name() {
    return "fairface";
  }

  @Override
  public String licence() {
    return "CC BY 4.0";
  }

  @Override
  public Listing list() throws IOException {
    Records records = new Records();
    Sha256 hash = new Sha256();
    for (Path table : tables) {
      List<String> columns = List.of("file", "age", "gender", "race");
      for (LabelTable.Row row : LabelTable.read(table, columns).rows()) {
        String file = row.text("file");
        records.add(
            file,
            table,
            row,
            key ->
                new Candidate(
                        key,
                        LabelText.picture(folder, file),
                        label(row.text("age")),
                        Optional.of(LabelText.gender(row.text("gender"))))
                    .withGroup(row.text("race"))
                    .withPart(part(file)));
      }
      hash.add(Files.readAllBytes(table));
    }
    return records.listing(hash.hex(), BINS);
  }

  private static AgeLabel label(String text) throws RecordFault {
    return LabelText.range(text, false)
        .filter(BINS.bins()::contains)
        .map(AgeLabel::within)
        .orElseThrow(
            () ->
                new RecordFault(
                    Reason.AGE_UNKNOWN,
                    "age must be a range of FairFace such as 3-9 or more than 70, found '%s'"
                        .formatted(text)));
  }

  private static String part(String file) {
    return Stream.of("train", "val")
        .filter(name -> file.startsWith(name + "/"))
        .findFirst()
        .orElse("");
  }
}
