package org.agegender.inference;

import java.util.ArrayList;
import java.util.List;
import org.agegender.core.ModelMetadata;
import org.agegender.core.Prediction;
import org.agegender.core.RgbImage;
import org.agegender.vision.NetworkInput;

/**
 * A network that looks at each face and at its mirror image and averages the probabilities; half as
 * fast as the network behind it. Models that {@code export --flip} wrote do so themselves. Safe for
 * use by several threads.
 */
public final class FlipAveraging implements FaceNetwork {

  private final FaceNetwork network;

  private FlipAveraging(FaceNetwork network) {
    this.network = network;
  }

  /** In front of a network; one that averages by itself is given back as it is. */
  public static FaceNetwork of(FaceNetwork network) {
    return network.metadata().flipAveraged() ? network : new FlipAveraging(network);
  }

  @Override
  public ModelMetadata metadata() {
    return network.metadata();
  }

  @Override
  public int batchSize() {
    return network.batchSize();
  }

  /** Resizes before it mirrors, as the graph of a model does, so that both see the same pixels. */
  @Override
  public List<Prediction> predict(List<RgbImage> faces) {
    int size = network.metadata().imageSize();
    List<RgbImage> both = new ArrayList<>(2 * faces.size());
    for (RgbImage face : faces) {
      RgbImage input = NetworkInput.resize(face, size, size);
      both.add(input);
      both.add(input.mirrored());
    }
    List<Prediction> predictions = network.predict(both);
    List<Prediction> averages = new ArrayList<>(faces.size());
    for (int i = 0; i < both.size(); i += 2) {
      averages.add(predictions.get(i).averagedWith(predictions.get(i + 1)));
    }
    return averages;
  }
}
