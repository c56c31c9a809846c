package org.agegender.training.torch;

import static org.bytedeco.pytorch.global.torch.constant_pad_nd;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.agegender.core.Age;
import org.agegender.training.network.AgeCoding;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;

/** From the outputs of the age head to the probability of each age. Owns its constants. */
final class AgeDecoder implements AgeCoding.Visitor<UnaryOperator<Tensor>>, AutoCloseable {

  private final Device device;
  private final AgeScale scale;
  private final List<Tensor> constants = new ArrayList<>();
  private final UnaryOperator<Tensor> decode;

  AgeDecoder(AgeCoding coding, Device device) {
    this.device = device;
    this.scale = new AgeScale(device);
    this.decode = coding.accept(this);
  }

  /**
   * Probabilities {@code [N, 101]} in the caller's scope.
   *
   * @param outputs of the age head in 32-bit floats
   */
  Tensor probabilities(Tensor outputs) {
    return decode.apply(outputs);
  }

  @Override
  public UnaryOperator<Tensor> visit(AgeCoding.Classes coding) {
    return logits -> logits.softmax(1);
  }

  @Override
  public UnaryOperator<Tensor> visit(AgeCoding.Ranks coding) {
    return logits -> {
      Tensor above = logits.sigmoid().sort(1, true).get0();
      Tensor from = constant_pad_nd(above, new long[] {1, 0}, new Scalar(1.0));
      return from.sub(constant_pad_nd(above, new long[] {0, 1}, new Scalar(0.0)));
    };
  }

  @Override
  public UnaryOperator<Tensor> visit(AgeCoding.Value coding) {
    Tensor distributions = TorchWeights.owned(coding.distributions(), device);
    constants.add(distributions);
    return outputs -> {
      Tensor years = years(outputs).clamp(bound(0), bound(Age.MAX));
      Tensor distances = scale.years().sub(years).abs();
      Tensor neighbours = distances.neg().add(new Scalar(1.0)).relu();
      return neighbours.matmul(distributions);
    };
  }

  private static ScalarOptional bound(double years) {
    return new ScalarOptional(new Scalar(years));
  }

  /** The numbers of {@link AgeCoding.Value} in years, not bounded; of the shape of the outputs. */
  static Tensor years(Tensor outputs) {
    return outputs.mul(new Scalar(AgeCoding.Value.UNIT)).add(new Scalar(AgeCoding.USUAL_AGE));
  }

  @Override
  public void close() {
    scale.close();
    constants.forEach(Tensor::close);
  }
}
