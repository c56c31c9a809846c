package org.agegender.dataset.prepare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.agegender.dataset.Alignment;
import org.agegender.dataset.SetDescription;
import org.agegender.dataset.SetDescription.Options;
import org.jspecify.annotations.Nullable;

/**
 * What decides on the bytes of a set: the same recipe over the same pictures gives the same set.
 *
 * @param source the data set
 * @param options of the preparation
 * @param alignment of the faces
 * @param listing SHA-256 of the labels that were read
 */
record Recipe(String source, Options options, Alignment alignment, String listing) {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  static Recipe of(SetDescription description) {
    return new Recipe(
        description.source(),
        description.options(),
        description.alignment(),
        description.listing());
  }

  /** One line. */
  String toJson() {
    try {
      ObjectNode tree = JSON.valueToTree(this);
      if (alignment.equals(Alignment.NONE)) {
        tree.remove(Alignment.ENTRY);
      }
      ObjectNode written = tree.withObject(Options.ENTRY);
      Options.LEFT_OUT_IF_EMPTY.stream()
          .filter(name -> written.path(name).asText().isEmpty())
          .forEach(written::remove);
      return JSON.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a recipe cannot be written as JSON", e);
    }
  }

  /** Null if the text is no recipe. */
  static @Nullable Recipe parse(String json) {
    try {
      if (!(JSON.readTree(json) instanceof ObjectNode tree)) {
        return null;
      }
      tree.putIfAbsent(Alignment.ENTRY, JSON.valueToTree(Alignment.NONE));
      if (tree.get(Options.ENTRY) instanceof ObjectNode options) {
        Options.LEFT_OUT_IF_EMPTY.forEach(
            name -> options.putIfAbsent(name, JSON.getNodeFactory().textNode("")));
      }
      return JSON.treeToValue(tree, Recipe.class);
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
    addDifferences(JSON.valueToTree(options), JSON.valueToTree(now.options), differences);
    addDifferences(JSON.valueToTree(alignment), JSON.valueToTree(now.alignment), differences);
    return differences.isEmpty()
        ? "from other labels or pictures"
        : "with " + String.join(", ", differences);
  }

  private static void addDifferences(JsonNode before, JsonNode after, List<String> differences) {
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
  }
}
