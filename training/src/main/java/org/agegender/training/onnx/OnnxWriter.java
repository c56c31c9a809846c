package org.agegender.training.onnx;

import static org.agegender.training.onnx.GraphBuilder.attribute;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.agegender.core.Age;
import org.agegender.core.AtomicFile;
import org.agegender.core.Gender;
import org.agegender.core.ModelMetadata;
import org.agegender.core.RgbImage;
import org.agegender.core.ToolVersion;
import org.agegender.training.network.Architecture;
import org.agegender.training.network.WeightArray;
import org.agegender.training.network.WeightShapes;
import org.agegender.training.onnx.proto.GraphProto;
import org.agegender.training.onnx.proto.ModelProto;
import org.agegender.training.onnx.proto.OperatorSetIdProto;
import org.agegender.training.onnx.proto.StringStringEntryProto;
import org.agegender.training.onnx.proto.TensorProto.DataType;

/**
 * Writes {@code model.onnx}.
 *
 * <p>Input {@code image}: uint8 {@code [N, height, width, 3]}, RGB, any size. Outputs: {@code age}
 * float {@code [N]}, the expected value in years; {@code age_class} int64 {@code [N]}; {@code
 * age_prob} float {@code [N, 101]}; {@code gender_class} int64 {@code [N]}, 0 female, 1 male;
 * {@code gender_prob} float {@code [N, 2]}.
 *
 * <p>The graph resizes to the network's square with a triangle filter as wide as the shrinking
 * needs (pixel centres at one half, nothing counted beyond the edge) and rounds to whole pixel
 * values, half to even: what {@link org.agegender.vision.NetworkInput} does to the pictures that
 * training sees. Averages of 0..255 stay within 0..255, so there is nothing to clip.
 */
public final class OnnxWriter {

  /** The standard operators that the graph uses; 18 brought anti-aliasing to Resize. */
  private static final long OPERATORS = 18;

  /** The version of the file format that came with these operators. */
  private static final long IR_VERSION = 8;

  private OnnxWriter() {}

  /**
   * Writes a model whole or not at all. The same arguments give the same bytes.
   *
   * @param architecture the network
   * @param weights all its weights by the names of {@link WeightShapes}, and no others
   * @param metadata what the file says of itself
   * @param target the file; its folder must exist; replaced if present
   * @throws IllegalArgumentException if a weight is missing, unknown, of another shape or not
   *     finite, or the metadata are those of another network
   * @throws IOException if the file cannot be written
   */
  public static void write(
      Architecture architecture,
      Map<String, WeightArray> weights,
      ModelMetadata metadata,
      Path target)
      throws IOException {
    requireSameNetwork(architecture, metadata);
    requireWeights(architecture, weights);
    ModelProto.Builder model =
        ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .setProducerName("AgeGender")
            .setProducerVersion(ToolVersion.current())
            .setGraph(graph(architecture, weights, metadata.flipAveraged()))
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPERATORS));
    metadata
        .toProperties()
        .forEach(
            (key, value) ->
                model.addMetadataProps(
                    StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
    AtomicFile.write(target, model.build()::writeTo);
  }

  private static GraphProto graph(
      Architecture architecture, Map<String, WeightArray> weights, boolean flip) {
    GraphBuilder graph = new GraphBuilder(architecture.network());
    LayerNodes layers = new LayerNodes(graph, weights, architecture.imageSize());
    graph.input(
        "image",
        DataType.UINT8,
        "RGB pixels of any size",
        "N",
        "height",
        "width",
        RgbImage.CHANNELS);
    String resized = resize(graph, "image", architecture.imageSize());
    String pixels = flip ? MirrorNodes.both(graph, resized) : resized;
    String normalised = architecture.input().accept(layers).apply(pixels);
    String features = architecture.backbone().accept(layers).apply(normalised);
    String age = architecture.ageHead().accept(layers).apply(features);
    AgeNodes ageNodes = new AgeNodes(graph, ofEach("age_prob", flip));
    String ages = architecture.ageCoding().accept(ageNodes).apply(age);
    ageOutputs(graph, mean(graph, "age_prob", ages, Age.CLASSES, flip));
    String gender = architecture.genderHead().accept(layers).apply(features);
    String softmax = ofEach("gender_prob", flip);
    String genders = graph.node("Softmax", softmax, List.of(gender), attribute("axis", 1));
    genderOutputs(graph, mean(graph, "gender_prob", genders, Gender.CLASSES, flip));
    return graph.build();
  }

  /** From bytes {@code [N, H, W, 3]} to whole-numbered floats {@code [N, 3, size, size]}. */
  private static String resize(GraphBuilder graph, String image, int size) {
    String planes =
        graph.node(
            "Transpose", "planes", List.of(image), attribute("perm", List.of(0L, 3L, 1L, 2L)));
    String floats =
        graph.node("Cast", "floats", List.of(planes), attribute("to", DataType.FLOAT.getNumber()));
    String sizes = graph.constant("image_size", size, size);
    String resized =
        graph.node(
            "Resize",
            "resized",
            List.of(floats, "", "", sizes),
            attribute("antialias", 1),
            attribute("axes", List.of(2L, 3L)),
            attribute("coordinate_transformation_mode", "half_pixel"),
            attribute("exclude_outside", 1),
            attribute("mode", "linear"));
    return graph.node("Round", "pixels", List.of(resized));
  }

  private static void ageOutputs(GraphBuilder graph, String probabilities) {
    float[] years = AgeNodes.years();
    String classes = graph.constant("years", List.of((long) years.length), years);
    String age = graph.node("MatMul", "age", List.of(probabilities, classes));
    String ageClass = argMax(graph, "age_class", probabilities);
    graph.output(age, DataType.FLOAT, "expected age in years", "N");
    graph.output(ageClass, DataType.INT64, "most likely age in whole years", "N");
    graph.output(probabilities, DataType.FLOAT, "probability of each age 0..100", "N", Age.CLASSES);
  }

  private static void genderOutputs(GraphBuilder graph, String probabilities) {
    String genderClass = argMax(graph, "gender_class", probabilities);
    graph.output(genderClass, DataType.INT64, "0 female, 1 male", "N");
    graph.output(probabilities, DataType.FLOAT, "probability of female, male", "N", Gender.CLASSES);
  }

  /** What probabilities are called that may have to be averaged before they go out. */
  private static String ofEach(String name, boolean flip) {
    return flip ? name + "_of_both" : name;
  }

  private static String mean(
      GraphBuilder graph, String name, String probabilities, int classes, boolean flip) {
    return flip ? MirrorNodes.mean(graph, name, probabilities, classes) : probabilities;
  }

  /** The first of the largest; one number a row. */
  private static String argMax(GraphBuilder graph, String name, String probabilities) {
    return graph.node(
        "ArgMax", name, List.of(probabilities), attribute("axis", 1), attribute("keepdims", 0));
  }

  private static void requireSameNetwork(Architecture architecture, ModelMetadata metadata) {
    if (!architecture.network().equals(metadata.network())
        || architecture.imageSize() != metadata.imageSize()) {
      throw new IllegalArgumentException(
          "the metadata must be those of %s at %d pixels, found %s at %d"
              .formatted(
                  architecture.network(),
                  architecture.imageSize(),
                  metadata.network(),
                  metadata.imageSize()));
    }
  }

  private static void requireWeights(Architecture architecture, Map<String, WeightArray> weights) {
    Map<String, List<Long>> declared = WeightShapes.of(architecture);
    List<String> faults = new ArrayList<>();
    declared.forEach(
        (name, shape) -> {
          WeightArray weight = weights.get(name);
          if (weight == null) {
            faults.add("'%s' is missing".formatted(name));
          } else if (!shape.equals(Arrays.stream(weight.shape()).boxed().toList())) {
            faults.add(
                "'%s' must have shape %s, found %s"
                    .formatted(name, shape, Arrays.toString(weight.shape())));
          } else if (!weight.isFinite()) {
            faults.add("'%s' has a value that is no finite number".formatted(name));
          }
        });
    weights.keySet().stream()
        .filter(name -> !declared.containsKey(name))
        .sorted()
        .forEach(name -> faults.add("'%s' belongs to no layer".formatted(name)));
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(
          "weights of %s: %s".formatted(architecture.network(), String.join("; ", faults)));
    }
  }
}
