package org.agegender.training.torch;

import static org.bytedeco.pytorch.global.torch.zeros_like;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agegender.training.network.WeightArray;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Adam and AdamW. The update runs over slices that fit the processor's cache, since whole-tensor
 * operations would read and write each array of a large layer from memory six times. A slice is too
 * small for the engine to split among its own threads, whose meeting after each operation costs
 * more than it saves; threads of this class share the slices and meet once a step. Owns the
 * moments.
 */
final class Adam implements AutoCloseable {

  /** Values in one slice, the most that the engine computes in one thread. */
  private static final long SLICE = 1 << 15;

  private final AdamOptions options;
  private final Map<String, Moments> moments = new LinkedHashMap<>();
  private final SharedWork threads;
  private long steps;

  Adam(AdamOptions options, TorchWeights weights, int threads) {
    this.options = options;
    this.threads = new SharedWork(threads);
    weights.parameters().forEach((name, parameter) -> moments.put(name, new Moments(parameter)));
  }

  /** Changes the parameters by their gradients, which are then forgotten. */
  void step(double learningRate) {
    steps++;
    try (PointerScope scope = new PointerScope();
        Update update = new Update(options, learningRate, steps)) {
      List<Runnable> work = new ArrayList<>();
      moments.values().forEach(of -> of.addSteps(update, work));
      threads.run(work);
      moments.values().forEach(Moments::forgetGradient);
    }
  }

  long steps() {
    return steps;
  }

  Map<String, WeightArray> firstMoments() {
    return arrays(true);
  }

  Map<String, WeightArray> secondMoments() {
    return arrays(false);
  }

  private Map<String, WeightArray> arrays(boolean first) {
    Map<String, WeightArray> arrays = new LinkedHashMap<>();
    moments.forEach(
        (name, of) -> arrays.put(name, TorchWeights.array(first ? of.first : of.second)));
    return arrays;
  }

  /** Puts back what {@link #firstMoments}, {@link #secondMoments} and {@link #steps} gave. */
  void restore(EngineState state, TorchWeights weights) {
    steps = state.steps();
    moments.forEach(
        (name, of) -> {
          weights.fill(name, of.first, state.firstMoments().get(name));
          weights.fill(name, of.second, state.secondMoments().get(name));
        });
  }

  @Override
  public void close() {
    threads.close();
    moments.values().forEach(Moments::close);
  }

  /** The numbers of one step. */
  private static final class Update implements AutoCloseable {
    final Scalar decay;
    final double weightDecay;
    final Scalar coupledDecay;
    final Scalar towardsGradient;
    final Scalar beta2;
    final Scalar oneMinusBeta2;
    final Scalar secondCorrection;
    final Scalar epsilon;
    final Scalar minusStep;
    final boolean decoupled;

    Update(AdamOptions options, double learningRate, long step) {
      weightDecay = options.weightDecay();
      decoupled = options.decoupled();
      decay = new Scalar(1 - learningRate * options.weightDecay());
      coupledDecay = new Scalar(options.weightDecay());
      towardsGradient = new Scalar(1 - options.beta1());
      beta2 = new Scalar(options.beta2());
      oneMinusBeta2 = new Scalar(1 - options.beta2());
      secondCorrection = new Scalar(1 / Math.sqrt(1 - Math.pow(options.beta2(), step)));
      epsilon = new Scalar(options.epsilon());
      minusStep = new Scalar(-learningRate / (1 - Math.pow(options.beta1(), step)));
    }

    @Override
    public void close() {
      for (Scalar scalar :
          List.of(
              decay,
              coupledDecay,
              towardsGradient,
              beta2,
              oneMinusBeta2,
              secondCorrection,
              epsilon,
              minusStep)) {
        scalar.close();
      }
    }
  }

  /** One parameter with its moments. */
  private static final class Moments implements AutoCloseable {

    private final Tensor parameter;
    private final Tensor first;
    private final Tensor second;
    private final boolean decayed;
    private final List<Slice> slices = new ArrayList<>();

    Moments(Tensor parameter) {
      this.parameter = parameter;
      this.decayed = parameter.dim() > 1;
      try (PointerScope scope = new PointerScope()) {
        Tensor values = parameter.detach();
        first = zeros_like(values).retainReference();
        second = zeros_like(values).retainReference();
        Tensor flatValues = flat(values);
        Tensor flatFirst = flat(first);
        Tensor flatSecond = flat(second);
        long numel = values.numel();
        for (long start = 0; start < numel; start += SLICE) {
          long length = Math.min(SLICE, numel - start);
          slices.add(
              new Slice(
                  start,
                  length,
                  flatValues.narrow(0, start, length).retainReference(),
                  flatFirst.narrow(0, start, length).retainReference(),
                  flatSecond.narrow(0, start, length).retainReference()));
        }
      }
    }

    /** Adds the steps of all slices, if there is a gradient. */
    void addSteps(Update update, List<Runnable> work) {
      Tensor gradient = parameter.grad();
      if (gradient.defined()) {
        Tensor flat = flat(asInMemory(gradient));
        for (Slice slice : slices) {
          work.add(() -> slice.step(flat, update, decayed));
        }
      }
    }

    void forgetGradient() {
      parameter.mutable_grad().reset();
    }

    /** The gradient in the parameter's own order of values in memory. */
    private Tensor asInMemory(Tensor gradient) {
      boolean channelsLast = parameter.is_contiguous(torch.MemoryFormat.ChannelsLast);
      return channelsLast && parameter.dim() == 4
          ? gradient.contiguous(torch.MemoryFormat.ChannelsLast)
          : gradient.contiguous();
    }

    /** A one-dimensional view in the order of memory. */
    private static Tensor flat(Tensor dense) {
      return dense.as_strided(new long[] {dense.numel()}, 1);
    }

    @Override
    public void close() {
      slices.forEach(Slice::close);
      first.close();
      second.close();
    }
  }

  /** Views of one slice of a parameter and its moments. */
  private static final class Slice implements AutoCloseable {

    private final long start;
    private final long length;
    private final Tensor values;
    private final Tensor first;
    private final Tensor second;

    Slice(long start, long length, Tensor values, Tensor first, Tensor second) {
      this.start = start;
      this.length = length;
      this.values = values;
      this.first = first;
      this.second = second;
    }

    void step(Tensor gradient, Update update, boolean decayed) {
      try (PointerScope scope = new PointerScope()) {
        Tensor g = gradient.narrow(0, start, length);
        if (decayed && update.weightDecay > 0) {
          if (update.decoupled) {
            values.mul_(update.decay);
          } else {
            g = g.add(values, update.coupledDecay);
          }
        }
        first.lerp_(g, update.towardsGradient);
        second.mul_(update.beta2).addcmul_(g, g, update.oneMinusBeta2);
        Tensor root = second.sqrt().mul_(update.secondCorrection).add_(update.epsilon);
        values.addcdiv_(first, root, update.minusStep);
      }
    }

    @Override
    public void close() {
      values.close();
      first.close();
      second.close();
    }
  }
}
