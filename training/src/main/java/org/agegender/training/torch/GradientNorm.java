package org.agegender.training.torch;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * The Euclidean norm of several tensors taken together. Each span is summed in one thread and the
 * spans in their order, so that the number of threads does not change a bit of it.
 */
final class GradientNorm {

  /** Against division by zero, as in PyTorch's {@code clip_grad_norm_}. */
  private static final double TINY = 1e-6;

  private GradientNorm() {}

  /** The norm of flat tensors. */
  static double of(List<Tensor> flat, SharedWork threads) {
    List<Tensor> tensors = new ArrayList<>();
    List<Span> spans = new ArrayList<>();
    for (Tensor tensor : flat) {
      for (Span span : Span.covering(tensor.numel())) {
        tensors.add(tensor);
        spans.add(span);
      }
    }
    double[] norms = new double[spans.size()];
    List<Runnable> work = new ArrayList<>();
    for (int i = 0; i < norms.length; i++) {
      int at = i;
      work.add(() -> norms[at] = norm(spans.get(at), tensors.get(at)));
    }
    threads.run(work);
    double squares = 0;
    for (double norm : norms) {
      squares += norm * norm;
    }
    return Math.sqrt(squares);
  }

  /** What gradients of this norm are multiplied by so that it is at most {@code most}. */
  static double factor(double norm, double most) {
    return Math.min(1, most / (norm + TINY));
  }

  private static double norm(Span span, Tensor flat) {
    try (PointerScope scope = new PointerScope()) {
      return span.of(flat).norm().item_double();
    }
  }
}
