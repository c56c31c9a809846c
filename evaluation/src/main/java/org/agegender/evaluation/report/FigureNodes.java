package org.agegender.evaluation.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.agegender.core.metrics.Estimate;
import org.agegender.evaluation.figures.Bootstrap;
import org.agegender.evaluation.figures.Breakdown;
import org.agegender.evaluation.figures.Confusion;
import org.agegender.evaluation.figures.Gap;
import org.agegender.evaluation.figures.GroupFigures;
import org.agegender.evaluation.figures.SetFigures;

/** Figures as JSON. What is not defined is left out, an interval that cannot be given is null. */
final class FigureNodes {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private FigureNodes() {}

  static ObjectNode estimate(Estimate estimate) {
    ObjectNode node = NODES.objectNode().put("value", estimate.value());
    return estimate.hasInterval()
        ? node.put("low", estimate.low()).put("high", estimate.high())
        : node.putNull("low").putNull("high");
  }

  static ObjectNode group(GroupFigures group) {
    ObjectNode node =
        NODES
            .objectNode()
            .put("key", group.key())
            .put("label", group.label())
            .put("images", group.faces())
            .put("persons", group.persons())
            .put("small", group.small());
    ObjectNode figures = node.putObject("figures");
    group.values().forEach((figure, value) -> figures.set(figure.key(), estimate(value)));
    return node;
  }

  /** With the confusion matrix and the ROC curve. */
  static ObjectNode groupWithCurves(GroupFigures group) {
    ObjectNode node = group(group);
    Confusion counts = group.confusion();
    ObjectNode confusion = node.putObject("confusion");
    confusion
        .putObject("female")
        .put("female", counts.femaleAsFemale())
        .put("male", counts.femaleAsMale());
    confusion
        .putObject("male")
        .put("female", counts.maleAsFemale())
        .put("male", counts.maleAsMale());
    ArrayNode roc = node.putArray("roc");
    group
        .roc()
        .forEach(
            point -> {
              ObjectNode at = roc.addObject();
              if (Double.isInfinite(point.threshold())) {
                at.putNull("threshold");
              } else {
                at.put("threshold", point.threshold());
              }
              at.put("false_male", point.falseMale()).put("true_male", point.trueMale());
            });
    return node;
  }

  static ObjectNode breakdowns(SetFigures figures) {
    ObjectNode node = NODES.objectNode();
    for (Breakdown breakdown : figures.breakdowns()) {
      ArrayNode groups = node.putArray(breakdown.by().key());
      breakdown.groups().forEach(group -> groups.add(groupWithCurves(group)));
    }
    return node;
  }

  static ArrayNode gaps(SetFigures figures) {
    ArrayNode node = NODES.arrayNode();
    for (Gap gap : figures.gaps()) {
      node.addObject()
          .put("by", gap.by().key())
          .put("figure", gap.figure().key())
          .put("worst", gap.worst())
          .put("best", gap.best())
          .set("difference", estimate(gap.difference()));
    }
    return node;
  }

  static ObjectNode bootstrap(SetFigures figures) {
    Bootstrap bootstrap = figures.bootstrap();
    return NODES
        .objectNode()
        .put("confidence", Estimate.CONFIDENCE)
        .put("replicates", bootstrap.replicates())
        .put("seed", bootstrap.seed())
        .put("drawn", figures.drawnByPerson() ? "persons" : "faces");
  }
}
