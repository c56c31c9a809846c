package org.agegender.evaluation.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Stream;
import org.agegender.core.AtomicFile;
import org.agegender.core.InvalidInputException;
import org.agegender.core.LabelledFace;
import org.agegender.core.Sha256;
import org.agegender.evaluation.EvaluationResult;
import org.agegender.evaluation.report.page.ReportPage;
import org.agegender.vision.PictureLimits;

/**
 * Writes the folder of a report. Each file is whole or absent; {@code report.json} comes last and
 * says that the report is complete.
 */
public final class ReportWriter {

  /** All figures, for programs. */
  public static final String FIGURES = "report.json";

  /** Every face with its labels and prediction. */
  public static final String PREDICTIONS = "predictions.csv";

  /** All figures with charts and faces, for people. */
  public static final String PAGE = "report.html";

  /** There while a report is being written; a folder with it may be written to again. */
  private static final String UNFINISHED = "report.unfinished";

  private final Path folder;

  private ReportWriter(Path folder) {
    this.folder = folder;
  }

  /**
   * Looks whether a report may be written to a folder, before the work that it will tell of.
   * Changes nothing.
   *
   * @param folder new, empty, or with an earlier report, which will be replaced; other files in it
   *     stay as they are
   * @throws InvalidInputException if it is none of these
   * @throws IOException if it cannot be read
   */
  public static ReportWriter to(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return new ReportWriter(folder);
    }
    if (!Files.isDirectory(folder)) {
      throw new InvalidInputException(folder + ": is a file; name a folder for the report");
    }
    try (Stream<Path> entries = Files.list(folder)) {
      if (entries.findAny().isPresent()
          && !Files.exists(folder.resolve(UNFINISHED))
          && !ReportJson.isReport(folder.resolve(FIGURES))) {
        throw new InvalidInputException(
            folder
                + ": must be empty or hold an earlier report, holds other files and no "
                + FIGURES
                + " of ours; name another folder");
      }
    }
    return new ReportWriter(folder);
  }

  /**
   * Writes the report.
   *
   * @param pictures where the picture of a face is; the page shows some
   * @param limits how large a picture may be to be shown
   * @throws IOException if a file cannot be written; the folder may then be written to again
   */
  public void write(
      EvaluationResult result,
      Function<LabelledFace, Path> pictures,
      PictureLimits limits,
      Provenance provenance)
      throws IOException {
    Files.createDirectories(folder);
    Path unfinished = folder.resolve(UNFINISHED);
    AtomicFile.writeString(unfinished, "This report is not finished.\n");
    Files.deleteIfExists(folder.resolve(FIGURES));
    Path predictions = folder.resolve(PREDICTIONS);
    AtomicFile.write(predictions, out -> PredictionsCsv.write(result, out));
    String hash = Sha256.of(Files.readAllBytes(predictions));
    String figures = ReportJson.of(result, provenance, hash);
    AtomicFile.writeString(
        folder.resolve(PAGE), ReportPage.of(figures, result.faces(), pictures, limits));
    AtomicFile.writeString(folder.resolve(FIGURES), figures);
    Files.delete(unfinished);
  }
}
