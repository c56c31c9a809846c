package org.agegender.training.network;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The weights that an architecture owns: their names and shapes, in the order of its layers. */
public final class WeightShapes {

  private WeightShapes() {}

  /**
   * The weights of backbone, age head and gender head, named and laid out as in PyTorch's state
   * dicts, with the running statistics of batch norms.
   *
   * @return names to shapes, outermost dimension first
   * @throws IllegalArgumentException if two layers share a name
   */
  public static Map<String, List<Long>> of(Architecture architecture) {
    return of(
        Stream.of(
            architecture.input(),
            architecture.backbone(),
            architecture.ageHead(),
            architecture.genderHead()));
  }

  /**
   * The weights of one layer and the layers within it.
   *
   * @return names to shapes, outermost dimension first
   * @throws IllegalArgumentException if two layers share a name
   */
  public static Map<String, List<Long>> of(Layer layer) {
    return of(Stream.of(layer));
  }

  private static Map<String, List<Long>> of(Stream<Layer> layers) {
    Map<String, List<Long>> shapes = new LinkedHashMap<>();
    layers
        .flatMap(layer -> layer.accept(new Declared()))
        .forEach(
            weight -> {
              if (shapes.putIfAbsent(weight.name(), weight.shape()) != null) {
                throw new IllegalArgumentException(
                    "each weight must have a name of its own, found '%s' twice"
                        .formatted(weight.name()));
              }
            });
    return Collections.unmodifiableMap(shapes);
  }

  private record Named(String name, List<Long> shape) {}

  private static final class Declared implements Layer.Visitor<Stream<Named>> {

    @Override
    public Stream<Named> visit(Layer.Sequence layer) {
      return layer.layers().stream().flatMap(inner -> inner.accept(this));
    }

    @Override
    public Stream<Named> visit(Layer.Residual layer) {
      return Stream.concat(layer.body().accept(this), layer.shortcut().accept(this));
    }

    @Override
    public Stream<Named> visit(Layer.SqueezeExcite layer) {
      return layer.excitation().accept(this);
    }

    @Override
    public Stream<Named> visit(Layer.StochasticDepth layer) {
      return Stream.empty();
    }

    @Override
    public Stream<Named> visit(Layer.Convolution layer) {
      Named weight =
          named(
              layer.name(),
              "weight",
              layer.out(),
              layer.in() / layer.groups(),
              layer.kernel(),
              layer.kernel());
      return layer.bias()
          ? Stream.of(weight, named(layer.name(), "bias", layer.out()))
          : Stream.of(weight);
    }

    @Override
    public Stream<Named> visit(Layer.BatchNorm layer) {
      return Stream.of("weight", "bias", "running_mean", "running_var")
          .map(kind -> named(layer.name(), kind, layer.channels()));
    }

    @Override
    public Stream<Named> visit(Layer.Linear layer) {
      return Stream.of(
          named(layer.name(), "weight", layer.out(), layer.in()),
          named(layer.name(), "bias", layer.out()));
    }

    @Override
    public Stream<Named> visit(Layer.Activation layer) {
      return Stream.empty();
    }

    @Override
    public Stream<Named> visit(Layer.MaxPool layer) {
      return Stream.empty();
    }

    @Override
    public Stream<Named> visit(Layer.GlobalAveragePool layer) {
      return Stream.empty();
    }

    @Override
    public Stream<Named> visit(Layer.Flatten layer) {
      return Stream.empty();
    }

    @Override
    public Stream<Named> visit(Layer.Dropout layer) {
      return Stream.empty();
    }

    @Override
    public Stream<Named> visit(Layer.RankLogits layer) {
      return Stream.of(
          named(layer.name(), "weight", 1, layer.in()),
          named(layer.name(), WeightInitialiser.RANK_BIAS, layer.ranks()));
    }

    @Override
    public Stream<Named> visit(Layer.StandardisePerImage layer) {
      return Stream.empty();
    }

    @Override
    public Stream<Named> visit(Layer.NormaliseChannels layer) {
      return Stream.empty();
    }

    private static Named named(String layer, String kind, long... shape) {
      return new Named(layer + "." + kind, Arrays.stream(shape).boxed().toList());
    }
  }
}
