package org.agegender.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.agegender.core.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes {@link TrainingConfig} as YAML: the defaults, over them a file, over that single
 * settings.
 */
public final class TrainingConfigReader {

  private static final long MAX_BYTES = 1 << 20;

  private static final YAMLMapper YAML =
      YAMLMapper.builder(
              YAMLFactory.builder()
                  .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                  .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                  .build())
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
          .build();

  private TrainingConfigReader() {}

  /**
   * The configuration of a run, not yet {@link TrainingConfig#resolved() resolved}.
   *
   * @param file settings in YAML, or null
   * @param settings single values by dotted name, such as {@code optimiser.learning-rate}; they win
   *     over the file
   * @throws InvalidInputException if a name is unknown or a value impossible; the message names it
   * @throws IOException if the file cannot be read
   */
  public static TrainingConfig read(@Nullable Path file, Map<String, String> settings)
      throws IOException {
    ObjectNode tree = defaults();
    String origin = "settings";
    if (file != null) {
      origin = file.toString();
      merge(tree, parse(file), "", origin);
    }
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      set(tree, setting.getKey(), setting.getValue());
    }
    return convert(tree, origin);
  }

  /** The configuration as YAML, complete and in the order of the defaults. */
  public static String write(TrainingConfig config) {
    try {
      return YAML.writeValueAsString(tree(config));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a configuration must be writable as YAML", e);
    }
  }

  /** The configuration by the names and in the words of the YAML file. */
  static ObjectNode tree(TrainingConfig config) {
    ObjectNode tree = YAML.valueToTree(config);
    for (String name : List.of("precision", "device", "balance", "best-by")) {
      tree.put(name, tree.get(name).asText().toLowerCase(Locale.ROOT));
    }
    return tree;
  }

  private static ObjectNode defaults() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            TrainingConfigReader.class.getResourceAsStream("defaults.yaml"), "defaults.yaml")) {
      return (ObjectNode) YAML.readTree(in);
    }
  }

  private static ObjectNode parse(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(file + ": there is no such configuration file");
    }
    if (Files.size(file) > MAX_BYTES) {
      throw new InvalidInputException(
          "%s: a configuration has at most %d bytes, found %d"
              .formatted(file, MAX_BYTES, Files.size(file)));
    }
    try {
      JsonNode tree = YAML.readTree(Files.newInputStream(file));
      if (tree instanceof ObjectNode object) {
        return object;
      }
      if (tree.isMissingNode() || tree.isNull()) {
        return YAML.createObjectNode();
      }
    } catch (JsonProcessingException e) {
      throw new InvalidInputException(
          "%s line %d: is no YAML: %s"
              .formatted(
                  file,
                  e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                  firstLine(e.getOriginalMessage())),
          e);
    }
    throw new InvalidInputException(file + ": must hold settings as 'name: value'");
  }

  /** Puts the values of {@code changes} over those of {@code tree}; every name must be known. */
  private static void merge(ObjectNode tree, ObjectNode changes, String path, String origin) {
    for (Map.Entry<String, JsonNode> change : changes.properties()) {
      String name = path + change.getKey();
      JsonNode known = tree.get(change.getKey());
      if (known == null) {
        throw unknown(origin, name, tree, path);
      }
      if (known instanceof ObjectNode inner) {
        if (!(change.getValue() instanceof ObjectNode innerChanges)) {
          throw new InvalidInputException(
              "%s: %s: must hold settings of its own, found '%s'"
                  .formatted(origin, name, change.getValue().asText()));
        }
        merge(inner, innerChanges, name + ".", origin);
      } else {
        tree.set(change.getKey(), change.getValue());
      }
    }
  }

  private static void set(ObjectNode tree, String name, String value) {
    ObjectNode parent = tree;
    String[] parts = name.split("\\.", -1);
    for (int i = 0; i < parts.length - 1; i++) {
      if (!(parent.get(parts[i]) instanceof ObjectNode inner)) {
        throw unknown("settings", name, parent, "");
      }
      parent = inner;
    }
    String last = parts[parts.length - 1];
    JsonNode known = parent.get(last);
    if (known == null || known.isObject()) {
      throw unknown("settings", name, parent, "");
    }
    if (known.isTextual()) {
      parent.put(last, value);
    } else {
      parent.set(last, parse(name, value));
    }
  }

  private static JsonNode parse(String name, String value) {
    try {
      return YAML.readTree(value);
    } catch (JsonProcessingException e) {
      throw new InvalidInputException(
          "settings: %s: must be YAML, found '%s': %s"
              .formatted(
                  name, value.strip().replaceAll("\\s+", " "), firstLine(e.getOriginalMessage())),
          e);
    }
  }

  private static InvalidInputException unknown(
      String origin, String name, ObjectNode tree, String path) {
    List<String> names = new ArrayList<>();
    tree.fieldNames().forEachRemaining(known -> names.add(path + known));
    return new InvalidInputException(
        "%s: there is no setting '%s'; choose from %s"
            .formatted(origin, name, String.join(", ", names)));
  }

  private static TrainingConfig convert(ObjectNode tree, String origin) {
    try {
      return YAML.treeToValue(tree, TrainingConfig.class);
    } catch (UnrecognizedPropertyException e) {
      throw new InvalidInputException("%s: there is no setting '%s'".formatted(origin, path(e)), e);
    } catch (JsonMappingException e) {
      throw new InvalidInputException("%s: %s".formatted(origin, reason(e)), e);
    } catch (JsonProcessingException e) {
      throw new InvalidInputException(
          "%s: %s".formatted(origin, firstLine(e.getOriginalMessage())), e);
    }
  }

  private static String reason(JsonMappingException e) {
    String path = path(e);
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof InvalidInputException invalid) {
        return path.isEmpty() ? invalid.getMessage() : path + ": " + invalid.getMessage();
      }
    }
    if (e instanceof InvalidFormatException format && format.getTargetType().isEnum()) {
      return "%s: must be one of %s, found '%s'"
          .formatted(path, words(format.getTargetType()), format.getValue());
    }
    return "%s: %s".formatted(path, firstLine(e.getOriginalMessage()));
  }

  private static String words(Class<?> choice) {
    return Arrays.stream(choice.getEnumConstants())
        .map(word -> word.toString().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(JsonMappingException.Reference::getFieldName)
        .filter(Objects::nonNull)
        .collect(Collectors.joining("."));
  }

  private static String firstLine(@Nullable String text) {
    return text == null ? "it cannot be read" : text.lines().findFirst().orElse("");
  }
}
