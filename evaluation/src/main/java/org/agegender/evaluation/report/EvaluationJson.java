package org.agegender.evaluation.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.agegender.core.metrics.Estimate;
import org.agegender.core.metrics.Figure;
import org.agegender.evaluation.EvaluationResult;
import org.agegender.evaluation.figures.Dimension;
import org.agegender.evaluation.figures.GroupFigures;
import org.jspecify.annotations.Nullable;

/** An evaluation as JSON. */
public final class EvaluationJson {

  private static final JsonMapper MAPPER = new JsonMapper();

  private EvaluationJson() {}

  /**
   * One JSON object on one line, with {@code images}, {@code age} ({@code mae}, {@code rmse},
   * {@code cs5}, {@code exact}), {@code gender} ({@code accuracy}), and the same {@code by_decade};
   * {@code overall} with all figures and their intervals; {@code calibration}; {@code unreadable},
   * {@code model}, {@code flip}, {@code data}, {@code crops_agree} and {@code tool_version}. Ages
   * in years, shares from 0 to 1.
   */
  public static String of(EvaluationResult result) {
    return text(tree(result));
  }

  static String text(ObjectNode tree) {
    try {
      return MAPPER.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an evaluation cannot be written as JSON", e);
    }
  }

  static ObjectNode tree(EvaluationResult result) {
    ObjectNode root = plain(result.figures().overall());
    ObjectNode decades = root.putObject(Dimension.DECADE.key());
    result
        .figures()
        .by(Dimension.DECADE)
        .ifPresent(by -> by.groups().forEach(group -> decades.set(group.key(), plain(group))));
    root.set("overall", FigureNodes.groupWithCurves(result.figures().overall()));
    root.set("calibration", CalibrationNodes.of(result));
    root.set("bootstrap", FigureNodes.bootstrap(result.figures()));
    root.set("unreadable", unreadable(result));
    root.set("model", model(result));
    root.put("flip", result.flip());
    root.set("data", data(result));
    root.put("crops_agree", result.cropsAgree());
    root.put("tool_version", result.toolVersion());
    return root;
  }

  static ObjectNode unreadable(EvaluationResult result) {
    ObjectNode unreadable = MAPPER.createObjectNode();
    unreadable.put("images", result.failures().size());
    ArrayNode files = unreadable.putArray("files");
    for (EvaluationResult.Failure failure : result.failures()) {
      files.addObject().put("file", failure.filename()).put("error", failure.error());
    }
    return unreadable;
  }

  static ObjectNode model(EvaluationResult result) {
    EvaluationResult.Model model = result.model();
    return MAPPER
        .createObjectNode()
        .put("file", model.file())
        .put("sha256", model.sha256())
        .put("network", model.metadata().network())
        .put("image_size", model.metadata().imageSize())
        .put("crop_geometry", model.metadata().cropGeometry().text())
        .put("configuration_hash", model.metadata().configurationHash())
        .put("trained_on", model.metadata().data().name())
        .put("licence", model.metadata().data().licence())
        .put("tool_version", model.metadata().toolVersion());
  }

  static ObjectNode data(EvaluationResult result) {
    EvaluationResult.Data data = result.data();
    return MAPPER
        .createObjectNode()
        .put("folder", data.folder())
        .put("source", data.source())
        .put("subset", data.subset().label())
        .put("faces", data.faces())
        .put("hash", data.hash())
        .put("licence", data.licence())
        .put("crop_geometry", data.cropGeometry().text());
  }

  /** The figures that scripts rely on, as plain numbers; null where one is not defined. */
  private static ObjectNode plain(GroupFigures figures) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("images", figures.faces());
    ObjectNode age = node.putObject("age");
    age.put("mae", value(figures, Figure.AGE_MAE));
    age.put("rmse", value(figures, Figure.AGE_RMSE));
    age.put("cs5", value(figures, Figure.AGE_CS5));
    age.put("exact", value(figures, Figure.AGE_EXACT));
    node.putObject("gender").put("accuracy", value(figures, Figure.GENDER_ACCURACY));
    return node;
  }

  private static @Nullable Double value(GroupFigures figures, Figure figure) {
    return figures.figure(figure).map(Estimate::value).orElse(null);
  }
}
