package org.agegender.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.agegender.core.metrics.AgeFigures;
import org.agegender.core.metrics.Figures;

/** An evaluation as JSON. */
final class ResultJson {

  private static final JsonMapper MAPPER = new JsonMapper();

  private ResultJson() {}

  static String of(EvaluationResult result) {
    ObjectNode root = figures(result.overall());
    ObjectNode decades = root.putObject("by_decade");
    for (Map.Entry<Integer, Figures> decade : result.byDecade().entrySet()) {
      decades.set(decade.getKey().toString(), figures(decade.getValue()));
    }
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
    try {
      return MAPPER.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an evaluation cannot be written as JSON", e);
    }
  }

  private static ObjectNode figures(Figures figures) {
    ObjectNode node = MAPPER.createObjectNode();
    AgeFigures age = figures.age();
    node.put("images", figures.images());
    node.putObject("age")
        .put("mae", age.mae())
        .put("rmse", age.rmse())
        .put("cs5", age.cs5())
        .put("exact", age.exact());
    ObjectNode gender = node.putObject("gender");
    if (Double.isNaN(figures.genderAccuracy())) {
      gender.putNull("accuracy");
    } else {
      gender.put("accuracy", figures.genderAccuracy());
    }
    return node;
  }
}
