package org.agegender.server;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.agegender.core.Age;
import org.agegender.core.AgeDistribution;
import org.agegender.core.CropGeometry;
import org.agegender.core.ModelMetadata;
import org.agegender.core.Prediction;
import org.agegender.core.RgbImage;
import org.agegender.inference.FaceNetwork;

/**
 * A network that can be computed in the head: the age is the mean of red, at most 100; male is the
 * mean of green over 255. It can be made to wait, and remembers its batches.
 */
final class MeanColourNetwork implements FaceNetwork {

  static final int SIDE = 16;

  final List<Integer> batches = new CopyOnWriteArrayList<>();
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private volatile RuntimeException failure;

  /** Holds all runs from now on until {@link #open()}. */
  void hold() {
    gate = new CountDownLatch(1);
  }

  void open() {
    gate.countDown();
  }

  /** All runs from now on fail. */
  void failWith(RuntimeException e) {
    failure = e;
  }

  @Override
  public ModelMetadata metadata() {
    TreeMap<String, Double> metrics = new TreeMap<>();
    metrics.put("val_age_mae", 5.5);
    return new ModelMetadata(
        "mean-colour",
        SIDE,
        CropGeometry.WHOLE,
        false,
        new ModelMetadata.TrainingData("drawn", "none", "00"),
        metrics,
        "1",
        "00");
  }

  @Override
  public int batchSize() {
    return 8;
  }

  @Override
  public List<Prediction> predict(List<RgbImage> faces) {
    batches.add(faces.size());
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
    if (failure != null) {
      throw failure;
    }
    List<Prediction> predictions = new ArrayList<>();
    for (RgbImage face : faces) {
      predictions.add(prediction(face));
    }
    return predictions;
  }

  private static Prediction prediction(RgbImage face) {
    long red = 0;
    long green = 0;
    byte[] pixels = face.pixels();
    for (int i = 0; i < pixels.length; i += 3) {
      red += pixels[i] & 0xFF;
      green += pixels[i + 1] & 0xFF;
    }
    int count = pixels.length / 3;
    float[] ages = new float[Age.CLASSES];
    ages[(int) Math.min(Age.MAX, red / count)] = 1;
    return new Prediction(AgeDistribution.of(ages), green / (255.0 * count));
  }
}
