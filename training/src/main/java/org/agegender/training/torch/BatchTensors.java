package org.agegender.training.torch;

import static org.bytedeco.pytorch.global.torch.empty;

import java.nio.ByteBuffer;
import org.agegender.core.RgbImage;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/** Pictures and labels of a batch as tensors on a device, in the caller's scope. */
final class BatchTensors {

  private BatchTensors() {}

  /** {@code [N, S, S, 3]} bytes to {@code [N, 3, S, S]} floats that lie channels last. */
  static Tensor pixels(ByteBuffer pixels, int count, int side, Device device) {
    long bytes = (long) count * side * side * RgbImage.CHANNELS;
    if (pixels.remaining() != bytes) {
      throw new IllegalArgumentException(
          "%d pictures of %dx%d take %d bytes, found %d"
              .formatted(count, side, side, bytes, pixels.remaining()));
    }
    Tensor raw =
        empty(
            new long[] {count, side, side, RgbImage.CHANNELS},
            new TensorOptions(torch.ScalarType.Byte),
            new MemoryFormatOptional());
    new BytePointer(raw.data_ptr()).capacity(bytes).asByteBuffer().put(pixels.duplicate());
    return raw.permute(0, 3, 1, 2).to(device, torch.ScalarType.Float);
  }

  /** {@code [N]} whole numbers. */
  static Tensor classes(int[] classes, Device device) {
    Tensor indices =
        empty(
            new long[] {classes.length},
            new TensorOptions(torch.ScalarType.Long),
            new MemoryFormatOptional());
    long[] values = new long[classes.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = classes[i];
    }
    indices.data_ptr_long().put(values);
    return indices.to(device, torch.ScalarType.Long);
  }
}
