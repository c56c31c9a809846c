package org.agegender.server.load;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.agegender.inference.FaceModel;
import org.agegender.inference.InferenceOptions;
import org.agegender.inference.PhotoAnalyzer;
import org.agegender.inference.PhotoOptions;
import org.agegender.vision.FaceDetector;
import org.agegender.vision.detect.YuNetDetector;

/**
 * What the service does, without the service: as many threads as processors analyse pictures that
 * are in memory, one after the other.
 */
final class BarePipeline {

  private static final double NANOS = 1e9;

  private BarePipeline() {}

  /** Arguments: file that lists pictures, model, YuNet, seconds, threads. */
  public static void main(String[] args) throws Exception {
    List<byte[]> pictures = new ArrayList<>();
    for (String file : Files.readAllLines(Path.of(args[0]))) {
      pictures.add(Files.readAllBytes(Path.of(file)));
    }
    int seconds = Integer.parseInt(args[3]);
    int threads = Integer.parseInt(args[4]);
    InferenceOptions options = InferenceOptions.DEFAULT.withThreads(1);
    try (FaceModel model = FaceModel.open(Path.of(args[1]), options);
        FaceDetector detector = YuNetDetector.open(Path.of(args[2]))) {
      PhotoAnalyzer analyzer = PhotoAnalyzer.of(model, detector, PhotoOptions.DEFAULT);
      run(analyzer, pictures, Math.max(1, seconds / 3), threads);
      run(analyzer, pictures, seconds, threads);
    }
  }

  private static void run(PhotoAnalyzer analyzer, List<byte[]> pictures, int seconds, int threads)
      throws Exception {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    AtomicLong next = new AtomicLong();
    AtomicLong faces = new AtomicLong();
    long begun = System.nanoTime();
    long processor = system.getProcessCpuTime();
    long end = begun + (long) (seconds * NANOS);
    List<Thread> workers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Thread worker =
          new Thread(
              () -> {
                while (System.nanoTime() < end) {
                  int at = (int) (next.getAndIncrement() % pictures.size());
                  faces.addAndGet(analyse(analyzer, pictures.get(at)));
                }
              });
      worker.start();
      workers.add(worker);
    }
    for (Thread worker : workers) {
      worker.join();
    }
    double elapsed = (System.nanoTime() - begun) / NANOS;
    double used = (system.getProcessCpuTime() - processor) / NANOS;
    System.out.printf(
        Locale.ROOT,
        "bare pipeline: %.1f pictures/s, %.2f ms of processor time each, %d pictures, %d faces%n",
        next.get() / elapsed,
        1000 * used / next.get(),
        next.get(),
        faces.get());
  }

  private static int analyse(PhotoAnalyzer analyzer, byte[] picture) {
    try {
      return analyzer.analyze(picture).faces().size();
    } catch (java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
