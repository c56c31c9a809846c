package org.agegender.dataset.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.agegender.core.Age;
import org.agegender.core.Gender;
import org.agegender.core.LabelledFace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class BatchLoaderTest {

  private static final int SIDE = 8;
  private static final int SAMPLES = 53;
  private static final Augmentation ALL =
      new Augmentation(0.5, 0.1, 0.2, 15, 0.3, 0.4, 0.3, new Quality(0.5, 0.2, 0.05, 2, 0.7));

  /** One batch copied out of its buffer. */
  private record Copy(int index, List<Integer> ages, List<Integer> genders, List<Byte> pixels) {}

  @Test
  void evaluationGivesTheListedOrderUnchangedWithASmallerLastBatch() {
    List<Copy> batches = epoch(BatchOptions.evaluation(10, SIDE), 0, 0);
    assertThat(batches).hasSize(6);
    assertThat(batches.get(5).ages()).hasSize(3);
    List<Integer> ages = new ArrayList<>();
    List<Byte> pixels = new ArrayList<>();
    for (int i = 0; i < batches.size(); i++) {
      assertThat(batches.get(i).index()).isEqualTo(i);
      ages.addAll(batches.get(i).ages());
      pixels.addAll(batches.get(i).pixels());
    }
    assertThat(ages).isEqualTo(IntStream.range(0, SAMPLES).boxed().toList());
    List<Byte> expected = new ArrayList<>();
    for (int i = 0; i < SAMPLES; i++) {
      expected.addAll(bytes(DrawnFaces.picture(i, SIDE).pixels()));
    }
    assertThat(pixels).isEqualTo(expected);
  }

  @Test
  void labelsStayWithTheirPictures() {
    for (Copy batch : epoch(BatchOptions.training(10, SIDE, 3), 2, 0)) {
      for (int i = 0; i < batch.ages().size(); i++) {
        int sample = batch.ages().get(i);
        assertThat(batch.genders().get(i)).isEqualTo(sample % 2);
        assertThat(batch.pixels().subList(i * SIDE * SIDE * 3, (i + 1) * SIDE * SIDE * 3))
            .isEqualTo(bytes(DrawnFaces.picture(sample, SIDE).pixels()));
      }
    }
  }

  @Test
  void anEpochGivesEverySampleOnceAndTheNextInAnotherOrder() {
    List<Integer> first = ages(epoch(BatchOptions.training(10, SIDE, 3), 0, 0));
    List<Integer> second = ages(epoch(BatchOptions.training(10, SIDE, 3), 1, 0));
    assertThat(first)
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, SAMPLES).boxed().toList());
    assertThat(second).containsExactlyInAnyOrderElementsOf(first).isNotEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 9})
  void theBytesAreTheSameForAnyNumberOfWorkers(int workers) {
    BatchOptions.Builder options = BatchOptions.training(20, SIDE, 3).augmentation(ALL);
    List<Copy> one = epoch(options.workers(1).prefetch(1), 4, 0);
    assertThat(epoch(options.workers(workers).prefetch(3), 4, 0)).isEqualTo(one);
    assertThat(epoch(options.workers(workers).prefetch(3).cacheBytes(1 << 20), 4, 0))
        .isEqualTo(one);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 5, 6})
  void takenUpAtAnyBatchTheEpochGoesOnWithTheSameBytes(int firstBatch) {
    BatchOptions.Builder options = BatchOptions.training(10, SIDE, 3).augmentation(ALL).workers(2);
    List<Copy> whole = epoch(options, 4, 0);
    assertThat(epoch(options, 4, firstBatch)).isEqualTo(whole.subList(firstBatch, 6));
  }

  @Test
  void aFaceShownTwiceInAnEpochIsChangedInTwoWays() {
    // Face 60 is alone among 40 of age 0: shown about twenty times by halves of the places.
    List<LabelledFace> faces = new ArrayList<>();
    for (int i = 0; i < 41; i++) {
      faces.add(new LabelledFace(i + ".jpg", new Age(i / 40 * 60), Gender.FEMALE, "", "", ""));
    }
    BatchOptions options =
        BatchOptions.training(41, SIDE, 3)
            .augmentation(ALL)
            .balance(AgeBalance.UNIFORM)
            .workers(3)
            .build();
    try (BatchLoader loader =
        BatchLoader.open(faces, sample -> DrawnFaces.picture(sample, SIDE), options)) {
      Copy copy = drain(loader.epoch(1, 0)).get(0);
      Set<List<Byte>> shown = new HashSet<>();
      int times = 0;
      for (int i = 0; i < 41; i++) {
        if (copy.ages().get(i) == 60) {
          times++;
          shown.add(copy.pixels().subList(i * SIDE * SIDE * 3, (i + 1) * SIDE * SIDE * 3));
        }
      }
      assertThat(times).isBetween(15, 25);
      assertThat(shown).hasSize(times);
      assertThat(drain(loader.epoch(1, 0))).containsExactly(copy);
    }
  }

  @Test
  void augmentationDiffersBetweenEpochs() {
    BatchOptions.Builder options = BatchOptions.evaluation(SAMPLES, SIDE).augmentation(ALL);
    assertThat(epoch(options, 0, 0).get(0).pixels())
        .isNotEqualTo(epoch(options, 1, 0).get(0).pixels());
  }

  @Test
  void cachedPicturesAreDecodedOnceAndGiveTheSameBytes() {
    AtomicIntegerArray reads = new AtomicIntegerArray(SAMPLES);
    PixelSource counting =
        sample -> {
          reads.incrementAndGet(sample);
          return DrawnFaces.picture(sample, SIDE);
        };
    long needed = SAMPLES * SIDE * SIDE * 3;
    BatchOptions fits =
        BatchOptions.training(10, SIDE, 3).augmentation(ALL).workers(3).cacheBytes(needed).build();
    try (BatchLoader loader = BatchLoader.open(DrawnFaces.list(SAMPLES), counting, fits)) {
      assertThat(loader.cache())
          .isEqualTo(new CacheDecision(CacheDecision.Outcome.CACHED, needed, needed));
      for (int epoch = 0; epoch < 3; epoch++) {
        assertThat(drain(loader.epoch(epoch, 0)))
            .isEqualTo(epoch(BatchOptions.training(10, SIDE, 3).augmentation(ALL), epoch, 0));
      }
    }
    for (int i = 0; i < SAMPLES; i++) {
      assertThat(reads.get(i)).isEqualTo(1);
    }
  }

  @Test
  void picturesThatDoNotFitTheBudgetAreDecodedEachEpoch() {
    AtomicInteger reads = new AtomicInteger();
    PixelSource counting =
        sample -> {
          reads.incrementAndGet();
          return DrawnFaces.picture(sample, SIDE);
        };
    long needed = SAMPLES * SIDE * SIDE * 3;
    BatchOptions tooSmall =
        BatchOptions.training(10, SIDE, 3).workers(3).cacheBytes(needed - 1).build();
    try (BatchLoader loader = BatchLoader.open(DrawnFaces.list(SAMPLES), counting, tooSmall)) {
      assertThat(loader.cache().outcome()).isEqualTo(CacheDecision.Outcome.OVER_BUDGET);
      assertThat(loader.cache().describe())
          .isEqualTo("pictures decoded each epoch: they take 1 MiB, the cache may take 1 MiB");
      drain(loader.epoch(0, 0));
      drain(loader.epoch(1, 0));
    }
    assertThat(reads).hasValue(2 * SAMPLES);
  }

  private static BatchLoader open(BatchOptions options) {
    return BatchLoader.open(
        DrawnFaces.list(SAMPLES), sample -> DrawnFaces.picture(sample, SIDE), options);
  }

  private static List<Copy> epoch(BatchOptions.Builder options, int epoch, int firstBatch) {
    try (BatchLoader loader = open(options.build())) {
      assertThat(loader.samples()).isEqualTo(SAMPLES);
      return drain(loader.epoch(epoch, firstBatch));
    }
  }

  private static List<Copy> drain(Epoch epoch) {
    List<Copy> copies = new ArrayList<>();
    try (epoch) {
      while (epoch.hasNext()) {
        try (Batch batch = epoch.next()) {
          assertThat(batch.pixels().position()).isZero();
          assertThat(batch.pixels().limit()).isEqualTo(batch.size() * SIDE * SIDE * 3);
          byte[] pixels = new byte[batch.pixels().limit()];
          batch.pixels().get(pixels);
          copies.add(
              new Copy(
                  batch.index(),
                  IntStream.of(batch.ages()).boxed().toList(),
                  IntStream.of(batch.genders()).boxed().toList(),
                  bytes(pixels)));
        }
      }
    }
    return copies;
  }

  private static List<Integer> ages(List<Copy> batches) {
    return batches.stream().flatMap(batch -> batch.ages().stream()).toList();
  }

  private static List<Byte> bytes(byte[] pixels) {
    List<Byte> list = new ArrayList<>(pixels.length);
    for (byte pixel : pixels) {
      list.add(pixel);
    }
    return list;
  }
}
