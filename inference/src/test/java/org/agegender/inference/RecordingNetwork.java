package org.agegender.inference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.agegender.core.AgeDistribution;
import org.agegender.core.CropGeometry;
import org.agegender.core.ModelMetadata;
import org.agegender.core.Prediction;
import org.agegender.core.RgbImage;

/** Says 30 years and an even chance of everything, and keeps what it was asked. */
final class RecordingNetwork implements FaceNetwork {

  private final ModelMetadata metadata;
  private final int batchSize;
  private final List<List<RgbImage>> asked = Collections.synchronizedList(new ArrayList<>());

  RecordingNetwork(int imageSize, CropGeometry geometry, int batchSize) {
    this.metadata =
        new ModelMetadata(
            "recording",
            imageSize,
            geometry,
            false,
            new ModelMetadata.TrainingData("none", "none", ""),
            new TreeMap<>(),
            "0",
            "");
    this.batchSize = batchSize;
  }

  /** The faces of each call. */
  List<List<RgbImage>> asked() {
    return asked;
  }

  @Override
  public ModelMetadata metadata() {
    return metadata;
  }

  @Override
  public int batchSize() {
    return batchSize;
  }

  @Override
  public List<Prediction> predict(List<RgbImage> faces) {
    asked.add(List.copyOf(faces));
    float[] ages = new float[101];
    ages[30] = 1;
    return Collections.nCopies(faces.size(), new Prediction(AgeDistribution.of(ages), 0.5));
  }
}
