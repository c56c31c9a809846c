package org.agegender.evaluation.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.agegender.core.ToolVersion;
import org.agegender.core.metrics.Figure;
import org.agegender.evaluation.EvaluationResult;
import org.agegender.evaluation.FoldsResult;
import org.agegender.evaluation.Spread;

/** An evaluation over folds as JSON. */
public final class FoldsJson {

  private FoldsJson() {}

  /**
   * One JSON object on one line: {@code images}; {@code mean} and {@code deviation}, each with
   * {@code age} and {@code gender} as in the evaluation of one set; {@code figures} with {@code
   * mean}, {@code deviation} and number of {@code folds} of all figures; and {@code folds}, the
   * evaluation of each. A deviation that is not defined is null.
   */
  public static String of(FoldsResult result) {
    Map<Figure, Spread> spreads = result.spreads();
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("images", result.images());
    root.set("mean", plain(spreads, Spread::mean));
    root.set("deviation", plain(spreads, Spread::deviation));
    ObjectNode figures = root.putObject("figures");
    spreads.forEach(
        (figure, spread) -> {
          ObjectNode node = figures.putObject(figure.key());
          put(node, "mean", spread.mean());
          put(node, "deviation", spread.deviation());
          node.put("folds", spread.folds());
        });
    ArrayNode folds = root.putArray("folds");
    for (EvaluationResult fold : result.folds()) {
      folds.add(EvaluationJson.tree(fold));
    }
    root.put("data", result.folder());
    root.put("tool_version", ToolVersion.current());
    return EvaluationJson.text(root);
  }

  private static ObjectNode plain(Map<Figure, Spread> spreads, ToDoubleFunction<Spread> of) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    ObjectNode age = node.putObject("age");
    put(age, "mae", value(spreads, Figure.AGE_MAE, of));
    put(age, "rmse", value(spreads, Figure.AGE_RMSE, of));
    put(age, "cs5", value(spreads, Figure.AGE_CS5, of));
    put(age, "exact", value(spreads, Figure.AGE_EXACT, of));
    put(node.putObject("gender"), "accuracy", value(spreads, Figure.GENDER_ACCURACY, of));
    return node;
  }

  private static double value(
      Map<Figure, Spread> spreads, Figure figure, ToDoubleFunction<Spread> of) {
    Spread spread = spreads.get(figure);
    return spread == null ? Double.NaN : of.applyAsDouble(spread);
  }

  private static void put(ObjectNode node, String name, double value) {
    if (Double.isNaN(value)) {
      node.putNull(name);
    } else {
      node.put(name, value);
    }
  }
}
