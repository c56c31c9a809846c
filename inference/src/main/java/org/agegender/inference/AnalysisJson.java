package org.agegender.inference;

import java.util.List;
import org.agegender.core.AgeInterval;
import org.agegender.core.FaceBox;
import org.agegender.core.FaceLandmarks;
import org.agegender.core.Gender;
import org.agegender.core.Point;
import org.agegender.core.Prediction;

/**
 * What came of a picture as one JSON object on one line, for the command line and the service
 * alike: {@code {"image", "faces": [{"box": [x, y, width, height], "score", "age": {"years", "low",
 * "high"}, "gender": {"label", "probability"}}]}}, or {@code {"image", "error"}}. {@code
 * "faces_left_out"} tells how many faces there were beyond the greatest number, if there were any.
 *
 * @param full whether each face also has its {@code landmarks} where they are known, and age and
 *     gender their {@code distribution}
 */
public record AnalysisJson(boolean full) {

  private static final double DIGITS = 1e6;
  private static final double LANDMARK_DIGITS = 1e2;

  /**
   * The object of a picture that was read.
   *
   * @param image the name by which the user knows it
   */
  public String analysed(String image, AnalysedPhoto photo) {
    StringBuilder json =
        new StringBuilder("{\"image\":").append(quoted(image)).append(",\"faces\":[");
    String separator = "";
    for (AnalysedFace face : photo.faces()) {
      json.append(separator);
      append(json, face);
      separator = ",";
    }
    json.append(']');
    if (photo.leftOut() > 0) {
      json.append(",\"faces_left_out\":").append(photo.leftOut());
    }
    return json.append('}').toString();
  }

  /**
   * The object of a picture that could not be read.
   *
   * @param image the name by which the user knows it
   * @param error one line: why
   */
  public String unreadable(String image, String error) {
    return "{\"image\":" + quoted(image) + ",\"error\":" + quoted(error) + "}";
  }

  private void append(StringBuilder json, AnalysedFace face) {
    FaceBox box = face.box();
    json.append("{\"box\":")
        .append(List.of(box.x(), box.y(), box.width(), box.height()))
        .append(",\"score\":")
        .append(rounded(face.score()));
    if (full && face.landmarks().isPresent()) {
      append(json, face.landmarks().get());
    }
    appendAge(json, face);
    appendGender(json, face.prediction());
    json.append('}');
  }

  private static void append(StringBuilder json, FaceLandmarks landmarks) {
    json.append(",\"landmarks\":{\"left_eye\":")
        .append(pair(landmarks.leftEye()))
        .append(",\"right_eye\":")
        .append(pair(landmarks.rightEye()))
        .append(",\"nose\":")
        .append(pair(landmarks.nose()))
        .append(",\"left_mouth\":")
        .append(pair(landmarks.leftMouth()))
        .append(",\"right_mouth\":")
        .append(pair(landmarks.rightMouth()))
        .append('}');
  }

  private void appendAge(StringBuilder json, AnalysedFace face) {
    AgeInterval range = face.ageInterval();
    json.append(",\"age\":{\"years\":")
        .append(rounded(face.prediction().years()))
        .append(",\"low\":")
        .append(range.low())
        .append(",\"high\":")
        .append(range.high());
    if (full) {
      String separator = ",\"distribution\":[";
      for (float probability : face.prediction().age().toArray()) {
        json.append(separator).append(rounded(probability));
        separator = ",";
      }
      json.append(']');
    }
    json.append('}');
  }

  private void appendGender(StringBuilder json, Prediction prediction) {
    json.append(",\"gender\":{\"label\":")
        .append(quoted(prediction.gender().label()))
        .append(",\"probability\":")
        .append(rounded(prediction.genderProbability()));
    if (full) {
      double male = prediction.maleProbability();
      json.append(",\"distribution\":{")
          .append(quoted(Gender.FEMALE.label()))
          .append(':')
          .append(rounded(1 - male))
          .append(',')
          .append(quoted(Gender.MALE.label()))
          .append(':')
          .append(rounded(male))
          .append('}');
    }
    json.append('}');
  }

  private static List<Double> pair(Point point) {
    return List.of(
        Math.round(point.x() * LANDMARK_DIGITS) / LANDMARK_DIGITS,
        Math.round(point.y() * LANDMARK_DIGITS) / LANDMARK_DIGITS);
  }

  /** Six digits after the point: more than a network in 32-bit floats knows. */
  private static double rounded(double value) {
    return Math.round(value * DIGITS) / DIGITS;
  }

  /** A JSON string (RFC 8259); lone surrogates, which UTF-8 cannot carry, are escaped as well. */
  private static String quoted(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || isLoneSurrogate(text, i)) {
        out.append("\\u%04x".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }

  private static boolean isLoneSurrogate(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
  }
}
