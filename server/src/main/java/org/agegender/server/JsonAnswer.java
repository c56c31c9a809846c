package org.agegender.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;

/** Answers with JSON. */
final class JsonAnswer {

  static final String TYPE = "application/json";

  private static final JsonMapper MAPPER = new JsonMapper();

  private JsonAnswer() {}

  /** A map, list or record as JSON on one line. */
  static void of(Context ctx, Object value) {
    try {
      ctx.contentType(TYPE).result(MAPPER.writeValueAsBytes(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer cannot be written as JSON", e);
    }
  }
}
