package org.agegender.training.torch;

import static org.bytedeco.pytorch.global.torch.empty;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.agegender.training.network.Architecture;
import org.agegender.training.network.WeightArray;
import org.agegender.training.network.WeightShapes;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * The weights of one network as tensors: trained parameters with gradients and running statistics
 * without. Four-dimensional parameters lie in memory channels last, as the convolutions want them.
 * Owns its tensors.
 */
final class TorchWeights implements AutoCloseable {

  private static final int CONVOLUTION_DIMENSIONS = 4;

  private final Device device;
  private final Map<String, Tensor> parameters = new LinkedHashMap<>();
  private final Map<String, Tensor> statistics = new LinkedHashMap<>();
  private final ScalarTypeOptional sameType = new ScalarTypeOptional();

  TorchWeights(Architecture architecture, Device device) {
    this.device = device;
    try (PointerScope scope = new PointerScope()) {
      WeightShapes.of(architecture)
          .forEach(
              (name, shape) -> {
                boolean statistic = name.contains(".running_");
                Tensor tensor = allocate(shape).zero_();
                tensor.set_requires_grad(!statistic);
                tensor.retainReference();
                (statistic ? statistics : parameters).put(name, tensor);
              });
    }
  }

  private Tensor allocate(List<Long> shape) {
    long[] sizes = shape.stream().mapToLong(Long::longValue).toArray();
    MemoryFormatOptional format =
        sizes.length == CONVOLUTION_DIMENSIONS
            ? new MemoryFormatOptional(torch.MemoryFormat.ChannelsLast)
            : new MemoryFormatOptional();
    return empty(sizes, floats(), format).to(device, torch.ScalarType.Float);
  }

  private static TensorOptions floats() {
    return new TensorOptions(torch.ScalarType.Float);
  }

  Device device() {
    return device;
  }

  /** A trained parameter. */
  Tensor parameter(String name) {
    return Objects.requireNonNull(parameters.get(name), name);
  }

  /** A running mean or variance. */
  Tensor statistic(String name) {
    return Objects.requireNonNull(statistics.get(name), name);
  }

  /** All trained parameters by name, in the order of the layers. */
  Map<String, Tensor> parameters() {
    return Collections.unmodifiableMap(parameters);
  }

  /** All running means and variances by name, in the order of the layers. */
  Map<String, Tensor> statistics() {
    return Collections.unmodifiableMap(statistics);
  }

  /** "Of the type it has": the optional argument of reductions. */
  ScalarTypeOptional sameType() {
    return sameType;
  }

  /** A small constant on the device, in the caller's scope. */
  Tensor constant(List<Float> values) {
    float[] array = new float[values.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = values.get(i);
    }
    return onDevice(new WeightArray(new long[] {array.length}, array));
  }

  /** A copy of all weights, trained ones and statistics. */
  Map<String, WeightArray> snapshot() {
    Map<String, WeightArray> arrays = new LinkedHashMap<>();
    parameters.forEach((name, tensor) -> arrays.put(name, array(tensor)));
    statistics.forEach((name, tensor) -> arrays.put(name, array(tensor)));
    return arrays;
  }

  /**
   * Overwrites all weights.
   *
   * @throws IllegalArgumentException if one is missing or has another shape
   */
  void restore(Map<String, WeightArray> arrays) {
    parameters.forEach((name, tensor) -> fill(name, tensor, arrays.get(name)));
    statistics.forEach((name, tensor) -> fill(name, tensor, arrays.get(name)));
  }

  /** Copies values into a tensor, whatever its order in memory. */
  void fill(String name, Tensor tensor, @Nullable WeightArray array) {
    if (array == null || array.values().length != tensor.numel()) {
      throw new IllegalArgumentException("weight '" + name + "' is missing or of another shape");
    }
    try (PointerScope scope = new PointerScope()) {
      tensor.detach().copy_(onDevice(array).view(array.shape()));
    }
  }

  /** The values of a tensor, last dimension running fastest. */
  static WeightArray array(Tensor tensor) {
    try (PointerScope scope = new PointerScope()) {
      Tensor plain =
          tensor.detach().to(new Device(torch.DeviceType.CPU), torch.ScalarType.Float).contiguous();
      float[] values = new float[Math.toIntExact(plain.numel())];
      plain.data_ptr_float().get(values);
      long[] shape = new long[Math.toIntExact(tensor.dim())];
      for (int i = 0; i < shape.length; i++) {
        shape[i] = tensor.size(i);
      }
      return new WeightArray(shape, values);
    }
  }

  private Tensor onDevice(WeightArray array) {
    return tensor(array, device);
  }

  /** The values as a tensor on a device, in the caller's scope. */
  static Tensor tensor(WeightArray array, Device device) {
    Tensor tensor = empty(array.shape(), floats(), new MemoryFormatOptional());
    new FloatPointer(tensor.data_ptr_float()).put(array.values());
    return tensor.to(device, torch.ScalarType.Float);
  }

  /** The same, but it outlives the scope it is made in; to be closed by its owner. */
  static Tensor owned(WeightArray array, Device device) {
    try (PointerScope scope = new PointerScope()) {
      Tensor tensor = tensor(array, device);
      tensor.retainReference();
      return tensor;
    }
  }

  @Override
  public void close() {
    parameters.values().forEach(Tensor::close);
    statistics.values().forEach(Tensor::close);
    sameType.close();
  }
}
