package org.agegender.training.torch;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.agegender.training.network.Architecture;
import org.agegender.training.network.Networks;
import org.agegender.training.network.WeightInitialiser;

/**
 * The bare engine step on random pixels: images a second, median of several rounds. Arguments:
 * network, image size, batch size, precision, threads, rounds of ten steps, norm to clip to, decay
 * of the moving average (0 turns either off).
 */
public final class StepBenchmark {

  private static final int STEPS = 10;
  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private StepBenchmark() {}

  /** Prints one line a round and the median. */
  public static void main(String[] arguments) {
    int size = Integer.parseInt(arguments[1]);
    int batch = Integer.parseInt(arguments[2]);
    Precision precision = Precision.valueOf(arguments[3].toUpperCase(Locale.ROOT));
    int threads = Integer.parseInt(arguments[4]);
    double[] rates = new double[Integer.parseInt(arguments[5])];
    Architecture architecture = Networks.named(arguments[0]).forImageSize(size);
    Random random = new Random(1);
    byte[] bytes = new byte[batch * size * size * 3];
    random.nextBytes(bytes);
    ByteBuffer pixels = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    int[] ages = random.ints(batch, 0, 101).toArray();
    int[] genders = random.ints(batch, 0, 2).toArray();
    EngineOptions options =
        new EngineOptions(
            precision,
            ComputeDevice.CPU,
            threads,
            LossOptions.PLAIN,
            0,
            new OptimiserOptions(
                AdamOptions.PLAIN,
                Double.parseDouble(arguments[6]),
                1,
                0,
                Double.parseDouble(arguments[7])));
    try (TrainingEngine engine =
        TrainingEngine.create(
            architecture, WeightInitialiser.initialise(architecture, 1), options)) {
      long step = 0;
      for (int round = -1; round < rates.length; round++) {
        long start = System.nanoTime();
        long cpuStart = PROCESS.getProcessCpuTime();
        StepLosses losses = StepLosses.ZERO;
        for (int i = 0; i < STEPS; i++) {
          losses = engine.step(pixels, ages, genders, 1e-4, step++);
        }
        double rate = STEPS * batch * 1e9 / (System.nanoTime() - start);
        double cpuRate = STEPS * batch * 1e9 / (PROCESS.getProcessCpuTime() - cpuStart);
        System.out.printf(
            Locale.ROOT,
            "%.1f images/s, %.1f each second of the processors, loss %.3f%n",
            rate,
            cpuRate,
            losses.joint());
        if (round >= 0) {
          rates[round] = rate;
        }
      }
    }
    Arrays.sort(rates);
    System.out.printf(Locale.ROOT, "median %.1f images/s%n", rates[rates.length / 2]);
  }
}
