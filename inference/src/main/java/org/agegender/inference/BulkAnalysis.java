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
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.agegender.core.Prediction;
import org.agegender.core.RgbImage;
import org.agegender.vision.Picture;
import org.agegender.vision.PictureDecoder;
import org.agegender.vision.UnreadablePictureException;

/**
 * Analyses many files: several threads read them and cut out their faces while the network works on
 * those before, whose faces share its batches. One use, one thread.
 */
final class BulkAnalysis {

  /** Batches of faces that may wait for the network before no other files are begun. */
  private static final int WAITING_BATCHES = 4;

  private final FaceNetwork network;
  private final FaceExtraction extraction;
  private final PictureDecoder decoder;
  private final ExecutorService threads;
  private final Queue<Future<Read>> ahead = new ArrayDeque<>();
  private final FaceBacklog backlog;
  private int begun;
  private int gathered;

  BulkAnalysis(
      FaceNetwork network, FaceExtraction extraction, PictureDecoder decoder, int decoders) {
    this.network = network;
    this.extraction = extraction;
    this.decoder = decoder;
    this.backlog = new FaceBacklog(WAITING_BATCHES * network.batchSize());
    this.threads = Executors.newFixedThreadPool(decoders, BulkAnalysis::daemon);
  }

  void run(Iterator<Path> files, Consumer<? super PictureOutcome> outcomes)
      throws InterruptedException {
    try {
      List<Read> batch = new ArrayList<>();
      do {
        readAhead(files);
        gather(batch);
        predict(batch, outcomes);
        batch.clear();
      } while (!ahead.isEmpty() || files.hasNext());
    } finally {
      threads.shutdownNow();
      awaitThreads();
    }
  }

  /** Native code cannot be interrupted, and a process that ends while it runs may crash. */
  private void awaitThreads() {
    boolean interrupted = false;
    boolean ended = false;
    while (!ended) {
      try {
        ended = threads.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private sealed interface Read {
    Path file();

    record Faces(Path file, FaceExtraction.Extracted extracted) implements Read {}

    record Failure(Path file, String error) implements Read {}
  }

  private void readAhead(Iterator<Path> files) {
    while (ahead.size() < 2 * network.batchSize() && files.hasNext()) {
      Path file = files.next();
      int number = begun++;
      ahead.add(threads.submit(() -> read(number, file)));
    }
  }

  /** Crowds wait with their faces in memory, so that not only pictures are limited but faces. */
  private Read read(int number, Path file) throws InterruptedException {
    backlog.await(number);
    try (Picture picture = decoder.decode(file)) {
      FaceExtraction.Extracted extracted = extraction.extract(picture);
      backlog.add(extracted.faces().size());
      return new Read.Faces(file, extracted);
    } catch (UnreadablePictureException e) {
      return new Read.Failure(file, String.valueOf(e.getMessage()));
    }
  }

  private void gather(List<Read> batch) throws InterruptedException {
    int faces = 0;
    while (faces < network.batchSize() && batch.size() < network.batchSize() && !ahead.isEmpty()) {
      backlog.turnOf(gathered++);
      Read read = get(ahead.remove());
      batch.add(read);
      if (read instanceof Read.Faces found) {
        int more = found.extracted().faces().size();
        backlog.remove(more);
        faces += more;
      }
    }
  }

  private void predict(List<Read> batch, Consumer<? super PictureOutcome> outcomes) {
    List<RgbImage> faces = new ArrayList<>();
    for (Read read : batch) {
      if (read instanceof Read.Faces found) {
        found.extracted().faces().forEach(face -> faces.add(face.pixels()));
      }
    }
    Iterator<Prediction> predictions = PhotoAnalyzer.predict(network, faces).iterator();
    for (Read read : batch) {
      if (read instanceof Read.Faces found) {
        AnalysedPhoto photo =
            PhotoAnalyzer.photo(network.metadata(), found.extracted(), predictions);
        outcomes.accept(new PictureOutcome.Analysed(found.file(), photo));
      } else if (read instanceof Read.Failure failure) {
        outcomes.accept(new PictureOutcome.Unreadable(failure.file(), failure.error()));
      }
    }
  }

  private static Read get(Future<Read> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException("a picture could not be analysed: " + e.getCause(), e);
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "decoder");
    thread.setDaemon(true);
    return thread;
  }
}
