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
   * {@code overall} with all figures and their intervals; {@code unreadable}, {@code model}, {@code
   * flip}, {@code data}, {@code crops_agree} and {@code tool_version}. Ages in years, shares from 0
   * to 1.
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
    root.set("bootstrap", FigureNodes.bootstrap(result.figures()));
    ObjectNode unreadable = root.putObject("unreadable");
    unreadable.put("images", result.failures().size());
    ArrayNode files = unreadable.putArray("files");
    for (EvaluationResult.Failure failure : result.failures()) {
      files.addObject().put("file", failure.filename()).put("error", failure.error());
    }
    root.putObject("model")
        .put("file", result.model().file())
        .put("sha256", result.model().sha256())
        .put("network", result.model().metadata().network())
        .put("image_size", result.model().metadata().imageSize())
        .put("crop_geometry", result.model().metadata().cropGeometry().text())
        .put("configuration_hash", result.model().metadata().configurationHash())
        .put("trained_on", result.model().metadata().data().name())
        .put("tool_version", result.model().metadata().toolVersion());
    root.put("flip", result.flip());
    root.putObject("data")
        .put("folder", result.data().folder())
        .put("source", result.data().source())
        .put("subset", result.data().subset().label())
        .put("faces", result.data().faces())
        .put("hash", result.data().hash())
        .put("crop_geometry", result.data().cropGeometry().text());
    root.put("crops_agree", result.cropsAgree());
    root.put("tool_version", result.toolVersion());
    return root;
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
