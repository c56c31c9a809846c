package org.agegender.vision.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

final class SuppressionTest {

  @Test
  void theSurestOfOverlappingBoxesIsKept() {
    Candidate sure = face(0, 0, 100, 0.9);
    Candidate near = face(20, 10, 100, 0.8);
    assertThat(Suppression.surest(List.of(near, sure))).containsExactly(sure);
  }

  @Test
  void neighboursWhoseBoxesTouchAreTwoFaces() {
    Candidate one = face(0, 0, 100, 0.9);
    Candidate other = face(70, 0, 100, 0.8);
    assertThat(Suppression.surest(List.of(one, other))).containsExactly(one, other);
  }

  @Test
  void aPartOfAFaceIsNoFaceOfItsOwn() {
    Candidate whole = face(0, 0, 100, 0.9);
    Candidate part = face(30, 40, 25, 0.8);
    assertThat(Suppression.surest(List.of(whole, part))).containsExactly(whole);
  }

  @Test
  void boxesOfOneFaceAreAveragedByTheirScores() {
    Candidate one = WhiteSquares.candidate(0, 0, 100, 100, 0.9);
    Candidate other = WhiteSquares.candidate(10, 4, 100, 100, 0.6);
    Candidate elsewhere = WhiteSquares.candidate(500, 0, 100, 100, 0.7);
    List<Candidate> agreed = Suppression.agreed(List.of(other, one, elsewhere));
    assertThat(agreed).hasSize(2);
    Candidate mean = agreed.get(0);
    assertThat(mean.score()).isEqualTo(0.9);
    assertThat(mean.left()).isCloseTo(0.6 * 10 / 1.5, within(1e-9));
    assertThat(mean.top()).isCloseTo(0.6 * 4 / 1.5, within(1e-9));
    assertThat(mean.width()).isCloseTo(100, within(1e-9));
    assertThat(mean.points()[0]).isCloseTo(30 + 4, within(1e-9));
    assertThat(agreed.get(1).points()).containsExactly(elsewhere.points(), within(1e-9));
  }

  @Test
  void manyCandidatesTakeBoundedTime() {
    Random random = new Random(1);
    List<Candidate> many = new ArrayList<>();
    for (int i = 0; i < 400_000; i++) {
      many.add(face(8.0 * (i % 1000), 8.0 * (i / 1000), 4, random.nextDouble()));
    }
    List<Candidate> kept =
        Assertions.assertTimeoutPreemptively(
            Duration.ofSeconds(20), () -> Suppression.surest(many));
    assertThat(kept).hasSize(5000);
  }

  private static Candidate face(double x, double y, double side, double score) {
    return WhiteSquares.candidate(x, y, side, side, score);
  }
}
