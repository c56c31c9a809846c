package org.agegender.evaluation.report.page;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;

/** Records as templates read them: maps from the name of a component to its value. */
final class Rows {

  private static final JsonMapper MAPPER = new JsonMapper();

  private Rows() {}

  static List<Map<String, Object>> of(List<? extends Record> records) {
    return MAPPER.convertValue(records, new TypeReference<>() {});
  }
}
