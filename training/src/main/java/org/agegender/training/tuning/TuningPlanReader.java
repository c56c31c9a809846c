package org.agegender.training.tuning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agegender.core.InvalidInputException;
import org.agegender.training.Objective;

/** Reads {@link TuningPlan} from YAML. */
public final class TuningPlanReader {

  private static final YAMLMapper YAML = new YAMLMapper();
  private static final long MAX_BYTES = 1 << 20;
  private static final List<String> NAMES =
      List.of("trials", "seed", "first-epochs", "keep-one-in", "objective", "ranges");

  private TuningPlanReader() {}

  /**
   * The plan of a file. Only {@code ranges} must be there.
   *
   * @throws InvalidInputException if it is no plan; the message names file and setting
   * @throws IOException if the file cannot be read
   */
  public static TuningPlan read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(file + ": there is no such plan");
    }
    if (Files.size(file) > MAX_BYTES) {
      throw new InvalidInputException(
          "%s: a plan has at most %d bytes, found %d".formatted(file, MAX_BYTES, Files.size(file)));
    }
    try {
      return plan(YAML.readTree(Files.readAllBytes(file)));
    } catch (JsonProcessingException e) {
      throw new InvalidInputException(
          "%s: is no YAML: %s"
              .formatted(file, e.getOriginalMessage().lines().findFirst().orElse("")),
          e);
    } catch (InvalidInputException e) {
      throw new InvalidInputException(file + ": " + e.getMessage(), e);
    }
  }

  private static TuningPlan plan(JsonNode tree) {
    if (!(tree instanceof ObjectNode plan)) {
      throw new InvalidInputException("must hold settings as 'name: value'");
    }
    plan.fieldNames()
        .forEachRemaining(
            name -> {
              if (!NAMES.contains(name)) {
                throw new InvalidInputException(
                    "there is no setting '%s'; choose from %s"
                        .formatted(name, String.join(", ", NAMES)));
              }
            });
    Map<String, Range> ranges = new LinkedHashMap<>();
    plan.path("ranges")
        .properties()
        .forEach(range -> ranges.put(range.getKey(), named(range.getKey(), range.getValue())));
    return new TuningPlan(
        Math.toIntExact(whole(plan, "trials", 16)),
        whole(plan, "seed", 1),
        Math.toIntExact(whole(plan, "first-epochs", 1)),
        Math.toIntExact(whole(plan, "keep-one-in", 3)),
        Objective.named(plan.path("objective").asText(Objective.VAL_AGE_MAE.column())),
        ranges);
  }

  private static long whole(JsonNode plan, String name, int usual) {
    JsonNode value = plan.path(name);
    if (value.isMissingNode()) {
      return usual;
    }
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw new InvalidInputException(
          "%s: must be a whole number, found '%s'".formatted(name, value.asText()));
    }
    return value.asLong();
  }

  private static Range named(String name, JsonNode value) {
    try {
      return range(value);
    } catch (InvalidInputException e) {
      throw new InvalidInputException("ranges: %s: %s".formatted(name, e.getMessage()), e);
    }
  }

  private static Range range(JsonNode value) {
    if (!value.isObject() || value.size() != 1) {
      throw new InvalidInputException(
          "must be one of uniform, log-uniform, whole or choice with a list, such as"
              + " {uniform: [0, 1]}, found "
              + value);
    }
    String kind = value.fieldNames().next();
    JsonNode values = value.path(kind);
    return switch (kind) {
      case "uniform" -> new Range.Uniform(number(values, 0), number(values, 1));
      case "log-uniform" -> new Range.LogUniform(number(values, 0), number(values, 1));
      case "whole" -> new Range.Whole(wholeEnd(values, 0), wholeEnd(values, 1));
      case "choice" -> new Range.Choice(texts(values));
      default ->
          throw new InvalidInputException(
              "must be one of uniform, log-uniform, whole or choice, found '%s'".formatted(kind));
    };
  }

  private static double number(JsonNode ends, int end) {
    JsonNode value = ends.path(end);
    if (ends.size() != 2 || !value.isNumber()) {
      throw new InvalidInputException("must have two numbers such as [0, 1], found " + ends);
    }
    return value.doubleValue();
  }

  private static long wholeEnd(JsonNode ends, int end) {
    JsonNode value = ends.path(end);
    if (ends.size() != 2 || !value.isIntegralNumber()) {
      throw new InvalidInputException("must have two whole numbers such as [1, 8], found " + ends);
    }
    return value.longValue();
  }

  private static List<String> texts(JsonNode values) {
    List<String> texts = new ArrayList<>();
    for (JsonNode value : values) {
      if (!value.isValueNode()) {
        throw new InvalidInputException("choice: must list words or numbers, found " + value);
      }
      texts.add(value.asText());
    }
    return texts;
  }
}
