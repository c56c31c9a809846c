package org.agegender.evaluation.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import org.agegender.core.Calibration;
import org.agegender.core.Gender;
import org.agegender.evaluation.EvaluationResult;
import org.agegender.evaluation.calibration.AgeCoverage;
import org.agegender.evaluation.calibration.CalibrationFigures;
import org.agegender.evaluation.calibration.Coverage;
import org.agegender.evaluation.calibration.GenderReliability;
import org.agegender.evaluation.calibration.ReliabilityBin;

/** Figures of calibration as JSON. What no face is labelled for is left out. */
final class CalibrationNodes {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private CalibrationNodes() {}

  static ObjectNode of(EvaluationResult result) {
    ObjectNode node = NODES.objectNode();
    result
        .model()
        .metadata()
        .calibration()
        .map(Calibration::fittedOn)
        .ifPresentOrElse(
            faces ->
                node.putObject("fitted_on")
                    .put("data_set", faces.dataSet())
                    .put("data_hash", faces.dataHash())
                    .put("part", faces.part())
                    .put("faces", faces.faces())
                    .put("same_faces", result.calibratedOnTheseFaces()),
            () -> node.putNull("fitted_on"));
    CalibrationFigures figures = result.calibration();
    if (figures.gender().faces() > 0) {
      node.set("gender", gender(figures.gender()));
    }
    if (figures.age().overall().faces() > 0) {
      node.set("age", age(figures.age()));
    }
    return node;
  }

  private static ObjectNode gender(GenderReliability gender) {
    ObjectNode node =
        NODES
            .objectNode()
            .put("faces", gender.faces())
            .put("expected_error", gender.expectedError())
            .put("log_loss", gender.logLoss())
            .put("brier", gender.brier());
    ArrayNode bins = node.putArray("bins");
    for (ReliabilityBin bin : gender.bins()) {
      ObjectNode at =
          bins.addObject().put("from", bin.from()).put("to", bin.to()).put("faces", bin.faces());
      if (bin.faces() > 0) {
        at.put("mean_probability", bin.meanProbability()).put("male_share", bin.maleShare());
      }
    }
    return node;
  }

  private static ObjectNode age(AgeCoverage age) {
    ObjectNode node = NODES.objectNode().put("intended", Calibration.AGE_COVERAGE);
    node.set("overall", coverage(age.overall()));
    node.set("by_decade", parts(age.byDecade(), String::valueOf));
    node.set("by_gender", parts(age.byGender(), Gender::label));
    node.set("by_group", parts(age.byGroup(), group -> group));
    return node.put("log_loss", age.logLoss());
  }

  private static <K> ArrayNode parts(SortedMap<K, Coverage> parts, Function<K, String> key) {
    ArrayNode node = NODES.arrayNode();
    for (Map.Entry<K, Coverage> part : parts.entrySet()) {
      ObjectNode named = NODES.objectNode().put("key", key.apply(part.getKey()));
      node.add(named.setAll(coverage(part.getValue())));
    }
    return node;
  }

  private static ObjectNode coverage(Coverage coverage) {
    return NODES
        .objectNode()
        .put("faces", coverage.faces())
        .put("covered", coverage.covered())
        .put("mean_width", coverage.meanWidth());
  }
}
