package org.agegender.evaluation.figures;

import static org.agegender.evaluation.figures.Faces.face;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.agegender.core.Gender;
import org.agegender.core.metrics.Estimate;
import org.agegender.core.metrics.Figure;
import org.agegender.core.metrics.JudgedFace;
import org.junit.jupiter.api.Test;

final class BootstrapTest {

  /** The 97.5 % point of the standard normal distribution. */
  private static final double Z = 1.959964;

  /** The interval of the mean of some numbers, each of one face. */
  private static Estimate mean(double[] numbers, int replicates, long seed) {
    List<JudgedFace> faces =
        Arrays.stream(numbers).mapToObj(n -> face(30, Gender.MALE, 30, 0.5)).toList();
    Resampling resampling = Resampling.of(faces, seed);
    double[] values =
        IntStream.range(0, replicates)
            .mapToDouble(r -> mean(numbers, resampling.weights(r)))
            .toArray();
    return new Replicates(values).around(Arrays.stream(numbers).average().orElseThrow());
  }

  private static double mean(double[] numbers, double[] weights) {
    double sum = 0;
    for (int i = 0; i < numbers.length; i++) {
      sum += weights[i] * numbers[i];
    }
    return sum / numbers.length;
  }

  /** Mean plus and minus 1.96 standard errors, which are known for a mean. */
  @Test
  void theIntervalOfAMeanIsTheOneOfTheNormalDistribution() {
    Random random = new Random(3);
    double[] numbers = random.doubles(1000).map(u -> 10 + 3 * random.nextGaussian()).toArray();
    double mean = Arrays.stream(numbers).average().orElseThrow();
    double variance = Arrays.stream(numbers).map(n -> (n - mean) * (n - mean)).sum() / 1000;
    double half = Z * Math.sqrt(variance / 1000);
    Estimate estimate = mean(numbers, 4000, 0);
    assertThat(estimate.low()).isCloseTo(mean - half, within(0.06 * half));
    assertThat(estimate.high()).isCloseTo(mean + half, within(0.06 * half));
  }

  /** Of 400 samples of 60 numbers, some 95 % of the intervals hold the true mean. */
  @Test
  void intervalsHoldTheTruthAsOftenAsTheySay() {
    Random random = new Random(11);
    int held = 0;
    for (int sample = 0; sample < 400; sample++) {
      double[] numbers = random.doubles(60).map(u -> random.nextGaussian()).toArray();
      Estimate estimate = mean(numbers, 400, sample);
      held += estimate.low() <= 0 && 0 <= estimate.high() ? 1 : 0;
    }
    // Three standard errors of a share of 400 are 3.3 %; percentiles of 60 numbers lose about 1 %.
    assertThat(held / 400.0).isBetween(0.905, 0.98);
  }

  /** Forty persons with nine faces each, all nine with the same error. */
  @Test
  void drawingPersonsGivesWiderIntervalsWhereTheirFacesAreAlike() {
    Random random = new Random(2);
    List<JudgedFace> known = new ArrayList<>();
    List<JudgedFace> unknown = new ArrayList<>();
    for (int person = 0; person < 40; person++) {
      int predicted = 30 + random.nextInt(20);
      for (int copy = 0; copy < 9; copy++) {
        known.add(face(30, Gender.MALE, "p" + person, "", predicted, 0.5));
        unknown.add(face(30, Gender.MALE, predicted, 0.5));
      }
    }
    SetFigures byPerson = SetFigures.of(known, Bootstrap.DEFAULT);
    SetFigures byFace = SetFigures.of(unknown, Bootstrap.DEFAULT);
    assertThat(byPerson.drawnByPerson()).isTrue();
    assertThat(byPerson.overall().persons()).isEqualTo(40);
    assertThat(byFace.drawnByPerson()).isFalse();
    double wide = width(byPerson);
    // Nine copies tell no more than one: the square root of nine.
    assertThat(wide / width(byFace)).isBetween(2.5, 3.5);
  }

  private static double width(SetFigures figures) {
    Estimate mae = figures.overall().figure(Figure.AGE_MAE).orElseThrow();
    return mae.high() - mae.low();
  }

  @Test
  void theSameSeedGivesTheSameIntervalsOnAnyNumberOfThreads() throws Exception {
    Random random = new Random(4);
    List<JudgedFace> faces =
        IntStream.range(0, 150)
            .mapToObj(
                i ->
                    face(
                        random.nextInt(80),
                        Gender.ofCode(i % 2),
                        "",
                        "g" + i % 3,
                        random.nextInt(80),
                        random.nextDouble()))
            .toList();
    Bootstrap bootstrap = new Bootstrap(200, 5);
    SetFigures one = on(1, () -> SetFigures.of(faces, bootstrap));
    SetFigures four = on(4, () -> SetFigures.of(faces, bootstrap));
    assertThat(four).isEqualTo(one);
    assertThat(SetFigures.of(faces, new Bootstrap(200, 6)).overall()).isNotEqualTo(one.overall());
  }

  private static SetFigures on(int threads, Callable<SetFigures> work) throws Exception {
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      return pool.submit(work).get();
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void aReplicateDrawsAsManyAsThereAre() {
    List<JudgedFace> faces =
        IntStream.range(0, 70)
            .mapToObj(i -> face(30, Gender.MALE, i < 7 ? "p" : "", "", 30, 0.5))
            .toList();
    Resampling resampling = Resampling.of(faces, 0);
    assertThat(resampling.units()).isEqualTo(64);
    double[] weights = resampling.weights(17);
    assertThat(Arrays.stream(weights, 0, 7).distinct()).hasSize(1);
    assertThat(Arrays.stream(weights, 6, 70).sum()).isEqualTo(64);
    assertThat(resampling.weights(18)).isNotEqualTo(weights);
  }

  /** numpy.percentile([1, 2, 3, 4, 5], [2.5, 97.5]) is [1.1, 4.9]. */
  @Test
  void percentilesLieBetweenTheTwoNearest() {
    Estimate estimate = new Replicates(new double[] {5, 1, Double.NaN, 3, 2, 4}).around(3);
    assertThat(estimate.low()).isCloseTo(1.1, within(1e-12));
    assertThat(estimate.high()).isCloseTo(4.9, within(1e-12));
  }

  @Test
  void aSingleFaceHasNoInterval() {
    SetFigures one = SetFigures.of(List.of(face(30, Gender.MALE, 33, 0.9)), Bootstrap.DEFAULT);
    assertThat(one.overall().figure(Figure.AGE_MAE)).contains(Estimate.alone(3));
  }

  @Test
  void aBootstrapOfOneReplicateIsRefused() {
    assertThatThrownBy(() -> new Bootstrap(1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found 1");
  }
}
