package org.agegender.training.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.agegender.core.InvalidInputException;
import org.agegender.core.ToolVersion;
import org.agegender.training.network.AgeCoding;
import org.agegender.training.network.Architecture;
import org.agegender.training.network.Networks;
import org.agegender.training.network.WeightArray;
import org.agegender.training.torch.EngineState;

/**
 * A run at one moment.
 *
 * @param network the network's name
 * @param imageSize side of its input in pixels
 * @param ageCoding how ages stand in the outputs of its age head
 * @param data the prepared set
 * @param position where the trainer stands
 * @param metrics figures of the last validation by name; empty before the first
 * @param state weights and optimiser; moments and averages are empty where only the weights are
 *     kept
 */
public record Checkpoint(
    String network,
    int imageSize,
    AgeCoding ageCoding,
    DataOrigin data,
    Position position,
    Map<String, Double> metrics,
    EngineState state) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FORMAT = "agegender-checkpoint-1";
  private static final String MODEL = "model.";
  private static final String AVERAGE = "average.";
  private static final String FIRST = "adam.m.";
  private static final String SECOND = "adam.v.";
  private static final String METRIC = "metric.";

  /** Only what predictions are made with: the averages in place of the weights if there are any. */
  public Checkpoint weightsOnly() {
    EngineState weights =
        new EngineState(state.predictingWeights(), Map.of(), Map.of(), Map.of(), state.steps());
    return new Checkpoint(network, imageSize, ageCoding, data, position, metrics, weights);
  }

  /**
   * Writes the file whole or not at all.
   *
   * @throws IOException if it cannot be written
   */
  public void write(Path target) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    texts.put("format", FORMAT);
    texts.put("tool_version", ToolVersion.current());
    texts.put("network", network);
    texts.put("image_size", Integer.toString(imageSize));
    texts.put("age_coding", ageCoding.kind());
    if (ageCoding instanceof AgeCoding.Value value) {
      texts.put("age_error", Double.toString(value.error()));
    }
    data.addTo(texts);
    texts.put("optimiser_steps", Long.toString(state.steps()));
    texts.put("position", JSON.writeValueAsString(position));
    metrics.forEach((name, value) -> texts.put(METRIC + name, value.toString()));
    Map<String, WeightArray> tensors = new LinkedHashMap<>();
    state.weights().forEach((name, array) -> tensors.put(MODEL + name, array));
    state.averages().forEach((name, array) -> tensors.put(AVERAGE + name, array));
    state.firstMoments().forEach((name, array) -> tensors.put(FIRST + name, array));
    state.secondMoments().forEach((name, array) -> tensors.put(SECOND + name, array));
    new SafeTensors(texts, tensors).write(target);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws InvalidInputException if the file is no checkpoint of ours, or not whole
   * @throws IOException if it cannot be read
   */
  public static Checkpoint read(Path file) throws IOException {
    SafeTensors content = SafeTensors.read(file);
    Map<String, String> texts = content.metadata();
    if (!FORMAT.equals(texts.get("format"))) {
      throw new InvalidInputException(
          "%s: format must be '%s', found '%s'; it is no checkpoint of this tool"
              .formatted(file, FORMAT, texts.get("format")));
    }
    try {
      Map<String, Double> metrics = new TreeMap<>();
      texts.forEach(
          (name, value) -> {
            if (name.startsWith(METRIC)) {
              metrics.put(name.substring(METRIC.length()), Double.valueOf(value));
            }
          });
      return new Checkpoint(
          text(texts, "network"),
          Integer.parseInt(text(texts, "image_size")),
          ageCoding(texts),
          DataOrigin.of(texts),
          JSON.readValue(text(texts, "position"), Position.class),
          metrics,
          new EngineState(
              under(content.tensors(), MODEL),
              under(content.tensors(), AVERAGE),
              under(content.tensors(), FIRST),
              under(content.tensors(), SECOND),
              Long.parseLong(text(texts, "optimiser_steps"))));
    } catch (IllegalArgumentException | JsonProcessingException e) {
      throw new InvalidInputException(
          "%s: a value of its metadata cannot be read: %s".formatted(file, e.getMessage()), e);
    } catch (InvalidInputException e) {
      throw new InvalidInputException("%s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * The {@link #weightsOnly()} of a checkpoint, or of a model that was exported.
   *
   * @throws InvalidInputException if the file is neither, or not whole
   * @throws IOException if it cannot be read
   */
  public static Checkpoint readWeights(Path file) throws IOException {
    return WeightFile.isOnnx(file) ? OnnxModel.read(file).checkpoint() : read(file).weightsOnly();
  }

  /** A checkpoint that does not say how it codes ages has them as classes. */
  private static AgeCoding ageCoding(Map<String, String> texts) {
    AgeCoding.Value value = AgeCoding.Value.UNTRIED;
    String error = texts.get("age_error");
    if (error != null) {
      value = value.withError(Double.parseDouble(error));
    }
    AgeCoding.Classes classes = new AgeCoding.Classes();
    String kind = texts.getOrDefault("age_coding", classes.kind());
    return Stream.of(classes, new AgeCoding.Ranks(), value)
        .filter(coding -> coding.kind().equals(kind))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("ages as '%s' are not known".formatted(kind)));
  }

  /**
   * The network that the weights are those of.
   *
   * @throws InvalidInputException if there is none of that name
   */
  public Architecture architecture() {
    return Networks.named(network).forImageSize(imageSize).codedAs(ageCoding);
  }

  /** What a run must agree in to go on from here, in words. */
  public String summary() {
    return Architecture.summary(network, imageSize, ageCoding);
  }

  static String text(Map<String, String> texts, String name) {
    String text = texts.get(name);
    if (text == null) {
      throw new NumberFormatException("'" + name + "' is missing");
    }
    return text;
  }

  private static Map<String, WeightArray> under(Map<String, WeightArray> tensors, String prefix) {
    Map<String, WeightArray> found = new LinkedHashMap<>();
    tensors.forEach(
        (name, array) -> {
          if (name.startsWith(prefix)) {
            found.put(name.substring(prefix.length()), array);
          }
        });
    return found;
  }
}
