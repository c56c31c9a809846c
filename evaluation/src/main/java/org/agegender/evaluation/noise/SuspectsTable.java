package org.agegender.evaluation.noise;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.agegender.core.AgeInterval;
import org.agegender.core.AtomicFile;
import org.agegender.core.Gender;
import org.agegender.core.LabelledFace;
import org.agegender.core.Prediction;
import org.agegender.dataset.input.GuardedText;

/** Suspected labels as a CSV file; names from the data set are {@link GuardedText}. */
public final class SuspectsTable {

  private static final List<String> COLUMNS =
      List.of(
          "filename",
          "source",
          "part",
          "score",
          "reason",
          "age",
          "predicted_age",
          "age_low",
          "age_high",
          "age_probability",
          "gender",
          "predicted_gender",
          "gender_probability");

  private SuspectsTable() {}

  /**
   * Writes the table, whole or not at all.
   *
   * @throws IOException if it cannot be written
   */
  public static void write(Path file, List<Suspect> suspects) throws IOException {
    AtomicFile.write(
        file,
        out -> {
          // Not closed: the stream is the caller's.
          OutputStreamWriter text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text);
          csv.writeRecord(COLUMNS);
          suspects.forEach(suspect -> csv.writeRecord(row(suspect)));
          csv.flush();
          text.flush();
        });
  }

  private static List<String> row(Suspect suspect) {
    LabelledFace label = suspect.face().label();
    Prediction prediction = suspect.face().prediction();
    return List.of(
        GuardedText.guard(label.filename()),
        GuardedText.guard(label.source()),
        suspect.face().part().label(),
        number("%.3f", suspect.score()),
        suspect.reason().words(),
        age(label),
        number("%.1f", prediction.years()),
        Integer.toString(suspect.interval().low()),
        Integer.toString(suspect.interval().high()),
        number("%.2g", suspect.ageProbability()),
        label.gender().map(Gender::label).orElse(""),
        prediction.gender().label(),
        label.gender().isPresent() ? number("%.2g", suspect.genderProbability()) : "");
  }

  /** Such as {@code 31}, or {@code 30-39} where a range was labelled. */
  static String age(LabelledFace label) {
    AgeInterval range = label.range();
    return label.label().isExact()
        ? Integer.toString(range.low())
        : range.low() + "-" + range.high();
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
