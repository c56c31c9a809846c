package org.agegender.server;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.agegender.core.ModelMetadata;
import org.agegender.core.Prediction;
import org.agegender.core.RgbImage;
import org.agegender.inference.FaceNetwork;

/** How many pictures are being decoded and searched, and so may soon bring faces. */
final class FacesOnTheirWay implements IntSupplier {

  private final AnalysisPool pool;
  private final AtomicInteger arrived = new AtomicInteger();

  FacesOnTheirWay(AnalysisPool pool) {
    this.pool = pool;
  }

  @Override
  public int getAsInt() {
    return pool.inHand() - arrived.get();
  }

  /** The network as the pool's threads see it: who waits for it is no longer on the way. */
  FaceNetwork counting(FaceNetwork network) {
    return new FaceNetwork() {
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
        arrived.incrementAndGet();
        try {
          return network.predict(faces);
        } finally {
          arrived.decrementAndGet();
        }
      }
    };
  }
}
