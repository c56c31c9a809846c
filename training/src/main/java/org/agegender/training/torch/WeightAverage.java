package org.agegender.training.torch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.agegender.training.network.Architecture;
import org.agegender.training.network.WeightArray;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * The exponential moving average of all weights, running statistics of batch norms included (Polyak
 * and Juditsky, "Acceleration of stochastic approximation by averaging", SIAM J. Control and
 * Optimization 1992; with decay as in Szegedy et al., "Rethinking the Inception architecture", CVPR
 * 2016). After step {@code t}, from 1 on, the average becomes {@code d * average + (1 - d) *
 * weights} with {@code d = min(decay, (1 + t) / (10 + t))}, so that it soon leaves the weights that
 * training began with. Owns its tensors.
 */
final class WeightAverage implements AutoCloseable {

  private static final double WARM_UP = 10;

  private final double decay;
  private final SharedWork threads;
  private final TorchWeights averaged;
  private final List<Slice> slices = new ArrayList<>();

  /**
   * @param decay more than 0 and less than 1
   * @param followed the weights in training
   * @param threads not closed here
   */
  WeightAverage(
      double decay,
      Architecture architecture,
      Device device,
      TorchWeights followed,
      SharedWork threads) {
    this.decay = decay;
    this.threads = threads;
    this.averaged = new TorchWeights(architecture, device);
    try (PointerScope scope = new PointerScope()) {
      followed.parameters().forEach((name, of) -> follow(of, averaged.parameter(name)));
      followed.statistics().forEach((name, of) -> follow(of, averaged.statistic(name)));
    }
  }

  private void follow(Tensor followed, Tensor average) {
    Tensor from = Span.flat(followed.detach());
    Tensor to = Span.flat(average.detach());
    for (Span span : Span.covering(from.numel())) {
      slices.add(new Slice(span.of(from).retainReference(), span.of(to).retainReference()));
    }
  }

  /**
   * Moves the average towards the weights.
   *
   * @param step which one brought them where they are, from 1 on
   */
  void update(long step) {
    try (Scalar towards = new Scalar(1 - decayAt(step))) {
      List<Runnable> work = new ArrayList<>();
      slices.forEach(slice -> work.add(() -> slice.move(towards)));
      threads.run(work);
    }
  }

  private double decayAt(long step) {
    return Math.min(decay, (1 + step) / (WARM_UP + step));
  }

  /** The averages, to be run like the weights themselves. */
  TorchWeights weights() {
    return averaged;
  }

  /** Begins or goes on with these values. */
  void restore(Map<String, WeightArray> arrays) {
    averaged.restore(arrays);
  }

  @Override
  public void close() {
    slices.forEach(Slice::close);
    averaged.close();
  }

  /** Views of one span of a weight and of its average. */
  private record Slice(Tensor followed, Tensor average) implements AutoCloseable {

    void move(Scalar towards) {
      try (PointerScope scope = new PointerScope()) {
        average.lerp_(followed, towards);
      }
    }

    @Override
    public void close() {
      followed.close();
      average.close();
    }
  }
}
