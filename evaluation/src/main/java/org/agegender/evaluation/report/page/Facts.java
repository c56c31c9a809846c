package org.agegender.evaluation.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Where the figures come from. */
final class Facts {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private Facts() {}

  /**
   * A line of the table; left out where the value is empty.
   *
   * @param name of what is told
   * @param value as text
   * @param code whether it is written for machines rather than people
   */
  record Fact(String name, String value, boolean code) {}

  static List<Fact> of(ObjectNode report) {
    JsonNode model = report.path("model");
    JsonNode data = report.path("data");
    JsonNode made = report.path("provenance");
    return List.of(
        new Fact("Command", command(made.path("command")), true),
        code("Model", model.path("file")),
        code("SHA-256 of the model", model.path("sha256")),
        text("Trained on", model.path("trained_on")),
        text("Licence of the data trained on", model.path("licence")),
        code("Hash of the configuration", model.path("configuration_hash")),
        text("Model made by AgeGender", model.path("tool_version")),
        code("Faces the model expects", model.path("crop_geometry")),
        code("Data", data.path("folder")),
        text("Data set", data.path("source")),
        text("Part", data.path("subset")),
        text("Licence of the data", data.path("licence")),
        code("SHA-256 of the data", data.path("hash")),
        code("Faces of the data", data.path("crop_geometry")),
        text("Evaluated by AgeGender", report.path("tool_version")),
        text("Java", made.path("java")),
        text("Platform", made.path("platform")),
        code("SHA-256 of the predictions", made.path("predictions_sha256")));
  }

  /** The words as a shell would take them. */
  private static String command(JsonNode words) {
    List<String> quoted = new ArrayList<>();
    for (JsonNode word : words) {
      String text = word.asText();
      quoted.add(PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'");
    }
    return String.join(" ", quoted);
  }

  private static Fact code(String name, JsonNode value) {
    return new Fact(name, value.asText(), true);
  }

  private static Fact text(String name, JsonNode value) {
    return new Fact(name, value.asText(), false);
  }
}
