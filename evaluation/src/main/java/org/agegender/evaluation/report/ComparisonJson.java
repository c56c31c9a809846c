package org.agegender.evaluation.report;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.agegender.core.metrics.Estimate;
import org.agegender.core.metrics.Figure;
import org.agegender.evaluation.EvaluationResult;
import org.agegender.evaluation.figures.Comparison;

/** A comparison of models as JSON. */
public final class ComparisonJson {

  private static final JsonMapper MAPPER = new JsonMapper();

  private ComparisonJson() {}

  /**
   * One JSON object on one line: {@code images}, {@code data}, {@code bootstrap}, and {@code
   * models}, each with {@code model}, {@code crops_agree}, {@code figures} and, but for the first,
   * {@code differences} to the first with the share of replicates in which it is {@code better}.
   *
   * @param results of the models, in the order of the comparison
   */
  public static String of(List<EvaluationResult> results, Comparison comparison) {
    ObjectNode root = MAPPER.createObjectNode().put("images", comparison.faces());
    root.set("data", EvaluationJson.data(results.get(0)));
    root.set("unreadable", EvaluationJson.unreadable(results.get(0)));
    root.putObject("bootstrap")
        .put("confidence", Estimate.CONFIDENCE)
        .put("replicates", comparison.bootstrap().replicates())
        .put("seed", comparison.bootstrap().seed())
        .put("drawn", comparison.drawnByPerson() ? "persons" : "faces");
    ArrayNode models = root.putArray("models");
    for (int i = 0; i < results.size(); i++) {
      Comparison.Compared compared = comparison.models().get(i);
      ObjectNode model = models.addObject();
      model.set("model", EvaluationJson.model(results.get(i)));
      model.put("flip", results.get(i).flip());
      model.put("crops_agree", results.get(i).cropsAgree());
      ObjectNode figures = model.putObject("figures");
      ObjectNode differences = i == 0 ? null : model.putObject("differences");
      for (Figure figure : Figure.values()) {
        Estimate value = compared.values().get(figure);
        if (value != null) {
          figures.set(figure.key(), FigureNodes.estimate(value));
        }
        Comparison.Difference difference = compared.differences().get(figure);
        if (differences != null && difference != null) {
          differences.set(
              figure.key(),
              FigureNodes.estimate(difference.difference()).put("better", difference.better()));
        }
      }
    }
    root.put("tool_version", results.get(0).toolVersion());
    return EvaluationJson.text(root);
  }
}
