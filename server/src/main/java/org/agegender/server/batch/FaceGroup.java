package org.agegender.server.batch;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.agegender.core.Prediction;
import org.agegender.core.RgbImage;

/**
 * The faces of one caller and, bit by bit, what the network says of them. Guarded by the batcher's
 * lock, but for {@link #done}.
 */
final class FaceGroup {

  private final List<RgbImage> faces;
  private final Prediction[] predictions;
  private final CompletableFuture<List<Prediction>> done = new CompletableFuture<>();
  private int handedOut;
  private int predicted;

  FaceGroup(List<RgbImage> faces) {
    this.faces = faces;
    this.predictions = new Prediction[faces.size()];
  }

  /**
   * One face on its way through the network.
   *
   * @param group whose it is
   * @param index which of the group's
   */
  record Face(FaceGroup group, int index) {

    RgbImage pixels() {
      return group.faces.get(index);
    }
  }

  Face next() {
    return new Face(this, handedOut++);
  }

  /** How many faces still wait. */
  int waiting() {
    return faces.size() - handedOut;
  }

  void predicted(int index, Prediction prediction) {
    predictions[index] = prediction;
    predicted++;
    if (predicted == predictions.length) {
      done.complete(Arrays.asList(predictions));
    }
  }

  void failed(Throwable failure) {
    done.completeExceptionally(failure);
  }

  /** Complete when all faces have their prediction or one has failed. */
  CompletableFuture<List<Prediction>> done() {
    return done;
  }
}
