package org.agegender.dataset.parquet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The names of classes that a Parquet file of the Hugging Face Hub keeps for columns of numbers.
 */
final class ClassNames {

  /** The key of the file's own metadata. */
  static final String KEY = "huggingface";

  private static final JsonMapper JSON = new JsonMapper();

  private ClassNames() {}

  /** By column; none where the text says nothing of classes. */
  static Map<String, List<String>> parse(String json) {
    Map<String, List<String>> names = new HashMap<>();
    try {
      JsonNode features = JSON.readTree(json).path("info").path("features");
      features
          .fields()
          .forEachRemaining(
              feature -> {
                JsonNode listed = feature.getValue().path("names");
                if (listed.isArray()) {
                  List<String> texts = new ArrayList<>();
                  listed.forEach(name -> texts.add(name.asText()));
                  names.put(feature.getKey(), texts);
                }
              });
    } catch (JsonProcessingException e) {
      // Metadata that is no JSON names no classes; numbers then stay numbers.
      return Map.of();
    }
    return names;
  }

  /** The name of a class by its number; the text itself if it is no number of a class. */
  static String name(String text, List<String> names) {
    if (!text.matches("[0-9]{1,6}")) {
      return text;
    }
    int number = Integer.parseInt(text);
    return number < names.size() ? names.get(number) : text;
  }
}
