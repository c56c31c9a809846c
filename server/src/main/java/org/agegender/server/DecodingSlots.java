package org.agegender.server;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.function.IntSupplier;
import org.agegender.core.ModelMetadata;
import org.agegender.core.Prediction;
import org.agegender.core.RgbImage;
import org.agegender.inference.FaceNetwork;

/**
 * How many pictures may be decoded and searched for faces at the same time: that is where a picture
 * takes most memory and a processor of its own. Whoever waits for the network has given its slot to
 * the next, so that faces of many pictures gather there. Tells how many are held: these pictures
 * may soon bring faces. Safe for use by several threads.
 */
final class DecodingSlots implements IntSupplier {

  private final int count;
  private final Semaphore free;
  private final ThreadLocal<Boolean> held = ThreadLocal.withInitial(() -> false);

  DecodingSlots(int count) {
    this.count = count;
    this.free = new Semaphore(count, true);
  }

  /**
   * Waits for a slot and works in it.
   *
   * @throws InterruptedException if interrupted while waiting
   * @throws Exception what the work throws
   */
  <T> T hold(Callable<T> work) throws Exception {
    free.acquire();
    held.set(true);
    try {
      return work.call();
    } finally {
      giveBack();
    }
  }

  private void giveBack() {
    if (held.get()) {
      held.set(false);
      free.release();
    }
  }

  @Override
  public int getAsInt() {
    return count - free.availablePermits();
  }

  /** The network as work within a slot sees it: calling it gives the slot back. */
  FaceNetwork leavingFor(FaceNetwork network) {
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
        giveBack();
        return network.predict(faces);
      }
    };
  }
}
