package org.agegender.training.torch;

import static org.bytedeco.pytorch.global.torch.zeros_like;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/** One parameter with its moments, which it owns. */
final class AdamMoments implements AutoCloseable {

  private final Tensor parameter;
  private final Tensor first;
  private final Tensor second;
  private final boolean backbone;
  private final boolean decayed;
  private final List<Slice> slices = new ArrayList<>();

  /**
   * @param backbone whether the parameter is one of the backbone
   * @param decayed whether weight decay applies to it
   */
  AdamMoments(Tensor parameter, boolean backbone, boolean decayed) {
    this.parameter = parameter;
    this.backbone = backbone;
    this.decayed = decayed;
    try (PointerScope scope = new PointerScope()) {
      Tensor values = parameter.detach();
      first = zeros_like(values).retainReference();
      second = zeros_like(values).retainReference();
      Tensor flatValues = Span.flat(values);
      Tensor flatFirst = Span.flat(first);
      Tensor flatSecond = Span.flat(second);
      for (Span span : Span.covering(values.numel())) {
        slices.add(
            new Slice(
                span,
                span.of(flatValues).retainReference(),
                span.of(flatFirst).retainReference(),
                span.of(flatSecond).retainReference()));
      }
    }
  }

  Tensor first() {
    return first;
  }

  Tensor second() {
    return second;
  }

  boolean isOfBackbone() {
    return backbone;
  }

  boolean hasGradient() {
    return parameter.grad().defined();
  }

  /** The gradient as a flat tensor in the parameter's order of memory; in the caller's scope. */
  Tensor flatGradient() {
    return Span.flatLike(parameter, parameter.grad());
  }

  /** Adds the steps of all slices to {@code work}. */
  void addSteps(Tensor flatGradient, AdamUpdate update, List<Runnable> work) {
    for (Slice slice : slices) {
      work.add(() -> slice.step(flatGradient, update, decayed));
    }
  }

  void forgetGradient() {
    parameter.mutable_grad().reset();
  }

  @Override
  public void close() {
    slices.forEach(Slice::close);
    first.close();
    second.close();
  }

  /** Views of one span of a parameter and its moments. */
  private record Slice(Span span, Tensor values, Tensor first, Tensor second)
      implements AutoCloseable {

    void step(Tensor flatGradient, AdamUpdate update, boolean decayed) {
      try (PointerScope scope = new PointerScope()) {
        Tensor g = span.of(flatGradient);
        if (update.clips) {
          g = g.mul(update.clip);
        }
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
