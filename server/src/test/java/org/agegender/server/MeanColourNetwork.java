package org.agegender.server;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.agegender.core.Age;
import org.agegender.core.AgeDistribution;
import org.agegender.core.Calibration;
import org.agegender.core.CropGeometry;
import org.agegender.core.ModelMetadata;
import org.agegender.core.Prediction;
import org.agegender.core.RgbImage;
import org.agegender.inference.FaceNetwork;
import org.jspecify.annotations.Nullable;

/**
 * A network that can be computed in the head: the age is the mean of red, at most 100; male is the
 * mean of green over 255. It can be made to wait, and remembers its batches.
 */
public final class MeanColourNetwork implements FaceNetwork {

  private static final int SIDE = 16;
  private static final int MANY = 1_000_000;

  private final List<Integer> batches = new CopyOnWriteArrayList<>();
  private volatile Semaphore gate = new Semaphore(MANY);
  private volatile @Nullable Throwable failure;

  /** How many faces each run was given so far. */
  public List<Integer> batches() {
    return batches;
  }

  /** Holds all runs from now on until {@link #open()}. */
  public void hold() {
    gate = new Semaphore(0);
  }

  /** Lets one run of those that are held go on. */
  public void step() {
    gate.release();
  }

  public void open() {
    gate.release(MANY);
  }

  /** All runs from now on fail with this; with null they no longer do. */
  public void failWith(@Nullable Throwable e) {
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
            "00")
        .withCalibration(
            new Calibration(0.8, 1, new Calibration.FittedOn("drawn", "0a", "val", 120, "1")));
  }

  @Override
  public int batchSize() {
    return 8;
  }

  @Override
  public List<Prediction> predict(List<RgbImage> faces) {
    batches.add(faces.size());
    try {
      gate.acquire();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
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
