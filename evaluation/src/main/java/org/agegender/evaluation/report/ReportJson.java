package org.agegender.evaluation.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agegender.evaluation.EvaluationResult;

/** The file {@code report.json}: what {@code evaluate --format json} prints, and all the rest. */
final class ReportJson {

  /** The value of {@code format}. */
  static final String FORMAT = "agegender-report-1";

  private static final long MAX_BYTES = 64L << 20;

  private static final JsonMapper MAPPER = new JsonMapper();

  private ReportJson() {}

  static String of(EvaluationResult result, Provenance provenance, String predictionsHash) {
    ObjectNode root = MAPPER.createObjectNode().put("format", FORMAT);
    root.setAll(EvaluationJson.tree(result));
    root.set("breakdowns", FigureNodes.breakdowns(result.figures()));
    root.set("gaps", FigureNodes.gaps(result.figures()));
    ObjectNode made = root.putObject("provenance");
    provenance.command().forEach(made.putArray("command")::add);
    made.put("java", provenance.java()).put("platform", provenance.platform());
    made.put("predictions_sha256", predictionsHash);
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report cannot be written as JSON", e);
    }
  }

  /** Whether a file is such a one, of any version. */
  static boolean isReport(Path file) throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
      return false;
    }
    try {
      return MAPPER
          .readTree(Files.readAllBytes(file))
          .path("format")
          .asText()
          .startsWith("agegender-report-");
    } catch (JsonProcessingException e) {
      return false;
    }
  }
}
