package org.agegender.inference;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.agegender.core.RgbImage;
import org.agegender.vision.DetectedFace;
import org.agegender.vision.FaceCropper;
import org.agegender.vision.NetworkInput;
import org.agegender.vision.Picture;
import org.agegender.vision.PictureDecoder;
import org.agegender.vision.detect.DetectorOptions;
import org.agegender.vision.detect.YuNetDetector;

/**
 * Milliseconds for one photograph of one face, from file to prediction, in one thread, beside one
 * bare call of each of the two networks on tensors of the same sizes. Both take turns on each
 * picture, so that other work on the machine strikes them alike; the thread's processor time hardly
 * feels it. Then where that goes.
 */
final class PhotoBenchmark {

  private static final int WARM_UP = 2;
  private static final int ROUNDS = 3;

  private PhotoBenchmark() {}

  @FunctionalInterface
  private interface Work {
    void run() throws Exception;
  }

  /**
   * Arguments: folder of pictures of one size, how many, age and gender model, YuNet, side of the
   * sheet on which YuNet sees such a picture.
   */
  public static void main(String[] args) throws Exception {
    List<Path> files;
    try (Stream<Path> all = Files.walk(Path.of(args[0]))) {
      files =
          all.filter(file -> file.toString().endsWith(".jpg"))
              .sorted()
              .limit(Integer.parseInt(args[1]))
              .toList();
    }
    Path detectorFile = Path.of(args[3]);
    int sheet = Integer.parseInt(args[4]);
    try (FaceModel model =
            FaceModel.open(Path.of(args[2]), InferenceOptions.DEFAULT.withThreads(1));
        YuNetDetector detector =
            YuNetDetector.open(detectorFile, DetectorOptions.DEFAULT.withThreads(1));
        Bare bare = new Bare(model.file(), model.metadata().imageSize(), detectorFile, sheet)) {
      PhotoAnalyzer analyzer = PhotoAnalyzer.of(model, detector, PhotoOptions.DEFAULT);
      wholeAndBare(files, analyzer, bare);
      stages(files, model, detector, bare);
    }
  }

  private static void wholeAndBare(List<Path> files, PhotoAnalyzer analyzer, Bare bare)
      throws Exception {
    int runs = files.size() * ROUNDS;
    Times photos = new Times(new double[runs], new double[runs]);
    Times networks = new Times(new double[runs], new double[runs]);
    int faces = 0;
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      for (int i = 0; i < files.size(); i++) {
        Path file = files.get(i);
        int at = Math.max(0, round) * files.size() + i;
        photos.measure(at, () -> analyzer.analyze(file));
        networks.measure(at, bare::run);
      }
    }
    for (Path file : files) {
      faces += analyzer.analyze(file).faces().size();
    }
    System.out.printf(
        Locale.ROOT,
        "%d pictures, %d faces, network %s at %d pixels; medians%n",
        files.size(),
        faces,
        analyzer.metadata().network(),
        analyzer.metadata().imageSize());
    System.out.printf(Locale.ROOT, "%-32s %9s %9s%n", "milliseconds", "passed", "processor");
    print("one photograph", photos);
    print("both networks alone", networks);
    System.out.printf(
        Locale.ROOT,
        "%-32s %9.2f %9.2f%n",
        "ratio",
        median(photos.passed()) / median(networks.passed()),
        median(photos.processor()) / median(networks.processor()));
  }

  private static void print(String what, Times times) {
    System.out.printf(
        Locale.ROOT,
        "%-32s %9.2f %9.2f%n",
        what,
        median(times.passed()),
        median(times.processor()));
  }

  /**
   * Milliseconds of each run.
   *
   * @param passed by the clock
   * @param processor that the thread had
   */
  private record Times(double[] passed, double[] processor) {

    void measure(int at, Work work) throws Exception {
      long start = System.nanoTime();
      long begun = processorNanos();
      work.run();
      processor[at] = (processorNanos() - begun) / 1e6;
      passed[at] = (System.nanoTime() - start) / 1e6;
    }
  }

  private static long processorNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static void stages(List<Path> files, FaceModel model, YuNetDetector detector, Bare bare)
      throws Exception {
    Map<String, double[]> stages = new LinkedHashMap<>();
    PictureDecoder decoder = new PictureDecoder();
    FaceCropper cropper = new FaceCropper(DetectedExtraction.geometry(model.metadata()));
    int size = model.metadata().imageSize();
    for (int i = 0; i < files.size(); i++) {
      long start = processorNanos();
      try (Picture picture = decoder.decode(files.get(i))) {
        start = lap(stages, "decode", files.size(), i, start);
        List<DetectedFace> faces = detector.detect(picture);
        start = lap(stages, "detect", files.size(), i, start);
        if (faces.isEmpty()) {
          continue;
        }
        RgbImage rgb;
        try (Picture crop = cropper.crop(picture, faces.get(0))) {
          start = lap(stages, "crop", files.size(), i, start);
          rgb = crop.toRgb();
        }
        RgbImage face = NetworkInput.resize(rgb, size, size);
        start = lap(stages, "resize to the network's input", files.size(), i, start);
        model.predict(face);
        start = lap(stages, "predict", files.size(), i, start);
        bare.detector();
        start = lap(stages, "bare detector", files.size(), i, start);
        bare.model();
        lap(stages, "bare age and gender network", files.size(), i, start);
      }
    }
    stages.forEach(
        (stage, millis) ->
            System.out.printf(Locale.ROOT, "  %-30s %19.3f%n", stage, median(millis)));
  }

  private static long lap(
      Map<String, double[]> stages, String stage, int count, int at, long start) {
    long now = processorNanos();
    stages.computeIfAbsent(stage, name -> new double[count])[at] = (now - start) / 1e6;
    return processorNanos();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** Both networks, each with an input of noise that lies ready. */
  private static final class Bare implements AutoCloseable {

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession model;
    private final OrtSession detector;
    private final ByteBuffer face;
    private final long[] faceShape;
    private final FloatBuffer sheet;
    private final long[] sheetShape;

    Bare(Path modelFile, int size, Path detectorFile, int side) throws Exception {
      try (OrtSession.SessionOptions settings = new OrtSession.SessionOptions()) {
        settings.setIntraOpNumThreads(1);
        model = environment.createSession(modelFile.toString(), settings);
        detector = environment.createSession(detectorFile.toString(), settings);
      }
      face = ByteBuffer.allocateDirect(size * size * RgbImage.CHANNELS);
      faceShape = new long[] {1, size, size, RgbImage.CHANNELS};
      sheet =
          ByteBuffer.allocateDirect(side * side * RgbImage.CHANNELS * Float.BYTES)
              .order(ByteOrder.nativeOrder())
              .asFloatBuffer();
      sheetShape = new long[] {1, RgbImage.CHANNELS, side, side};
      for (int i = 0; i < face.capacity(); i++) {
        face.put(i, (byte) (i * 31));
      }
      for (int i = 0; i < sheet.capacity(); i++) {
        sheet.put(i, i * 31 % 256);
      }
    }

    void run() throws Exception {
      detector();
      model();
    }

    void detector() throws Exception {
      String name = detector.getInputNames().iterator().next();
      try (OnnxTensor input = OnnxTensor.createTensor(environment, sheet, sheetShape);
          OrtSession.Result result = detector.run(Map.of(name, input))) {
        require(result);
      }
    }

    void model() throws Exception {
      try (OnnxTensor input =
              OnnxTensor.createTensor(environment, face, faceShape, OnnxJavaType.UINT8);
          OrtSession.Result result = model.run(Map.of(ModelContract.IMAGE, input))) {
        require(result);
      }
    }

    private static void require(OrtSession.Result result) {
      if (result.size() == 0) {
        throw new IllegalStateException("the network gave nothing");
      }
    }

    @Override
    public void close() throws Exception {
      model.close();
      detector.close();
    }
  }
}
