package org.agegender.evaluation.report.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.IntStream;
import org.agegender.core.Gender;
import org.agegender.core.metrics.JudgedFace;

/** What the charts are drawn from, as JSON that can stand within a page. */
final class ChartData {

  private static final JsonMapper MAPPER = new JsonMapper();

  /** More points hide each other, and tire a browser. */
  private static final int MOST_POINTS = 4000;

  private static final List<String> NEEDED = List.of("overall", "breakdowns", "calibration");

  private ChartData() {}

  static String of(ObjectNode report, List<JudgedFace> faces) {
    ObjectNode data = MAPPER.createObjectNode();
    ObjectNode kept = data.putObject("report");
    for (String part : NEEDED) {
      JsonNode found = report.get(part);
      if (found != null) {
        kept.set(part, found.deepCopy());
      }
    }
    for (JsonNode breakdown : kept.path("breakdowns")) {
      for (JsonNode group : breakdown) {
        ((ObjectNode) group).remove(List.of("roc", "confusion"));
      }
    }
    List<JudgedFace> dated = faces.stream().filter(JudgedFace::hasYear).toList();
    ObjectNode charted = data.putObject("faces");
    charted.put("oldest", AgeSpans.oldest(dated));
    charted.put("reach", AgeSpans.reach(dated));
    charted.set("bands", MAPPER.valueToTree(AgeSpans.bands(dated)));
    charted.set("ages", MAPPER.valueToTree(AgeSpans.counts(dated)));
    charted.set("points", points(dated));
    return withinHtml(data);
  }

  private static ObjectNode points(List<JudgedFace> faces) {
    ObjectNode points = MAPPER.createObjectNode();
    for (Gender gender : Gender.values()) {
      points.putArray(gender.label());
    }
    for (JudgedFace face : drawn(faces)) {
      points
          .withArray(face.face().gender().map(Gender::label).orElse("unknown"))
          .addArray()
          .add(face.face().age().years())
          .add(Math.round(10 * face.prediction().years()) / 10.0);
    }
    return points;
  }

  /** The faces drawn as points: all, or some at equal steps through the set. */
  static List<JudgedFace> drawn(List<JudgedFace> faces) {
    int count = Math.min(MOST_POINTS, faces.size());
    return IntStream.range(0, count)
        .mapToObj(i -> faces.get((int) ((long) i * faces.size() / count)))
        .toList();
  }

  /** In JSON these stand in texts only, where they may be escaped: so no text ends the element. */
  private static String withinHtml(ObjectNode data) {
    try {
      return MAPPER
          .writeValueAsString(data)
          .replace("<", "\\u003c")
          .replace(">", "\\u003e")
          .replace("&", "\\u0026");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("figures cannot be written as JSON", e);
    }
  }
}
