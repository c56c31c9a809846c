package org.agegender.training.torch;

import static org.bytedeco.pytorch.global.torch.clear_cache;
import static org.bytedeco.pytorch.global.torch.conv2d;
import static org.bytedeco.pytorch.global.torch.randn;
import static org.bytedeco.pytorch.global.torch.set_autocast_dtype;
import static org.bytedeco.pytorch.global.torch.set_autocast_enabled;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.agegender.training.network.Architecture;
import org.agegender.training.network.MultiplyAdds;
import org.agegender.training.network.Networks;
import org.agegender.training.network.WeightArray;
import org.agegender.training.network.WeightInitialiser;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Images a second of networks on random pixels, forward and for a whole training step, and the
 * share of the arithmetic that matrix products reach on the same machine. A training step counts as
 * three forward passes. Arguments: threads, seconds for each measurement, then NETWORK:SIZE:BATCH
 * as often as wanted. Prints rows of a Markdown table.
 */
public final class NetworkBenchmark {

  private static final int MATRIX = 2048;
  private static final int WIDTH = 64;
  private static final int ROUNDS = 3;
  private static final double STEP_PASSES = 3;

  private final int threads;
  private final long nanosOfARound;

  private NetworkBenchmark(int threads, double seconds) {
    this.threads = threads;
    this.nanosOfARound = (long) (seconds * 1e9 / ROUNDS);
  }

  /** Prints the peaks and a row for each network and precision. */
  public static void main(String[] arguments) {
    NetworkBenchmark benchmark =
        new NetworkBenchmark(Integer.parseInt(arguments[0]), Double.parseDouble(arguments[1]));
    System.out.println(
        "| network | input | batch | precision | forward, images/s | of peak | step, images/s | of"
            + " peak |\n|---|---|---|---|---|---|---|---|");
    for (int i = 2; i < arguments.length; i++) {
      String[] parts = arguments[i].split(":", -1);
      for (Precision precision : Precision.values()) {
        benchmark.row(parts[0], Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), precision);
      }
    }
  }

  private void row(String network, int size, int batch, Precision precision) {
    Architecture architecture = Networks.named(network).forImageSize(size);
    byte[] bytes = new byte[batch * size * size * 3];
    new Random(1).nextBytes(bytes);
    ByteBuffer pixels = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    int[] ages = new Random(2).ints(batch, 0, 101).toArray();
    int[] genders = new Random(3).ints(batch, 0, 2).toArray();
    Map<String, WeightArray> initial = WeightInitialiser.initialise(architecture, 1);
    EngineOptions options =
        new EngineOptions(
            precision,
            ComputeDevice.CPU,
            threads,
            LossOptions.PLAIN,
            0,
            new OptimiserOptions(AdamOptions.PLAIN, 0, 1, 0, 0));
    try (TrainingEngine engine = TrainingEngine.create(architecture, initial, options);
        PointerScope scope = new PointerScope()) {
      double peak = peak(precision);
      TorchWeights weights = new TorchWeights(architecture, new Device(torch.DeviceType.CPU));
      weights.restore(initial);
      double forward = batch * rate(() -> forward(architecture, weights, pixels, batch, precision));
      weights.close();
      long[] step = {0};
      double training = batch * rate(() -> engine.step(pixels, ages, genders, 1e-4, step[0]++));
      double operations = 2.0 * MultiplyAdds.of(architecture);
      System.out.printf(
          Locale.ROOT,
          "| `%s` | %d | %d | %s of %.0f GFLOP/s | %.0f | %.2f | %.1f | %.2f |%n",
          network,
          size,
          batch,
          precision.name().toLowerCase(Locale.ROOT),
          peak / 1e9,
          forward,
          forward * operations / peak,
          training,
          training * operations * STEP_PASSES / peak);
    }
  }

  private static void forward(
      Architecture architecture,
      TorchWeights weights,
      ByteBuffer pixels,
      int batch,
      Precision precision) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      boolean half = precision == Precision.BF16;
      set_autocast_dtype(torch.DeviceType.CPU, torch.ScalarType.BFloat16);
      set_autocast_enabled(torch.DeviceType.CPU, half);
      try {
        Tensor input =
            BatchTensors.pixels(pixels, batch, architecture.imageSize(), weights.device());
        Tensor normalised = ForwardPass.run(architecture.input(), input, weights, null);
        Tensor features = ForwardPass.run(architecture.backbone(), normalised, weights, null);
        ForwardPass.run(architecture.ageHead(), features, weights, null);
        ForwardPass.run(architecture.genderHead(), features, weights, null);
      } finally {
        clear_cache();
        set_autocast_enabled(torch.DeviceType.CPU, false);
      }
    }
  }

  /**
   * Floating-point operations a second of a product of two square matrices, written as a
   * convolution of single pixels: the engine's own products of 32-bit floats are those of OpenBLAS,
   * which has one thread here.
   */
  private double peak(Precision precision) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      torch.ScalarType type =
          precision == Precision.BF16 ? torch.ScalarType.BFloat16 : torch.ScalarType.Float;
      Tensor pixels =
          randn(1, MATRIX, MATRIX / WIDTH, WIDTH)
              .to(type)
              .contiguous(torch.MemoryFormat.ChannelsLast);
      Tensor weights =
          randn(MATRIX, MATRIX, 1, 1).to(type).contiguous(torch.MemoryFormat.ChannelsLast);
      return 2.0
          * MATRIX
          * MATRIX
          * MATRIX
          * rate(
              () -> {
                try (PointerScope product = new PointerScope()) {
                  conv2d(pixels, weights);
                }
              });
    }
  }

  /** Calls a second: the median of the rounds after a call to warm up. */
  private double rate(Runnable work) {
    work.run();
    double[] rates = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      long start = System.nanoTime();
      int calls = 0;
      do {
        work.run();
        calls++;
      } while (System.nanoTime() - start < nanosOfARound);
      rates[i] = calls * 1e9 / (System.nanoTime() - start);
    }
    Arrays.sort(rates);
    return rates[ROUNDS / 2];
  }
}
