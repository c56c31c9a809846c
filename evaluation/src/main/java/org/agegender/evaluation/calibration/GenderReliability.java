package org.agegender.evaluation.calibration;

import java.util.ArrayList;
import java.util.List;
import org.agegender.core.Calibration;
import org.agegender.core.Gender;

/**
 * How far the predicted probability of being male is the share of faces so labelled.
 *
 * <p>The bins are of equal width and numbered over the probability of one class, 0 to 1, not over
 * that of the predicted class as in Guo et al. (ICML 2017): they then also show which of the two is
 * believed in too readily, and faults on both sides cannot cancel, so that but for the middle bin
 * the error is at least theirs. Bins of equal mass would lie almost all at the two ends, where a
 * trained network puts nearly all faces, and would show nothing of what is between.
 *
 * @param bins {@link #BINS} of equal width, in order
 * @param faces how many have a gender label
 * @param expectedError the expected calibration error (Naeini, Cooper, Hauskrecht, AAAI 2015): the
 *     mean over faces of {@code |maleShare - meanProbability|} of their bin, 0 to 1; NaN without
 *     faces
 * @param logLoss mean negative log likelihood of the labels in nats; NaN without faces
 * @param brier mean squared difference of the probability of being male and the label, 0 to 1; NaN
 *     without faces
 */
public record GenderReliability(
    List<ReliabilityBin> bins, long faces, double expectedError, double logLoss, double brier) {

  /** As many as in Guo et al. */
  public static final int BINS = 15;

  /** Takes a copy of the bins. */
  public GenderReliability {
    bins = List.copyOf(bins);
  }

  /** Over all faces that have a gender label. */
  public static GenderReliability of(List<CalibrationFace> faces) {
    Sums sums = new Sums();
    for (CalibrationFace face : faces) {
      face.gender()
          .ifPresent(label -> sums.add(face.prediction().maleProbability(), label == Gender.MALE));
    }
    return sums.result();
  }

  private static final class Sums {
    private final long[] count = new long[BINS];
    private final double[] probability = new double[BINS];
    private final long[] male = new long[BINS];
    private double logLoss;
    private double squares;

    void add(double p, boolean isMale) {
      int bin = Math.min(BINS - 1, (int) (p * BINS));
      count[bin]++;
      probability[bin] += p;
      male[bin] += isMale ? 1 : 0;
      // ln(1 + e^-z) of the logit z of the label.
      double z = isMale ? Calibration.logit(p) : -Calibration.logit(p);
      logLoss += Math.log1p(Math.exp(-z));
      squares += (p - (isMale ? 1 : 0)) * (p - (isMale ? 1 : 0));
    }

    GenderReliability result() {
      List<ReliabilityBin> bins = new ArrayList<>();
      long faces = 0;
      double gaps = 0;
      for (int bin = 0; bin < BINS; bin++) {
        double n = count[bin];
        bins.add(
            new ReliabilityBin(
                (double) bin / BINS,
                (bin + 1.0) / BINS,
                count[bin],
                probability[bin] / n,
                male[bin] / n));
        faces += count[bin];
        gaps += Math.abs(male[bin] - probability[bin]);
      }
      double all = faces;
      return new GenderReliability(bins, faces, gaps / all, logLoss / all, squares / all);
    }
  }
}
