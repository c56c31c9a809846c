package org.agegender.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.agegender.core.FaceBox;
import org.agegender.core.Gender;
import org.agegender.vision.PictureLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WholePicturesTest {

  @TempDir private Path folder;

  @Test
  void eachPictureIsOneFaceAndTheOrderIsKept() throws Exception {
    List<Path> pictures = pictures(50);
    List<PictureOutcome> outcomes = predict(pictures, PhotoOptions.DEFAULT);
    for (int years = 0; years < 50; years++) {
      assertThat(outcomes.get(years))
          .isInstanceOfSatisfying(
              PictureOutcome.Analysed.class, analysed -> assertThat(analysed.faces()).hasSize(1));
      PictureOutcome.Analysed analysed = (PictureOutcome.Analysed) outcomes.get(years);
      AnalysedFace face = analysed.faces().get(0);
      assertThat(analysed.picture()).isEqualTo(pictures.get(years));
      assertThat(face.box()).isEqualTo(new FaceBox(0, 0, 10, 12));
      assertThat(face.score()).isEqualTo(1);
      assertThat(face.prediction().age().mostLikely().years()).isEqualTo(years);
    }
    assertThat(outcomes).hasSize(50);
  }

  @Test
  void badFilesAreOutcomesOfTheirOwnAndTheRestGoesOn() throws Exception {
    List<Path> pictures = pictures(8);
    Path text = Files.writeString(folder.resolve("text.jpg"), "no picture");
    Path missing = folder.resolve("missing.jpg");
    Path empty = Files.write(folder.resolve("empty.png"), new byte[0]);
    List<Path> mixed = new ArrayList<>(pictures);
    mixed.add(0, text);
    mixed.add(4, missing);
    mixed.add(empty);
    List<PictureOutcome> outcomes = predict(mixed, PhotoOptions.DEFAULT);
    assertThat(outcomes).extracting(PictureOutcome::picture).containsExactlyElementsOf(mixed);
    List<Path> unreadable = new ArrayList<>();
    for (PictureOutcome outcome : outcomes) {
      if (outcome instanceof PictureOutcome.Unreadable bad) {
        unreadable.add(bad.picture());
        assertThat(bad.error()).contains(bad.picture().toString()).doesNotContain("\n");
      }
    }
    assertThat(unreadable).containsExactly(text, missing, empty);
  }

  @Test
  void onlyBadFilesGiveOnlyErrors() throws Exception {
    Path missing = folder.resolve("missing.jpg");
    assertThat(predict(List.of(missing, missing), PhotoOptions.DEFAULT))
        .hasSize(2)
        .allSatisfy(o -> assertThat(o).isInstanceOf(PictureOutcome.Unreadable.class));
    assertThat(predict(List.of(), PhotoOptions.DEFAULT)).isEmpty();
  }

  @Test
  void theLimitOfPixelsHolds() throws Exception {
    PhotoOptions strict = PhotoOptions.DEFAULT.withLimits(PictureLimits.DEFAULT.withMaxPixels(100));
    assertThat(predict(pictures(1), strict).get(0))
        .isInstanceOfSatisfying(
            PictureOutcome.Unreadable.class,
            bad -> assertThat(bad.error()).contains("10x12").contains("100"));
  }

  @Test
  void atMostTwoBatchesAreReadAhead() throws Exception {
    List<Path> pictures = pictures(60);
    AtomicInteger asked = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    Iterable<Path> counted =
        () -> {
          Iterator<Path> files = pictures.iterator();
          return new Iterator<>() {
            @Override
            public boolean hasNext() {
              return files.hasNext();
            }

            @Override
            public Path next() {
              assertThat(asked.incrementAndGet() - done.get()).isLessThanOrEqualTo(2 * 4);
              return files.next();
            }
          };
        };
    try (FaceModel model = model()) {
      PhotoAnalyzer.ofWholePictures(model, PhotoOptions.DEFAULT)
          .analyzeAll(counted, outcome -> done.incrementAndGet());
    }
    assertThat(done).hasValue(60);
  }

  @Test
  void whatTheTakerThrowsEndsTheWork() throws Exception {
    List<Path> pictures = pictures(3);
    try (FaceModel model = model()) {
      PhotoAnalyzer analyzer = PhotoAnalyzer.ofWholePictures(model, PhotoOptions.DEFAULT);
      assertThatThrownBy(
              () ->
                  analyzer.analyzeAll(
                      pictures,
                      outcome -> {
                        throw new IllegalStateException("standard output is closed");
                      }))
          .hasMessage("standard output is closed");
    }
  }

  private List<PictureOutcome> predict(List<Path> pictures, PhotoOptions options) throws Exception {
    List<PictureOutcome> outcomes = new ArrayList<>();
    try (FaceModel model = model()) {
      PhotoAnalyzer.ofWholePictures(model, options).analyzeAll(pictures, outcomes::add);
    }
    return outcomes;
  }

  private FaceModel model() throws Exception {
    return FaceModel.open(
        ColourModel.write(folder.resolve("m.onnx")), InferenceOptions.DEFAULT.withBatchSize(4));
  }

  private List<Path> pictures(int count) throws Exception {
    List<Path> pictures = new ArrayList<>();
    for (int years = 0; years < count; years++) {
      pictures.add(
          Pngs.write(
              folder.resolve(years + ".png"), ColourModel.face(10, 12, years, Gender.FEMALE)));
    }
    return pictures;
  }
}
