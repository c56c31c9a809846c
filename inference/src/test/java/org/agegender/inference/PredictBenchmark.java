package org.agegender.inference;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.agegender.core.CropGeometry;
import org.agegender.core.ModelMetadata;
import org.agegender.core.RgbImage;
import org.agegender.training.network.Architecture;
import org.agegender.training.network.Networks;
import org.agegender.training.network.WeightArray;
import org.agegender.training.network.WeightShapes;
import org.agegender.training.onnx.OnnxWriter;
import org.agegender.vision.NetworkInput;
import org.agegender.vision.Picture;
import org.agegender.vision.PictureDecoder;

/**
 * Pictures a second, and the time of all threads for each, through the bare engine, through {@link
 * FaceModel} and from files, with random weights; the kinds take turns, so that other work on the
 * machine strikes all alike.
 */
final class PredictBenchmark {

  private static final int BATCH = 32;
  private static final int ROUNDS = 3;

  private PredictBenchmark() {}

  @FunctionalInterface
  private interface Run {
    void run() throws Exception;
  }

  /** Arguments: folder of pictures, how many, network, its image size, threads. */
  public static void main(String[] args) throws Exception {
    int size = Integer.parseInt(args[3]);
    int threads = Integer.parseInt(args[4]);
    List<Path> files;
    try (Stream<Path> all = Files.list(Path.of(args[0]))) {
      files = all.sorted().limit(Integer.parseInt(args[1])).toList();
    }
    List<RgbImage> pictures = new ArrayList<>();
    List<RgbImage> resized = new ArrayList<>();
    for (Path file : files) {
      try (Picture picture = new PictureDecoder().decode(file)) {
        pictures.add(picture.toRgb());
        resized.add(NetworkInput.resize(picture.toRgb(), size, size));
      }
    }
    Path modelFile = Files.createTempFile("benchmark", ".onnx");
    write(Networks.named(args[2]).forImageSize(size), modelFile);
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (FaceModel model =
            FaceModel.open(
                modelFile, InferenceOptions.DEFAULT.withThreads(threads).withBatchSize(BATCH));
        OrtSession.SessionOptions settings = new OrtSession.SessionOptions()) {
      settings.setIntraOpNumThreads(threads);
      try (OrtSession session = environment.createSession(modelFile.toString(), settings)) {
        Map<String, Run> kinds = new TreeMap<>();
        kinds.put("1 bare engine, pixels at hand", () -> bare(environment, session, resized));
        kinds.put("2 FaceModel, pixels of that size", () -> model.predict(resized));
        kinds.put("3 FaceModel, pixels as decoded", () -> model.predict(pictures));
        kinds.put("4 bare engine, resizing in graph", () -> bare(environment, session, pictures));
        kinds.put(
            "5 PhotoAnalyzer, files of one face",
            () ->
                PhotoAnalyzer.ofWholePictures(model, PhotoOptions.DEFAULT)
                    .analyzeAll(files, outcome -> {}));
        measure(kinds, files.size());
      }
    } finally {
      Files.delete(modelFile);
    }
  }

  private static void measure(Map<String, Run> kinds, int pictures) throws Exception {
    Map<String, Double> rate = new TreeMap<>();
    Map<String, Double> cost = new TreeMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      for (Map.Entry<String, Run> kind : kinds.entrySet()) {
        long start = System.nanoTime();
        long cpu = cpuNanos();
        kind.getValue().run();
        rate.merge(kind.getKey(), pictures * 1e9 / (System.nanoTime() - start), Math::max);
        cost.merge(kind.getKey(), (cpuNanos() - cpu) / 1e6 / pictures, Math::min);
      }
    }
    rate.forEach(
        (kind, best) ->
            System.out.printf(
                Locale.ROOT, "%-36s %8.1f/s %8.3f ms of CPU each%n", kind, best, cost.get(kind)));
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static void bare(OrtEnvironment environment, OrtSession session, List<RgbImage> pictures)
      throws Exception {
    int width = pictures.get(0).width();
    int height = pictures.get(0).height();
    ByteBuffer pixels = ByteBuffer.allocateDirect(BATCH * width * height * RgbImage.CHANNELS);
    for (int from = 0; from < pictures.size(); from += BATCH) {
      List<RgbImage> batch = pictures.subList(from, Math.min(from + BATCH, pictures.size()));
      pixels.clear();
      batch.forEach(picture -> pixels.put(picture.pixels()));
      long[] shape = {batch.size(), height, width, RgbImage.CHANNELS};
      try (OnnxTensor input =
              OnnxTensor.createTensor(environment, pixels.flip(), shape, OnnxJavaType.UINT8);
          OrtSession.Result result = session.run(Map.of("image", input))) {
        if (result.get("age").isEmpty()) {
          throw new IllegalStateException("the model gave no age");
        }
      }
    }
  }

  private static void write(Architecture architecture, Path file) throws Exception {
    Random random = new Random(1);
    Map<String, WeightArray> weights = new HashMap<>();
    WeightShapes.of(architecture)
        .forEach(
            (name, sizes) -> {
              long[] shape = sizes.stream().mapToLong(Long::longValue).toArray();
              float[] values =
                  new float[Math.toIntExact(sizes.stream().reduce(1L, Math::multiplyExact))];
              for (int i = 0; i < values.length; i++) {
                values[i] =
                    name.endsWith("running_var") ? 1 : 0.02f * (float) random.nextGaussian();
              }
              weights.put(name, new WeightArray(shape, values));
            });
    ModelMetadata.TrainingData data = new ModelMetadata.TrainingData("none", "none", "");
    OnnxWriter.write(
        architecture,
        weights,
        new ModelMetadata(
            architecture.network(),
            architecture.imageSize(),
            CropGeometry.WHOLE,
            false,
            data,
            new TreeMap<>(),
            "",
            ""),
        file);
  }
}
