package org.agegender.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.agegender.core.CropGeometry;
import org.agegender.core.FaceBox;
import org.agegender.core.Gender;
import org.agegender.core.ModelMetadata;
import org.agegender.core.Prediction;
import org.agegender.core.RgbImage;
import org.agegender.vision.DetectedFace;
import org.agegender.vision.FaceDetector;
import org.agegender.vision.Picture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class BulkAnalysisTest {

  private static final int BATCH = 4;

  @TempDir private Path folder;
  private final DrawnPhoto.Detector detector = new DrawnPhoto.Detector();
  private final RecordingNetwork network = new RecordingNetwork(8, CropGeometry.WHOLE, BATCH);

  private Path photo(String name, int faces) throws Exception {
    DrawnPhoto photo = new DrawnPhoto(Math.max(1, faces) * 30, 30);
    for (int i = 0; i < faces; i++) {
      photo.with(new FaceBox(i * 30 + 8, 8, 12, 12), i, Gender.MALE);
    }
    return photo.write(folder.resolve(name));
  }

  private List<PictureOutcome> analyze(List<Path> pictures) throws Exception {
    List<PictureOutcome> outcomes = new ArrayList<>();
    PhotoAnalyzer.of(network, detector, PhotoOptions.DEFAULT).analyzeAll(pictures, outcomes::add);
    return outcomes;
  }

  @Test
  void facesOfSeveralPicturesShareABatchAndOutcomesKeepTheOrder() throws Exception {
    List<Path> pictures = new ArrayList<>();
    int[] faces = {1, 0, 2, 1, 0, 3, 1};
    for (int i = 0; i < faces.length; i++) {
      pictures.add(photo(i + ".png", faces[i]));
    }
    pictures.add(3, Files.writeString(folder.resolve("bad.png"), "no picture"));
    List<PictureOutcome> outcomes = analyze(pictures);
    assertThat(outcomes).extracting(PictureOutcome::picture).containsExactlyElementsOf(pictures);
    assertThat(outcomes.stream().map(BulkAnalysisTest::faces))
        .containsExactly(1, 0, 2, -1, 1, 0, 3, 1);
    // A batch ends with its fourth picture or its fourth face.
    assertThat(network.asked()).extracting(List::size).containsExactly(3, 4, 1);
  }

  /** -1 if the picture could not be read. */
  private static int faces(PictureOutcome outcome) {
    return outcome instanceof PictureOutcome.Analysed analysed ? analysed.faces().size() : -1;
  }

  @Test
  void picturesWithoutFacesDoNotBotherTheNetwork() throws Exception {
    assertThat(analyze(List.of(photo("a.png", 0), photo("b.png", 0)))).hasSize(2);
    assertThat(network.asked()).isEmpty();
  }

  @Test
  void crowdsAreNotReadAheadWithoutEnd() throws Exception {
    Path crowd = photo("crowd.png", 3 * BATCH);
    AtomicInteger asked = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    PhotoOptions oneThread = PhotoOptions.DEFAULT.withDecoders(1);
    Iterable<Path> slowly =
        () ->
            new Iterator<>() {
              @Override
              public boolean hasNext() {
                return asked.get() < 100;
              }

              @Override
              public Path next() {
                asked.incrementAndGet();
                return crowd;
              }
            };
    AtomicInteger mostAhead = new AtomicInteger();
    PhotoAnalyzer.of(network, detector, oneThread)
        .analyzeAll(
            slowly,
            outcome -> {
              assertThat(faces(outcome)).isEqualTo(3 * BATCH);
              done.incrementAndGet();
              mostAhead.accumulateAndGet(asked.get() - done.get(), Math::max);
            });
    assertThat(done).hasValue(100);
    assertThat(mostAhead.get()).isLessThanOrEqualTo(2 * BATCH);
  }

  @Test
  void noFileIsBegunWhileTheFacesOfOthersWait() throws Exception {
    Path crowd = photo("crowd.png", 3 * BATCH);
    AtomicInteger begun = new AtomicInteger();
    AtomicInteger begunAtFirst = new AtomicInteger();
    FaceDetector counting =
        looking(
            picture -> {
              begun.incrementAndGet();
              return detector.detect(picture);
            });
    FaceNetwork slow =
        new FaceNetwork() {
          @Override
          public ModelMetadata metadata() {
            return network.metadata();
          }

          @Override
          public int batchSize() {
            return BATCH;
          }

          @Override
          public List<Prediction> predict(List<RgbImage> faces) {
            while (begunAtFirst.get() == 0 && (begun.get() < 3 || !decoderRests())) {
              Thread.onSpinWait();
            }
            begunAtFirst.compareAndSet(0, begun.get());
            return network.predict(faces);
          }
        };
    List<PictureOutcome> outcomes = new ArrayList<>();
    PhotoAnalyzer.of(slow, counting, PhotoOptions.DEFAULT.withDecoders(1))
        .analyzeAll(Collections.nCopies(20, crowd), outcomes::add);
    assertThat(outcomes).hasSize(20);
    // One is with the network, one waits, and one was begun while less than four batches waited.
    assertThat(begunAtFirst).hasValue(3);
  }

  private FaceDetector looking(Function<Picture, List<DetectedFace>> look) {
    return new FaceDetector() {
      @Override
      public String name() {
        return detector.name();
      }

      @Override
      public List<DetectedFace> detect(Picture picture) {
        return look.apply(picture);
      }

      @Override
      public void close() {}
    };
  }

  private static boolean decoderRests() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("decoder"))
        .allMatch(thread -> thread.getState() == Thread.State.WAITING);
  }

  /** A process that ended while native code runs might crash. */
  @Test
  @Timeout(60)
  void whoInterruptsItWaitsForPicturesThatAreWorkedOn() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger ended = new AtomicInteger();
    FaceDetector deaf =
        looking(
            picture -> {
              begun.countDown();
              while (goOn.getCount() > 0) {
                Thread.onSpinWait();
              }
              ended.incrementAndGet();
              return List.of();
            });
    Path picture = photo("a.png", 0);
    AtomicInteger endedAtReturn = new AtomicInteger(-1);
    Thread work =
        new Thread(
            () -> {
              try {
                PhotoAnalyzer.of(network, deaf, PhotoOptions.DEFAULT.withDecoders(1))
                    .analyzeAll(List.of(picture), outcome -> {});
              } catch (InterruptedException e) {
                endedAtReturn.set(ended.get());
              }
            });
    work.start();
    begun.await();
    work.interrupt();
    work.join(200);
    assertThat(work.isAlive()).isTrue();
    goOn.countDown();
    work.join();
    assertThat(endedAtReturn).hasValue(1);
  }

  @Test
  void aDetectorThatFailsEndsTheWork() throws Exception {
    detector.close();
    assertThatThrownBy(() -> analyze(List.of(photo("a.png", 1))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the detector was closed");
  }
}
