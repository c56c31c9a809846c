package org.agegender.evaluation.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agegender.evaluation.figures.GroupFigures;

/** Which figures stand where on the page. */
final class FigureTables {

  private static final List<String> HEADLINE =
      List.of(
          "age_mae",
          "age_cs5",
          "bin_right",
          "bin_one_off",
          "age_bias",
          "gender_accuracy",
          "gender_auc");

  private static final List<String> COMPARED =
      List.of("age_mae", "age_bias", "age_cs5", "bin_right", "gender_accuracy", "gender_auc");

  /** CS@0 asks a real number to be whole; no reader wants it. */
  private static final String CS0 = "age_cs0";

  private FigureTables() {}

  static Map<String, Object> of(ObjectNode report) {
    List<String> age = new ArrayList<>();
    List<String> gender = new ArrayList<>();
    for (String key : keys(report.path("overall").path("figures"))) {
      if (!key.startsWith("age_") && !key.startsWith("bin_")) {
        gender.add(key);
      } else if (!key.equals(CS0)) {
        age.add(key);
      }
    }
    return Map.of(
        "headline", HEADLINE,
        "ageKeys", age,
        "genderKeys", gender,
        "gapKeys", COMPARED,
        "labels", labels(report.path("breakdowns")),
        "small", GroupFigures.SMALL);
  }

  /** The names of groups for people, by {@code BY KEY}. */
  private static Map<String, String> labels(JsonNode breakdowns) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (String by : keys(breakdowns)) {
      breakdowns
          .path(by)
          .forEach(
              group ->
                  labels.put(by + " " + group.path("key").asText(), group.path("label").asText()));
    }
    return labels;
  }

  private static List<String> keys(JsonNode node) {
    List<String> keys = new ArrayList<>();
    node.fieldNames().forEachRemaining(keys::add);
    return keys;
  }
}
