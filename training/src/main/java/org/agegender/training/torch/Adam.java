package org.agegender.training.torch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.agegender.training.network.WeightArray;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * Adam and AdamW. The update runs over spans that fit the processor's cache, since whole-tensor
 * operations would read and write each array of a large layer from memory six times. A span is too
 * small for the engine to split among its own threads, whose meeting after each operation costs
 * more than it saves; {@link SharedWork} shares the spans and meets once a step. Owns the moments.
 */
final class Adam implements AutoCloseable {

  private final OptimiserOptions options;
  private final Map<String, AdamMoments> moments = new LinkedHashMap<>();
  private final SharedWork threads;
  private long steps;

  /**
   * @param backbone names of the backbone's weights; the others are of the heads
   * @param threads not closed here
   */
  Adam(OptimiserOptions options, TorchWeights weights, Set<String> backbone, SharedWork threads) {
    this.options = options;
    this.threads = threads;
    boolean decaysAll = options.adam().decayNormsAndBiases();
    weights
        .parameters()
        .forEach(
            (name, parameter) ->
                moments.put(
                    name,
                    new AdamMoments(
                        parameter, backbone.contains(name), decaysAll || parameter.dim() > 1)));
  }

  /** Whether the next step leaves the backbone as it is, so that it needs no gradient. */
  boolean backboneIsFrozen() {
    return steps < options.freezeBackboneSteps();
  }

  /**
   * Changes the parameters by their gradients, which are then forgotten. Parameters without a
   * gradient stay.
   *
   * @param learningRate of the heads
   */
  void step(double learningRate) {
    steps++;
    try (PointerScope scope = new PointerScope()) {
      Map<AdamMoments, Tensor> gradients = new LinkedHashMap<>();
      for (AdamMoments of : moments.values()) {
        if (of.hasGradient()) {
          gradients.put(of, of.flatGradient());
        }
      }
      double clip = clip(List.copyOf(gradients.values()));
      try (AdamUpdate heads = new AdamUpdate(options.adam(), learningRate, clip, steps);
          AdamUpdate backbone =
              new AdamUpdate(
                  options.adam(), learningRate * options.backboneFactor(), clip, backboneSteps())) {
        List<Runnable> work = new ArrayList<>();
        gradients.forEach(
            (of, gradient) -> of.addSteps(gradient, of.isOfBackbone() ? backbone : heads, work));
        threads.run(work);
      }
      gradients.keySet().forEach(AdamMoments::forgetGradient);
    }
  }

  /** Which step this is for the backbone: its moments begin to fill when it is set free. */
  private long backboneSteps() {
    return Math.max(1, steps - options.freezeBackboneSteps());
  }

  private double clip(List<Tensor> gradients) {
    return options.clipNorm() == 0
        ? 1
        : GradientNorm.factor(GradientNorm.of(gradients, threads), options.clipNorm());
  }

  long steps() {
    return steps;
  }

  Map<String, WeightArray> firstMoments() {
    return arrays(AdamMoments::first);
  }

  Map<String, WeightArray> secondMoments() {
    return arrays(AdamMoments::second);
  }

  private Map<String, WeightArray> arrays(Function<AdamMoments, Tensor> which) {
    Map<String, WeightArray> arrays = new LinkedHashMap<>();
    moments.forEach((name, of) -> arrays.put(name, TorchWeights.array(which.apply(of))));
    return arrays;
  }

  /** Puts back what {@link #firstMoments}, {@link #secondMoments} and {@link #steps} gave. */
  void restore(EngineState state, TorchWeights weights) {
    steps = state.steps();
    moments.forEach(
        (name, of) -> {
          weights.fill(name, of.first(), state.firstMoments().get(name));
          weights.fill(name, of.second(), state.secondMoments().get(name));
        });
  }

  @Override
  public void close() {
    moments.values().forEach(AdamMoments::close);
  }
}
