package org.agegender.evaluation;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.agegender.core.Age;
import org.agegender.core.AgeDistribution;
import org.agegender.core.Gender;
import org.agegender.core.LabelledFace;
import org.agegender.core.ModelMetadata;
import org.agegender.core.Prediction;
import org.agegender.core.Progress;
import org.agegender.core.RgbImage;
import org.agegender.core.metrics.JudgedFace;
import org.agegender.dataset.PreparedSet;
import org.agegender.dataset.Subset;
import org.agegender.evaluation.figures.Bootstrap;
import org.agegender.evaluation.figures.SetFigures;
import org.agegender.evaluation.report.Provenance;
import org.agegender.evaluation.report.ReportWriter;
import org.agegender.inference.FaceModel;
import org.agegender.inference.FaceNetwork;
import org.agegender.inference.PhotoAnalyzer;
import org.agegender.inference.PhotoOptions;

/**
 * Where the time of an evaluation goes: the network, all around it, the figures, the report.
 * Without arguments, the figures of 4,000 drawn faces alone; with a model, a prepared set and a
 * folder, an evaluation with its report.
 */
final class EvaluationBenchmark {

  private static final int ROUNDS = 5;

  private EvaluationBenchmark() {}

  public static void main(String[] args) throws Exception {
    if (args.length == 0) {
      figures();
    } else {
      for (int round = 0; round < 3; round++) {
        evaluation(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]));
      }
    }
  }

  private static void figures() {
    Random random = new Random(0);
    List<JudgedFace> faces = new ArrayList<>();
    for (int i = 0; i < 4000; i++) {
      float[] ages = new float[Age.CLASSES];
      ages[random.nextInt(Age.CLASSES)] = 1;
      String group = "group " + random.nextInt(5);
      faces.add(
          new JudgedFace(
              new LabelledFace(
                  "", new Age(random.nextInt(90)), Gender.ofCode(i % 2), "", "", group),
              new Prediction(AgeDistribution.of(ages), random.nextDouble())));
    }
    for (int round = 0; round < ROUNDS; round++) {
      long begin = System.nanoTime();
      double processor = processorSeconds();
      SetFigures figures = SetFigures.of(faces, Bootstrap.DEFAULT);
      say(
          "figures of 4000 faces: %.2f s, of all processors %.2f s, %d gaps",
          seconds(begin), processorSeconds() - processor, figures.gaps().size());
    }
  }

  private static void evaluation(Path file, Path data, Path report) throws Exception {
    PreparedSet set = PreparedSet.open(data);
    List<Path> pictures = set.records(Subset.TEST).stream().map(set::picture).toList();
    try (FaceModel model = FaceModel.open(file)) {
      TimedNetwork timed = new TimedNetwork(model);
      long begin = System.nanoTime();
      PhotoAnalyzer.ofWholePictures(timed, PhotoOptions.DEFAULT)
          .analyzeAll(pictures, outcome -> {});
      double all = seconds(begin);
      say(
          "%d pictures: %.2f s, in the network %.2f s, %.1f %%",
          pictures.size(), all, timed.nanos / 1e9, timed.nanos / 1e7 / all);
      begin = System.nanoTime();
      EvaluationResult result =
          Evaluation.run(model, set, Subset.TEST, EvaluationOptions.DEFAULT, Progress.silent());
      double whole = seconds(begin);
      begin = System.nanoTime();
      double processor = processorSeconds();
      SetFigures.of(result.faces(), Bootstrap.DEFAULT);
      double figures = seconds(begin);
      double figuresProcessor = processorSeconds() - processor;
      begin = System.nanoTime();
      processor = processorSeconds();
      ReportWriter.to(report)
          .write(
              result, set::picture, PhotoOptions.DEFAULT.limits(), Provenance.ofCommand(List.of()));
      say(
          "evaluation %.2f s, figures %.2f s (of all processors %.2f s), report %.2f s (%.2f s)",
          whole, figures, figuresProcessor, seconds(begin), processorSeconds() - processor);
    }
  }

  /** Tells how long its callers waited for the network. */
  private static final class TimedNetwork implements FaceNetwork {

    private final FaceNetwork network;
    private long nanos;

    TimedNetwork(FaceNetwork network) {
      this.network = network;
    }

    @Override
    public ModelMetadata metadata() {
      return network.metadata();
    }

    @Override
    public int batchSize() {
      return network.batchSize();
    }

    @Override
    public List<Prediction> predict(List<RgbImage> faces) {
      long begin = System.nanoTime();
      try {
        return network.predict(faces);
      } finally {
        nanos += System.nanoTime() - begin;
      }
    }
  }

  private static double processorSeconds() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
        / 1e9;
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }

  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
