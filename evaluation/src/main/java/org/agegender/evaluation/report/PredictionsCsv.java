package org.agegender.evaluation.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalDouble;
import org.agegender.core.AgeInterval;
import org.agegender.core.Gender;
import org.agegender.core.LabelledFace;
import org.agegender.core.Prediction;
import org.agegender.core.metrics.JudgedFace;
import org.agegender.evaluation.EvaluationResult;

/**
 * The file {@code predictions.csv} (RFC 4180): one row for each face, its labels, its prediction.
 */
final class PredictionsCsv {

  private static final List<String> HEADER =
      List.of(
          "filename",
          "source",
          "identity",
          "group",
          "age",
          "age_low",
          "age_high",
          "age_deviation",
          "gender",
          "predicted_years",
          "predicted_low",
          "predicted_high",
          "most_likely_age",
          "male_probability");

  private PredictionsCsv() {}

  static void write(EvaluationResult result, OutputStream out) throws IOException {
    Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    // The stream is its opener's to close.
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text);
    csv.writeRecord(HEADER);
    for (JudgedFace face : result.faces()) {
      Prediction prediction = face.prediction();
      AgeInterval interval = result.model().metadata().ageInterval(prediction.age());
      csv.writeRecord(row(face.face(), prediction, interval));
    }
    csv.flush();
    text.flush();
  }

  private static List<String> row(LabelledFace face, Prediction prediction, AgeInterval interval) {
    OptionalDouble deviation = face.label().deviation();
    return List.of(
        face.filename(),
        face.source(),
        face.identity(),
        face.group(),
        String.valueOf(face.age().years()),
        String.valueOf(face.range().low()),
        String.valueOf(face.range().high()),
        deviation.isPresent() ? String.valueOf(deviation.getAsDouble()) : "",
        face.gender().map(Gender::code).map(String::valueOf).orElse(""),
        String.valueOf(prediction.years()),
        String.valueOf(interval.low()),
        String.valueOf(interval.high()),
        String.valueOf(prediction.age().mostLikely().years()),
        String.valueOf(prediction.maleProbability()));
  }
}
