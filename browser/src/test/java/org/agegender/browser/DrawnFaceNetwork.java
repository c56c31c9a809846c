package org.agegender.browser;

import java.util.List;
import java.util.TreeMap;
import org.agegender.core.Age;
import org.agegender.core.AgeDistribution;
import org.agegender.core.CropGeometry;
import org.agegender.core.ModelMetadata;
import org.agegender.core.Prediction;
import org.agegender.core.RgbImage;
import org.agegender.inference.FaceNetwork;

/**
 * Tells the colour of the middle: red is the age, with some doubt, and green how sure it is male.
 */
final class DrawnFaceNetwork implements FaceNetwork {

  private static final double DEVIATION = 4;

  @Override
  public ModelMetadata metadata() {
    return new ModelMetadata(
        "drawn-network",
        64,
        new CropGeometry.Aligned(0, 64),
        false,
        new ModelMetadata.TrainingData("drawn faces", "free for all", "00"),
        new TreeMap<>(),
        "1",
        "00");
  }

  @Override
  public int batchSize() {
    return 8;
  }

  @Override
  public List<Prediction> predict(List<RgbImage> faces) {
    return faces.stream().map(DrawnFaceNetwork::predict).toList();
  }

  private static Prediction predict(RgbImage face) {
    int middle = (face.height() / 2 * face.width() + face.width() / 2) * RgbImage.CHANNELS;
    int age = face.pixels()[middle] & 0xFF;
    float[] probabilities = new float[Age.CLASSES];
    double sum = 0;
    for (int i = 0; i < probabilities.length; i++) {
      double distance = (i - age) / DEVIATION;
      probabilities[i] = (float) Math.exp(-distance * distance / 2);
      sum += probabilities[i];
    }
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] /= (float) sum;
    }
    return new Prediction(
        AgeDistribution.of(probabilities), (face.pixels()[middle + 1] & 0xFF) / 255.0);
  }
}
