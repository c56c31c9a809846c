package org.agegender.training.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.agegender.training.network.Architecture;
import org.agegender.training.network.Layer;
import org.agegender.training.network.WeightArray;
import org.agegender.training.network.WeightShapes;
import org.agegender.training.onnx.proto.ModelProto;
import org.agegender.training.onnx.proto.OperatorSetIdProto;
import org.agegender.training.onnx.proto.TensorProto.DataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class LayerNodesTest {

  private static final long[] PICTURES = {2, 3, 9, 9};
  private static final long[] FOUR_CHANNELS = {2, 4, 5, 5};
  private static final long[] FEATURES = {2, 5};

  static Stream<Arguments> layers() {
    Layer bodyWithStride =
        Layer.Sequence.of(
            new Layer.Convolution("a", 3, 4, 3, 2, 1, false),
            new Layer.BatchNorm("b", 4),
            Layer.Activation.RELU);
    Layer excitation =
        Layer.Sequence.of(
            new Layer.Convolution("d", 3, 2, 1, 1, 0, true),
            Layer.Activation.RELU,
            new Layer.Convolution("u", 2, 3, 1, 1, 0, true),
            new Layer.Activation(Layer.Activation.Function.SIGMOID));
    return Stream.of(
        Arguments.of(Layer.Sequence.of(), PICTURES),
        Arguments.of(new Layer.Convolution("c", 3, 4, 3, 1, 0, true), PICTURES),
        Arguments.of(new Layer.Convolution("c", 3, 4, 5, 1, 2, true), PICTURES),
        Arguments.of(new Layer.Convolution("c", 3, 4, 3, 2, 1, false), PICTURES),
        Arguments.of(new Layer.Convolution("c", 3, 2, 1, 2, 0, false), PICTURES),
        Arguments.of(Layer.Convolution.depthwise("c", 3, 3, 2, 1), PICTURES),
        Arguments.of(Layer.Convolution.depthwise("c", 3, 9, 1, 0), PICTURES),
        Arguments.of(new Layer.Convolution("c", 3, 6, 3, 1, 1, 3, true), PICTURES),
        Arguments.of(new Layer.Convolution("c", 4, 6, 3, 1, 1, 2, false), FOUR_CHANNELS),
        Arguments.of(new Layer.BatchNorm("b", 3), PICTURES),
        Arguments.of(new Layer.BatchNorm("b", 3, 0.1, 0.01), PICTURES),
        Arguments.of(Layer.Activation.RELU, FEATURES),
        Arguments.of(new Layer.MaxPool(2, 2, 0), PICTURES),
        Arguments.of(new Layer.MaxPool(3, 2, 1), PICTURES),
        Arguments.of(new Layer.GlobalAveragePool(), PICTURES),
        Arguments.of(new Layer.Flatten(), PICTURES),
        Arguments.of(new Layer.Dropout(0.5), PICTURES),
        Arguments.of(new Layer.StochasticDepth(0.5), PICTURES),
        Arguments.of(new Layer.SqueezeExcite(excitation), PICTURES),
        Arguments.of(new Layer.Linear("l", 5, 7), FEATURES),
        Arguments.of(new Layer.RankLogits("r", 5, 4), FEATURES),
        Arguments.of(new Layer.Residual(Layer.Activation.RELU, Layer.Sequence.of()), PICTURES),
        Arguments.of(
            new Layer.Residual(bodyWithStride, new Layer.Convolution("d", 3, 4, 1, 2, 0, false)),
            PICTURES));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void runtimeComputesWhatTheDefinitionSays(Layer layer, long[] shape) throws Exception {
    compare(layer, Tensor.random(new Random(7), -2, 2, shape), 1e-5);
  }

  @ParameterizedTest
  @EnumSource(Layer.Activation.Function.class)
  void runtimeComputesEveryActivation(Layer.Activation.Function function) throws Exception {
    Layer layer = new Layer.Activation(function);
    compare(layer, Tensor.random(new Random(11), -9, 9, PICTURES), 1e-5);
  }

  @Test
  void channelsAreNormalisedFromPixelValues() throws Exception {
    compare(Layer.NormaliseChannels.IMAGENET, Tensor.random(new Random(8), 0, 255, PICTURES), 1e-5);
  }

  @Test
  void picturesAreStandardisedOneByOne() throws Exception {
    compare(new Layer.StandardisePerImage(), Tensor.random(new Random(9), 0, 255, PICTURES), 1e-5);
  }

  @Test
  void aPictureOfOneColourStandardisesToZero() throws Exception {
    Tensor grey = Tensor.zeros(PICTURES);
    Arrays.fill(grey.values(), 77);
    assertThat(run(new Layer.StandardisePerImage(), Map.of(), grey, 4).values()).containsOnly(0);
  }

  @Test
  void theSmallestDeviationIsOneByTheRootOfTheCount() throws Exception {
    // One value of 243 stands out by 0.5: the deviation, 0.032, is below 1 / sqrt(243) = 0.064.
    Tensor almostGrey = Tensor.zeros(1, 3, 9, 9);
    almostGrey.values()[0] = 0.5f;
    Tensor out = run(new Layer.StandardisePerImage(), Map.of(), almostGrey, 4);
    assertThat(out.values()[0])
        .isCloseTo((float) (0.5 * 242 / 243 * Math.sqrt(243)), within(1e-4f));
  }

  private static void compare(Layer layer, Tensor input, double tolerance) throws Exception {
    Map<String, WeightArray> weights = Examples.weights(shapes(layer), 3);
    Tensor expected = layer.accept(new NaiveLayers(weights)).apply(input);
    Tensor found = run(layer, weights, input, expected.shape().length);
    assertThat(found.shape()).isEqualTo(expected.shape());
    for (int i = 0; i < expected.values().length; i++) {
      assertThat((double) found.values()[i]).isCloseTo(expected.values()[i], within(tolerance));
    }
  }

  private static Map<String, List<Long>> shapes(Layer layer) {
    Layer none = Layer.Sequence.of();
    return WeightShapes.of(new Architecture("test", 9, layer, none, none, none));
  }

  /** Runs one layer alone, as a graph from floats to floats of the rank given. */
  private static Tensor run(
      Layer layer, Map<String, WeightArray> weights, Tensor input, int outputRank)
      throws Exception {
    GraphBuilder graph = new GraphBuilder("test");
    graph.input("x", DataType.FLOAT, "", sizes("in", input.shape().length));
    String last = layer.accept(new LayerNodes(graph, weights, 9)).apply("x");
    String y = graph.node("Identity", "y", List.of(last));
    graph.output(y, DataType.FLOAT, "", sizes("out", outputRank));
    ModelProto model =
        ModelProto.newBuilder()
            .setIrVersion(8)
            .setGraph(graph.build())
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(18))
            .build();
    try (OrtModel runtime = new OrtModel(model.toByteArray())) {
      return runtime.run(input);
    }
  }

  private static Object[] sizes(String prefix, int rank) {
    Object[] sizes = new Object[rank];
    Arrays.setAll(sizes, i -> prefix + i);
    return sizes;
  }
}
