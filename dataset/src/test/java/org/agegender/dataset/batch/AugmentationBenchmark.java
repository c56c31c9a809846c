package org.agegender.dataset.batch;

import java.lang.management.ManagementFactory;

/**
 * How long augmentation takes for one picture, in the processor time of its thread, so that other
 * load on the machine disturbs less; run by {@code benchmarks/batches.sh}.
 */
final class AugmentationBenchmark {

  private static final int PICTURES = 256;

  private AugmentationBenchmark() {}

  public static void main(String[] args) {
    System.out.println("augmentation, microseconds of one thread a picture (best of 7 rounds)");
    for (int side : new int[] {64, 96, 112, 224}) {
      byte[][] pictures = new byte[PICTURES][];
      for (int i = 0; i < PICTURES; i++) {
        pictures[i] = DrawnFaces.picture(i, side).pixels();
      }
      System.out.printf(
          "%4d px: gentle %.1f, tones only %.1f, flip only %.1f; quality: colours %.1f, blur %.1f,"
              + " downscale %.1f, JPEG %.1f%n",
          side,
          measure(side, pictures, Augmentation.gentle()),
          measure(side, pictures, new Augmentation(0, 0, 0, 0, 0.2, 0.2, 0, Quality.unchanged())),
          measure(side, pictures, new Augmentation(1, 0, 0, 0, 0, 0, 0, Quality.unchanged())),
          measure(side, pictures, only(new Quality(0.5, 0.1, 0, 0, 0))),
          measure(side, pictures, only(new Quality(0, 0, 0.01, 0, 0))),
          measure(side, pictures, only(new Quality(0, 0, 0, 2, 0))),
          measure(side, pictures, only(new Quality(0, 0, 0, 0, 0.7))));
    }
  }

  private static Augmentation only(Quality quality) {
    return new Augmentation(0, 0, 0, 0, 0, 0, 0, quality);
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static double measure(int side, byte[][] pictures, Augmentation augmentation) {
    Augmenter augmenter = new Augmenter(side);
    QualityFilter filter = new QualityFilter(side);
    double best = Double.MAX_VALUE;
    int seen = 0;
    for (int round = 0; round < 7; round++) {
      int repeats = 0;
      long begin = cpuNanos();
      while (cpuNanos() - begin < 200_000_000L) {
        for (int i = 0; i < PICTURES; i++) {
          byte[] changed = augmenter.apply(pictures[i], augmentation.draw(1, round, i));
          seen += filter.apply(changed, augmentation.quality().draw(1, round, i))[0];
        }
        repeats++;
      }
      best = Math.min(best, (cpuNanos() - begin) / 1e3 / repeats / PICTURES);
    }
    if (seen == Integer.MIN_VALUE) {
      System.out.println(seen);
    }
    return best;
  }
}
