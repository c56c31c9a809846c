package org.agegender.cli.predict;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.agegender.core.AgeInterval;
import org.agegender.core.FaceBox;
import org.agegender.core.Prediction;
import org.agegender.inference.AnalysedFace;
import org.agegender.inference.PictureOutcome;

/**
 * One JSON object a line for each picture: {@code {"image", "faces": [{"box": [x, y, width,
 * height], "score", "age": {"years", "low", "high"}, "gender": {"label", "probability"}}]}}, or
 * {@code {"image", "error"}}.
 */
public final class JsonFormat implements OutcomeFormat {

  private static final double DIGITS = 1e6;

  private final JsonMapper mapper = new JsonMapper();

  @Override
  public String header() {
    return "";
  }

  @Override
  public String lines(PictureOutcome outcome) {
    ObjectNode object = mapper.createObjectNode();
    object.put("image", outcome.picture().toString());
    if (outcome instanceof PictureOutcome.Analysed analysed) {
      ArrayNode faces = object.putArray("faces");
      analysed.faces().forEach(face -> faces.add(face(face)));
    } else if (outcome instanceof PictureOutcome.Unreadable unreadable) {
      object.put("error", unreadable.error());
    }
    try {
      return mapper.writeValueAsString(object);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a prediction cannot be written as JSON", e);
    }
  }

  private ObjectNode face(AnalysedFace face) {
    FaceBox box = face.box();
    Prediction prediction = face.prediction();
    AgeInterval range = prediction.age().interval(AGE_COVERAGE);
    ObjectNode object = mapper.createObjectNode();
    object.putArray("box").add(box.x()).add(box.y()).add(box.width()).add(box.height());
    object.put("score", rounded(face.score()));
    object
        .putObject("age")
        .put("years", rounded(prediction.years()))
        .put("low", range.low())
        .put("high", range.high());
    object
        .putObject("gender")
        .put("label", prediction.gender().label())
        .put("probability", rounded(prediction.genderProbability()));
    return object;
  }

  /** Six digits after the point: more than a network in 32-bit floats knows. */
  private static double rounded(double value) {
    return Math.round(value * DIGITS) / DIGITS;
  }
}
