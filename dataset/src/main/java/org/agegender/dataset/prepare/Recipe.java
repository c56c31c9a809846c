package org.agegender.dataset.prepare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import org.agegender.dataset.SetDescription;
import org.jspecify.annotations.Nullable;

/**
 * What decides on the bytes of a set: the same recipe over the same pictures gives the same set.
 *
 * @param source the data set
 * @param options of the preparation
 * @param listing SHA-256 of the labels that were read
 */
record Recipe(String source, SetDescription.Options options, String listing) {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  static Recipe of(SetDescription description) {
    return new Recipe(description.source(), description.options(), description.listing());
  }

  /** One line. */
  String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a recipe cannot be written as JSON", e);
    }
  }

  /** Null if the text is no recipe. */
  static @Nullable Recipe parse(String json) {
    try {
      return JSON.readValue(json, Recipe.class);
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  /** In words for the user: {@code with seed 1 (now 2)}. */
  String differenceFrom(Recipe now) {
    if (!source.equals(now.source)) {
      return "from the source %s (now %s)".formatted(source, now.source);
    }
    List<String> differences = new ArrayList<>();
    JsonNode before = JSON.valueToTree(options);
    JsonNode after = JSON.valueToTree(now.options);
    before
        .fields()
        .forEachRemaining(
            entry -> {
              JsonNode other = after.path(entry.getKey());
              if (!entry.getValue().equals(other)) {
                differences.add(
                    "%s %s (now %s)".formatted(entry.getKey(), entry.getValue(), other));
              }
            });
    return differences.isEmpty()
        ? "from other labels or pictures"
        : "with " + String.join(", ", differences);
  }
}
