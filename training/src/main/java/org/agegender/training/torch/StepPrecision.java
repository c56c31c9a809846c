package org.agegender.training.torch;

import static org.bytedeco.pytorch.global.torch.clear_cache;
import static org.bytedeco.pytorch.global.torch.set_autocast_dtype;
import static org.bytedeco.pytorch.global.torch.set_autocast_enabled;

import java.util.function.Supplier;
import org.bytedeco.pytorch.global.torch;

/** The arithmetic of the networks in a training step, on the calling thread. */
record StepPrecision(Precision precision, torch.DeviceType device) {

  /** Does the work in this arithmetic, and leaves the thread in 32-bit floats. */
  <T> T run(Supplier<T> work) {
    if (precision == Precision.FP32) {
      return work.get();
    }
    set_autocast_dtype(device, torch.ScalarType.BFloat16);
    set_autocast_enabled(device, true);
    try {
      return work.get();
    } finally {
      clear_cache();
      set_autocast_enabled(device, false);
    }
  }
}
