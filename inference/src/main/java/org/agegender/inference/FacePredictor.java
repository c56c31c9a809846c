package org.agegender.inference;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.agegender.core.FaceBox;
import org.agegender.core.Prediction;
import org.agegender.core.RgbImage;
import org.agegender.vision.NetworkInput;
import org.agegender.vision.Picture;
import org.agegender.vision.PictureDecoder;
import org.agegender.vision.UnreadablePictureException;

/**
 * Predicts picture files, each of which shows one face. Files are decoded by several threads while
 * the network works on those before; at most two batches are held in memory, at the network's size.
 * Safe for use by several threads.
 */
public final class FacePredictor {

  private final FaceModel model;
  private final PictureDecoder decoder;
  private final int decoders;

  /** With {@link PredictorOptions#DEFAULT}; the model stays the caller's to close. */
  public FacePredictor(FaceModel model) {
    this(model, PredictorOptions.DEFAULT);
  }

  /**
   * @param model stays the caller's to close
   */
  public FacePredictor(FaceModel model, PredictorOptions options) {
    this.model = model;
    this.decoder = new PictureDecoder(options.limits());
    this.decoders = options.decoders();
  }

  /**
   * Predicts each picture and hands out one outcome for each, in order, on the calling thread.
   *
   * @param pictures files, read as they are needed
   * @param outcomes takes what came of each; what it throws ends the work
   * @throws InterruptedException if the calling thread is interrupted
   */
  public void predict(Iterable<Path> pictures, Consumer<? super PictureOutcome> outcomes)
      throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(decoders, FacePredictor::daemon);
    try {
      Iterator<Path> files = pictures.iterator();
      Queue<Future<Decoded>> ahead = new ArrayDeque<>();
      List<Decoded> batch = new ArrayList<>();
      do {
        while (ahead.size() < 2 * model.batchSize() && files.hasNext()) {
          Path file = files.next();
          ahead.add(threads.submit(() -> decode(file)));
        }
        batch.clear();
        while (batch.size() < model.batchSize() && !ahead.isEmpty()) {
          batch.add(get(ahead.remove()));
        }
        predictBatch(batch, outcomes);
      } while (!ahead.isEmpty() || files.hasNext());
    } finally {
      threads.shutdownNow();
    }
  }

  private sealed interface Decoded {
    /**
     * @param width of the picture as it was
     * @param height of the picture as it was
     * @param pixels at the network's size
     */
    record Face(Path file, int width, int height, RgbImage pixels) implements Decoded {}

    record Failure(PictureOutcome.Unreadable outcome) implements Decoded {}
  }

  private Decoded decode(Path file) {
    int size = model.metadata().imageSize();
    try (Picture picture = decoder.decode(file)) {
      RgbImage pixels = NetworkInput.resize(picture.toRgb(), size, size);
      return new Decoded.Face(file, picture.width(), picture.height(), pixels);
    } catch (UnreadablePictureException e) {
      String error = String.valueOf(e.getMessage());
      return new Decoded.Failure(new PictureOutcome.Unreadable(file, error));
    }
  }

  private void predictBatch(List<Decoded> batch, Consumer<? super PictureOutcome> outcomes) {
    List<RgbImage> faces = new ArrayList<>();
    for (Decoded decoded : batch) {
      if (decoded instanceof Decoded.Face face) {
        faces.add(face.pixels());
      }
    }
    Iterator<Prediction> predictions = model.predict(faces).iterator();
    for (Decoded decoded : batch) {
      if (decoded instanceof Decoded.Face face) {
        FaceBox whole = new FaceBox(0, 0, face.width(), face.height());
        AnalysedFace only = new AnalysedFace(whole, 1, predictions.next());
        outcomes.accept(new PictureOutcome.Analysed(face.file(), List.of(only)));
      } else if (decoded instanceof Decoded.Failure failure) {
        outcomes.accept(failure.outcome());
      }
    }
  }

  private static Decoded get(Future<Decoded> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException("a picture could not be decoded: " + e.getCause(), e);
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "decoder");
    thread.setDaemon(true);
    return thread;
  }
}
