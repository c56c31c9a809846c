package org.agegender.training.onnx;

import static org.agegender.training.onnx.GraphBuilder.attribute;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.agegender.core.RgbImage;
import org.agegender.training.network.Layer;
import org.agegender.training.network.WeightArray;
import org.agegender.training.onnx.proto.AttributeProto;

/**
 * The nodes of each kind of layer, as it runs in evaluation. Visiting a layer gives a function that
 * appends the layer's nodes behind the value named, and names the value that comes out.
 */
final class LayerNodes implements Layer.Visitor<UnaryOperator<String>> {

  private static final float LARGEST_PIXEL = 255;

  /** Keeps the values of layers apart from the outputs of the graph, whatever layers are called. */
  private static final String OUTPUT = ".output";

  private final GraphBuilder graph;
  private final Map<String, WeightArray> weights;
  private final int imageSize;

  /**
   * @param weights every weight of the layers to come, with the right shapes
   * @param imageSize side in pixels of the pictures that the input layer sees
   */
  LayerNodes(GraphBuilder graph, Map<String, WeightArray> weights, int imageSize) {
    this.graph = graph;
    this.weights = weights;
    this.imageSize = imageSize;
  }

  @Override
  public UnaryOperator<String> visit(Layer.Sequence sequence) {
    return input -> {
      String value = input;
      for (Layer layer : sequence.layers()) {
        value = layer.accept(this).apply(value);
      }
      return value;
    };
  }

  @Override
  public UnaryOperator<String> visit(Layer.Residual layer) {
    return input -> {
      String body = layer.body().accept(this).apply(input);
      String shortcut = layer.shortcut().accept(this).apply(input);
      return graph.node("Add", "residual", List.of(body, shortcut));
    };
  }

  @Override
  public UnaryOperator<String> visit(Layer.SqueezeExcite layer) {
    return input -> {
      String mean = graph.node("GlobalAveragePool", "squeezed", List.of(input));
      String factors = layer.excitation().accept(this).apply(mean);
      return graph.node("Mul", "excited", List.of(input, factors));
    };
  }

  @Override
  public UnaryOperator<String> visit(Layer.StochasticDepth layer) {
    return UnaryOperator.identity();
  }

  @Override
  public UnaryOperator<String> visit(Layer.Convolution layer) {
    return input -> {
      String weight = weight(layer.name(), "weight");
      List<String> inputs =
          layer.bias()
              ? List.of(input, weight, weight(layer.name(), "bias"))
              : List.of(input, weight);
      return graph.node(
          "Conv",
          layer.name() + OUTPUT,
          inputs,
          both("kernel_shape", layer.kernel()),
          both("strides", layer.stride()),
          padding(layer.padding()),
          attribute("group", layer.groups()));
    };
  }

  @Override
  public UnaryOperator<String> visit(Layer.BatchNorm layer) {
    return input ->
        graph.node(
            "BatchNormalization",
            layer.name() + OUTPUT,
            List.of(
                input,
                weight(layer.name(), "weight"),
                weight(layer.name(), "bias"),
                weight(layer.name(), "running_mean"),
                weight(layer.name(), "running_var")),
            attribute("epsilon", (float) layer.epsilon()));
  }

  @Override
  public UnaryOperator<String> visit(Layer.Activation layer) {
    return switch (layer.function()) {
      case RELU -> input -> graph.node("Relu", "relu", List.of(input));
      case RELU6 ->
          input -> {
            String low = graph.constant("relu6_low", List.of(), 0);
            String high = graph.constant("relu6_high", List.of(), 6);
            return graph.node("Clip", "relu6", List.of(input, low, high));
          };
      case SIGMOID -> input -> graph.node("Sigmoid", "sigmoid", List.of(input));
      case HARD_SIGMOID ->
          input ->
              graph.node(
                  "HardSigmoid",
                  "hard_sigmoid",
                  List.of(input),
                  attribute("alpha", 1f / 6),
                  attribute("beta", 0.5f));
      case SILU ->
          input -> {
            String sigmoid = graph.node("Sigmoid", "sigmoid", List.of(input));
            return graph.node("Mul", "silu", List.of(input, sigmoid));
          };
      case HARD_SWISH -> input -> graph.node("HardSwish", "hard_swish", List.of(input));
    };
  }

  @Override
  public UnaryOperator<String> visit(Layer.MaxPool layer) {
    return input ->
        graph.node(
            "MaxPool",
            "max_pool",
            List.of(input),
            both("kernel_shape", layer.kernel()),
            both("strides", layer.stride()),
            padding(layer.padding()));
  }

  @Override
  public UnaryOperator<String> visit(Layer.GlobalAveragePool layer) {
    return input -> flatten(graph.node("GlobalAveragePool", "global_average_pool", List.of(input)));
  }

  @Override
  public UnaryOperator<String> visit(Layer.Flatten layer) {
    return this::flatten;
  }

  @Override
  public UnaryOperator<String> visit(Layer.Dropout layer) {
    return UnaryOperator.identity();
  }

  @Override
  public UnaryOperator<String> visit(Layer.Linear layer) {
    return input ->
        graph.node(
            "Gemm",
            layer.name() + OUTPUT,
            List.of(input, weight(layer.name(), "weight"), weight(layer.name(), "bias")),
            attribute("transB", 1));
  }

  @Override
  public UnaryOperator<String> visit(Layer.RankLogits layer) {
    return input -> {
      String weight = weight(layer.name(), "weight");
      String score =
          graph.node(
              "Gemm", layer.name() + ".score", List.of(input, weight), attribute("transB", 1));
      String biases = weight(layer.name(), "rank_bias");
      return graph.node("Add", layer.name() + OUTPUT, List.of(score, biases));
    };
  }

  @Override
  public UnaryOperator<String> visit(Layer.StandardisePerImage layer) {
    return input -> {
      double values = (double) RgbImage.CHANNELS * imageSize * imageSize;
      String smallest =
          graph.constant("smallest_deviation", List.of(), (float) (1 / Math.sqrt(values)));
      String axes = graph.constant("picture_axes", 1, 2, 3);
      String mean = graph.node("ReduceMean", "picture_mean", List.of(input, axes));
      String centred = graph.node("Sub", "centred", List.of(input, mean));
      String squared = graph.node("Mul", "squared", List.of(centred, centred));
      String variance = graph.node("ReduceMean", "picture_variance", List.of(squared, axes));
      String deviation = graph.node("Sqrt", "picture_deviation", List.of(variance));
      String divisor = graph.node("Max", "divisor", List.of(deviation, smallest));
      return graph.node("Div", "standardised", List.of(centred, divisor));
    };
  }

  @Override
  public UnaryOperator<String> visit(Layer.NormaliseChannels layer) {
    return input -> {
      int channels = layer.mean().size();
      List<Long> shape = List.of((long) channels, 1L, 1L);
      float[] mean = new float[channels];
      float[] deviation = new float[channels];
      for (int channel = 0; channel < channels; channel++) {
        mean[channel] = layer.mean().get(channel) * LARGEST_PIXEL;
        deviation[channel] = layer.deviation().get(channel) * LARGEST_PIXEL;
      }
      String means = graph.constant("channel_mean", shape, mean);
      String deviations = graph.constant("channel_deviation", shape, deviation);
      String centred = graph.node("Sub", "centred", List.of(input, means));
      return graph.node("Div", "normalised", List.of(centred, deviations));
    };
  }

  private String flatten(String input) {
    return graph.node("Flatten", "flatten", List.of(input), attribute("axis", 1));
  }

  private String weight(String layer, String kind) {
    String name = layer + "." + kind;
    WeightArray weight = weights.get(name);
    if (weight == null) {
      throw new IllegalStateException("weight '%s' was not declared".formatted(name));
    }
    List<Long> shape = Arrays.stream(weight.shape()).boxed().toList();
    return graph.constant(name, shape, weight.values());
  }

  /** The same number for height and width. */
  private static AttributeProto both(String name, long value) {
    return attribute(name, List.of(value, value));
  }

  /** The same number of rows and columns on each of the four sides. */
  private static AttributeProto padding(long value) {
    return attribute("pads", List.of(value, value, value, value));
  }
}
