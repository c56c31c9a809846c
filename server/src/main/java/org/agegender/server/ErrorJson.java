package org.agegender.server;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/** The body of every error: {@code {"error": "..."}} on one line. */
final class ErrorJson {

  private ErrorJson() {}

  static String of(String message) {
    return "{\"error\":" + quoted(message) + "}";
  }

  static String quoted(String text) {
    return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
  }
}
