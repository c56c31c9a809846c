package org.agegender.training.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.agegender.core.Age;
import org.agegender.training.network.WeightArray;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class JointLossTest {

  @Test
  void smoothingSpreadsAShareOfTheGenderLabelOverBothClasses() {
    // -ln of the softmax of (2, -1): 0.0485874 and 3.0485874.
    assertThat(losses(0).gender()).isCloseTo(0.0485874, within(1e-6));
    assertThat(losses(0.1).gender())
        .isCloseTo(0.9 * 0.0485874 + 0.05 * (0.0485874 + 3.0485874), within(1e-6));
  }

  @Test
  void theJointLossWeighsBothHeads() {
    StepLosses losses = losses(0);
    assertThat(losses.age()).isCloseTo(Math.log(101), within(1e-5));
    assertThat(losses.joint()).isCloseTo((3 * Math.log(101) + 0.0485874) / 4, within(1e-5));
  }

  private static StepLosses losses(double smoothing) {
    LossOptions options = new LossOptions(new AgeLoss.CrossEntropy(), 3, 1, smoothing);
    Device device = new Device(torch.DeviceType.CPU);
    try (PointerScope scope = new PointerScope();
        JointLoss loss = new JointLoss(options, device)) {
      Tensor ages = tensor(device, new float[Age.CLASSES]);
      Tensor genders = tensor(device, 2, -1);
      Tensor age = BatchTensors.classes(new int[] {30}, device);
      Tensor gender = BatchTensors.classes(new int[] {0}, device);
      return loss.of(ages, genders, age, gender).values();
    }
  }

  private static Tensor tensor(Device device, float... values) {
    return TorchWeights.tensor(new WeightArray(new long[] {1, values.length}, values), device);
  }
}
