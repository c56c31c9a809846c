package org.agegender.server.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.agegender.core.Prediction;
import org.agegender.core.RgbImage;
import org.agegender.server.MeanColourNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DynamicBatcherTest {

  private static final Duration LONG = Duration.ofSeconds(1);

  private final Set<Thread> before = Thread.getAllStackTraces().keySet();
  private final MeanColourNetwork network = new MeanColourNetwork();
  private final List<DynamicBatcher> started = new ArrayList<>();
  private final AtomicInteger dropped = new AtomicInteger();
  private final AtomicInteger onTheirWay = new AtomicInteger();

  @AfterEach
  void stop() {
    network.open();
    started.forEach(DynamicBatcher::close);
  }

  private DynamicBatcher batcher(int batchSize, int queue, Duration wait) {
    return batcher(1, batchSize, queue, wait);
  }

  private DynamicBatcher batcher(int workers, int batchSize, int queue, Duration wait) {
    BatchListener listener =
        new BatchListener() {
          @Override
          public void ran(int faces, long nanos) {}

          @Override
          public void dropped(int faces) {
            dropped.addAndGet(faces);
          }
        };
    IntSupplier way = onTheirWay::get;
    BatchOptions options = new BatchOptions(batchSize, workers, queue, wait);
    DynamicBatcher batcher = DynamicBatcher.start(network, options, way, listener);
    started.add(batcher);
    return batcher;
  }

  private static RgbImage face(int red) {
    byte[] pixels = new byte[3 * 16 * 16];
    for (int i = 0; i < pixels.length; i += 3) {
      pixels[i] = (byte) red;
    }
    return new RgbImage(16, 16, pixels);
  }

  private static List<RgbImage> faces(int count, int red) {
    return IntStream.range(0, count).mapToObj(i -> face(red)).toList();
  }

  private static CompletableFuture<List<Double>> ask(DynamicBatcher batcher, List<RgbImage> faces) {
    return CompletableFuture.supplyAsync(
        () -> batcher.predict(faces).stream().map(Prediction::years).toList(),
        work -> new Thread(work).start());
  }

  private static void until(BooleanSupplier reached) throws InterruptedException {
    while (!reached.getAsBoolean()) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  /** Holds the network with one face in it, so that whatever comes next waits. */
  private CompletableFuture<List<Double>> occupy(DynamicBatcher batcher)
      throws InterruptedException {
    network.hold();
    CompletableFuture<List<Double>> first = ask(batcher, faces(1, 1));
    until(() -> network.batches().size() == 1);
    return first;
  }

  @Test
  void everyCallerGetsItsOwnPredictionsInOrder() throws Exception {
    DynamicBatcher batcher = batcher(3, 100, Duration.ZERO);
    List<CompletableFuture<List<Double>>> answers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      answers.add(ask(batcher, List.of(face(i), face(2 * i), face(3 * i), face(4 * i))));
    }
    for (int i = 0; i < 20; i++) {
      assertThat(answers.get(i).get()).containsExactly(1.0 * i, 2.0 * i, 3.0 * i, 4.0 * i);
    }
  }

  @Test
  void facesOfOtherSizesAreResized() {
    byte[] pixels = new byte[3 * 40 * 30];
    Arrays.fill(pixels, (byte) 50);

    List<Prediction> answer =
        batcher(4, 10, Duration.ZERO).predict(List.of(new RgbImage(40, 30, pixels)));

    assertThat(answer.get(0).years()).isEqualTo(50);
  }

  @Test
  void callersThatCameWhileTheNetworkRanShareItsNextRun() throws Exception {
    DynamicBatcher batcher = batcher(8, 100, Duration.ZERO);
    CompletableFuture<List<Double>> first = occupy(batcher);
    CompletableFuture<List<Double>> second = ask(batcher, faces(2, 2));
    CompletableFuture<List<Double>> third = ask(batcher, faces(3, 3));
    until(() -> batcher.waitingFaces() == 5);
    network.open();

    assertThat(first.get()).containsExactly(1.0);
    assertThat(second.get()).containsExactly(2.0, 2.0);
    assertThat(third.get()).containsExactly(3.0, 3.0, 3.0);
    assertThat(network.batches()).containsExactly(1, 5);
  }

  @Test
  void aFullQueueTurnsCallersAway() throws Exception {
    DynamicBatcher batcher = batcher(8, 3, Duration.ZERO);
    occupy(batcher);
    CompletableFuture<List<Double>> waiting = ask(batcher, faces(2, 2));
    until(() -> batcher.waitingFaces() == 2);

    assertThatThrownBy(() -> batcher.predict(faces(2, 3)))
        .isInstanceOf(BusyException.class)
        .hasMessage("2 faces wait for the network already, the limit is 3; try again later");
    network.open();
    assertThat(waiting.get()).hasSize(2);
  }

  @Test
  void aCrowdLargerThanTheQueueIsServedWhenNothingWaits() {
    assertThat(batcher(2, 3, Duration.ZERO).predict(faces(9, 7))).hasSize(9);
  }

  @Test
  void aCrowdLargerThanABatchKeepsAllWorkersBusy() throws Exception {
    DynamicBatcher batcher = batcher(2, 4, 100, Duration.ZERO);
    until(() -> idleWorkers() == 2);
    network.hold();
    CompletableFuture<List<Double>> crowd = ask(batcher, faces(8, 5));
    until(() -> network.batches().size() == 2);

    assertThat(network.batches()).containsExactly(4, 4);
    network.open();
    assertThat(crowd.get()).hasSize(8);
  }

  /** Of the batchers that this test has started. */
  private long idleWorkers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !before.contains(thread))
        .filter(thread -> thread.getName().startsWith("network-"))
        .filter(thread -> thread.getState() == Thread.State.WAITING)
        .count();
  }

  @Test
  void aPortraitDoesNotWaitForAWholeCrowd() throws Exception {
    DynamicBatcher batcher = batcher(2, 100, Duration.ZERO);
    occupy(batcher);
    CompletableFuture<List<Double>> crowd = ask(batcher, faces(20, 2));
    until(() -> batcher.waitingFaces() == 20);
    CompletableFuture<List<Double>> portrait = ask(batcher, faces(1, 3));
    until(() -> batcher.waitingFaces() == 21);
    network.step();
    network.step();

    assertThat(portrait.get()).containsExactly(3.0);
    assertThat(crowd).isNotDone();
    network.open();
    assertThat(crowd.get()).hasSize(20);
  }

  @Test
  void aLoneFaceDoesNotWaitThoughTheBatchIsNotFull() {
    DynamicBatcher batcher = batcher(8, 10, LONG);
    long fastest = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      long begun = System.nanoTime();
      batcher.predict(faces(1, 1));
      fastest = Math.min(fastest, System.nanoTime() - begun);
    }
    assertThat(Duration.ofNanos(fastest)).isLessThan(LONG.dividedBy(2));
  }

  /** On a busy machine the second face may come later than the first one waits. */
  @Test
  void aBatchWaitsForFacesThatAreOnTheirWay() throws Exception {
    DynamicBatcher batcher = batcher(2, 10, LONG);
    onTheirWay.set(1);
    for (int i = 0; i < 5 && !network.batches().contains(2); i++) {
      CompletableFuture<List<Double>> first = ask(batcher, faces(1, 1));
      until(() -> batcher.waitingFaces() == 1 || first.isDone());
      assertThat(ask(batcher, faces(1, 2)).get()).containsExactly(2.0);
      assertThat(first.get()).containsExactly(1.0);
    }
    assertThat(network.batches()).contains(2);
  }

  @Test
  void itDoesNotWaitForThemForEver() throws Exception {
    DynamicBatcher batcher = batcher(2, 10, Duration.ofMillis(20));
    onTheirWay.set(1);
    assertThat(ask(batcher, faces(1, 1)).get(10, TimeUnit.SECONDS)).containsExactly(1.0);
  }

  @Test
  void facesOfACallerWhoGaveUpNeverReachTheNetwork() throws Exception {
    DynamicBatcher batcher = batcher(8, 100, Duration.ZERO);
    occupy(batcher);
    assertThatThrownBy(() -> batcher.predict(faces(3, 2), Deadline.in(Duration.ofMillis(20))))
        .isInstanceOf(GivenUpException.class);
    assertThat(batcher.waitingFaces()).isZero();
    assertThat(dropped).hasValue(3);
    network.open();
    batcher.predict(faces(1, 4));
    assertThat(network.batches()).containsExactly(1, 1);
  }

  @Test
  void anInterruptEndsTheWait() throws Exception {
    DynamicBatcher batcher = batcher(8, 100, Duration.ZERO);
    occupy(batcher);
    CompletableFuture<Boolean> stillSet = new CompletableFuture<>();
    Thread caller =
        new Thread(
            () -> {
              try {
                batcher.predict(faces(2, 2));
              } catch (GivenUpException e) {
                stillSet.complete(Thread.currentThread().isInterrupted());
              }
            });
    caller.start();
    until(() -> batcher.waitingFaces() == 2);
    caller.interrupt();
    assertThat(stillSet.get()).isTrue();
    assertThat(batcher.waitingFaces()).isZero();
  }

  @Test
  void aFailureReachesAllOfItsBatchAndNobodyElse() throws Exception {
    DynamicBatcher batcher = batcher(2, 100, Duration.ZERO);
    network.failWith(new IllegalArgumentException("broken"));
    CompletableFuture<List<Double>> crowd = ask(batcher, faces(5, 1));
    assertThatThrownBy(crowd::get)
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseMessage("broken");
    network.failWith(null);
    assertThat(batcher.predict(faces(1, 9)).get(0).years()).isEqualTo(9);
    assertThat(batcher.waitingFaces()).isZero();
  }

  @Test
  void closingLetsWhatWaitsFinishAndTakesNothingNew() throws Exception {
    DynamicBatcher batcher = batcher(2, 100, Duration.ZERO);
    occupy(batcher);
    CompletableFuture<List<Double>> waiting = ask(batcher, faces(5, 2));
    until(() -> batcher.waitingFaces() == 5);
    CompletableFuture<Void> closing = CompletableFuture.runAsync(batcher::close);
    network.open();
    closing.get();
    assertThat(waiting.get()).hasSize(5);
    assertThatThrownBy(() -> batcher.predict(faces(1, 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the batcher was closed");
  }

  @Test
  void noFacesNeedNoNetwork() {
    assertThat(batcher(2, 3, Duration.ZERO).predict(List.of())).isEmpty();
    assertThat(network.batches()).isEmpty();
  }

  @Test
  void optionsAreHeldToTheirRanges() {
    assertThatThrownBy(() -> new BatchOptions(0, 1, 1, LONG)).hasMessageContaining("batchSize");
    assertThatThrownBy(() -> new BatchOptions(1, 0, 1, LONG)).hasMessageContaining("workers");
    assertThatThrownBy(() -> new BatchOptions(1, 1, 0, LONG)).hasMessageContaining("queue");
    assertThatThrownBy(() -> new BatchOptions(1, 1, 1, Duration.ofMillis(1001)))
        .hasMessageContaining("0 to 1000 ms");
  }
}
