package org.agegender.evaluation.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.agegender.core.Age;
import org.agegender.core.AgeDistribution;
import org.agegender.core.CropGeometry;
import org.agegender.core.Gender;
import org.agegender.core.LabelledFace;
import org.agegender.core.ModelMetadata;
import org.agegender.core.Prediction;
import org.agegender.core.RgbImage;
import org.agegender.core.metrics.JudgedFace;
import org.agegender.dataset.Subset;
import org.agegender.evaluation.EvaluationResult;
import org.agegender.evaluation.figures.Bootstrap;
import org.agegender.evaluation.figures.SetFigures;
import org.agegender.vision.Picture;
import org.agegender.vision.PictureLimits;

/** Reports of faces that nobody has: pictures, labels and predictions are made up, from a seed. */
public final class DrawnReport {

  private static final int SIDE = 120;
  private static final List<String> GROUPS = List.of("north", "south", "west");

  private final Path folder;

  /**
   * @param folder for pictures and reports
   */
  public DrawnReport(Path folder) {
    this.folder = folder;
  }

  /** Faces of all ages, each labelled, with their pictures; most predictions are near. */
  public List<JudgedFace> faces(int count) throws IOException {
    Random random = new Random(7);
    List<JudgedFace> faces = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Gender label = random.nextBoolean() ? Gender.MALE : Gender.FEMALE;
      String group = i % 40 == 0 ? "east" : GROUPS.get(i % GROUPS.size());
      LabelledFace face =
          new LabelledFace("crop/%04d.jpg".formatted(i), new Age(i % 101), label, "", "", group);
      draw(face);
      double male =
          1 / (1 + Math.exp(-(label == Gender.MALE ? 2 : -2) - 2 * random.nextGaussian()));
      faces.add(judged(face, i % 101 + 6 * random.nextGaussian(), male));
    }
    return faces;
  }

  /** A face with a prediction that is spread around an age. */
  public static JudgedFace judged(LabelledFace face, double years, double male) {
    double centre = Math.max(0, Math.min(Age.MAX, years));
    float[] probabilities = new float[Age.CLASSES];
    double sum = 0;
    for (int age = 0; age < probabilities.length; age++) {
      probabilities[age] = (float) Math.exp(-(age - centre) * (age - centre) / 18);
      sum += probabilities[age];
    }
    for (int age = 0; age < probabilities.length; age++) {
      probabilities[age] /= (float) sum;
    }
    return new JudgedFace(face, new Prediction(AgeDistribution.of(probabilities), male));
  }

  private void draw(LabelledFace face) throws IOException {
    byte[] pixels = new byte[SIDE * SIDE * RgbImage.CHANNELS];
    int shade = 90 + face.age().years();
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        boolean inside = Math.hypot((x - 60) / 40.0, (y - 60) / 52.0) < 1;
        int at = (y * SIDE + x) * RgbImage.CHANNELS;
        pixels[at] = (byte) (inside ? shade : 210);
        pixels[at + 1] = (byte) (inside ? shade - 30 : 220);
        pixels[at + 2] = (byte) (inside ? shade - 50 : 225);
      }
    }
    Path file = folder.resolve(face.filename());
    Files.createDirectories(file.getParent());
    try (Picture picture = Picture.of(new RgbImage(SIDE, SIDE, pixels))) {
      Files.write(file, picture.toJpeg(85));
    }
  }

  /** What judging these faces comes to. */
  public EvaluationResult result(List<JudgedFace> faces, List<EvaluationResult.Failure> failures) {
    return new EvaluationResult(
        faces,
        SetFigures.of(faces, new Bootstrap(50, 0)),
        failures,
        new EvaluationResult.Model(
            "model.onnx",
            "0123456789abcdef",
            new ModelMetadata(
                "drawn-network",
                64,
                CropGeometry.WHOLE,
                false,
                new ModelMetadata.TrainingData("drawn", "nobody's", "fedcba9876543210"),
                new TreeMap<>(),
                "0.1.0",
                "aa55")),
        false,
        new EvaluationResult.Data(
            "drawn set", "drawn", Subset.TEST, faces.size(), "55aa", "free", CropGeometry.WHOLE),
        "0.1.0");
  }

  /**
   * Writes the report.
   *
   * @return its folder
   */
  public Path write(EvaluationResult result) throws IOException {
    Path report = folder.resolve("report");
    ReportWriter.to(report)
        .write(
            result,
            face -> folder.resolve(face.filename()),
            PictureLimits.DEFAULT,
            new Provenance(List.of("agegender", "evaluate", "a b"), "17", "drawn"));
    return report;
  }
}
