package org.agegender.dataset.batch;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.agegender.vision.PictureDecoder;

/**
 * How many samples a second one worker delivers; run by {@code benchmarks/batches.sh}. Arguments: a
 * folder of pictures, how many of them to take, sides of the network's input.
 */
final class BatchLoaderBenchmark {

  private static final int BATCH = 64;

  private BatchLoaderBenchmark() {}

  public static void main(String[] args) throws IOException {
    int most = Integer.parseInt(args[1]);
    List<Path> files;
    try (Stream<Path> all = Files.list(Path.of(args[0]))) {
      files = all.filter(f -> f.toString().endsWith(".jpg")).sorted().limit(most).toList();
    }
    System.out.printf(
        "%d pictures of %s, batches of %d, 1 worker;%n"
            + "samples a second by the clock (in brackets: a second of processor time)%n",
        files.size(), args[0], BATCH);
    for (int i = 2; i < args.length; i++) {
      int side = Integer.parseInt(args[i]);
      for (Augmentation augmentation : List.of(Augmentation.none(), Augmentation.gentle())) {
        for (long cacheBytes : new long[] {0, Long.MAX_VALUE}) {
          measure(files, side, augmentation, cacheBytes);
        }
      }
    }
  }

  private static void measure(
      List<Path> files, int side, Augmentation augmentation, long cacheBytes) {
    BatchOptions options =
        BatchOptions.training(BATCH, side, 1)
            .augmentation(augmentation)
            .cacheBytes(cacheBytes)
            .build();
    PixelSource source = new PictureFiles(files, new PictureDecoder(), side);
    try (BatchLoader loader = BatchLoader.open(DrawnFaces.list(files.size()), source, options)) {
      boolean cached = loader.cache().outcome() == CacheDecision.Outcome.CACHED;
      // The first epoch warms up and fills the cache.
      run(loader, 0);
      int epochs = cached ? 20 : 2;
      long cpu = processNanos();
      long begin = System.nanoTime();
      for (int epoch = 1; epoch <= epochs; epoch++) {
        run(loader, epoch);
      }
      double samples = (double) epochs * files.size();
      System.out.printf(
          "%4d px, %s, %s: %.0f (%.0f)%n",
          side,
          augmentation.isNone() ? "as they are" : "augmented",
          cached ? "cached" : "decoded each time",
          samples * 1e9 / (System.nanoTime() - begin),
          samples * 1e9 / (processNanos() - cpu));
    }
  }

  private static void run(BatchLoader loader, int number) {
    try (Epoch epoch = loader.epoch(number, 0)) {
      while (epoch.hasNext()) {
        epoch.next().close();
      }
    }
  }

  private static long processNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
