package org.agegender.evaluation.calibration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.agegender.core.Age;
import org.agegender.core.Gender;

/**
 * Coverage of the age intervals, overall and within parts of the faces. Conformal prediction
 * promises the overall coverage and no other.
 *
 * @param overall of all faces that are labelled to the year
 * @param byDecade by the decade of the labelled age, keys 0, 10, ... 100, only those with faces
 * @param byGender by the labelled gender, only those with faces
 * @param byGroup by the group, only those with faces; without the faces of no group
 * @param logLoss mean negative log likelihood of the labelled age under the network's distribution,
 *     in nats; an age of no probability counts as one of {@link #LEAST_PROBABILITY}; NaN without
 *     faces
 */
public record AgeCoverage(
    Coverage overall,
    SortedMap<Integer, Coverage> byDecade,
    SortedMap<Gender, Coverage> byGender,
    SortedMap<String, Coverage> byGroup,
    double logLoss) {

  /** One age of no probability must not make a mean infinite. */
  public static final double LEAST_PROBABILITY = 1e-6;

  /** Takes copies of the maps. */
  public AgeCoverage {
    byDecade = Collections.unmodifiableSortedMap(new TreeMap<>(byDecade));
    byGender = Collections.unmodifiableSortedMap(new TreeMap<>(byGender));
    byGroup = Collections.unmodifiableSortedMap(new TreeMap<>(byGroup));
  }

  /** Over all faces that are labelled to the year. */
  public static AgeCoverage of(List<CalibrationFace> faces) {
    List<CalibrationFace> exact = faces.stream().filter(face -> face.age().isPresent()).toList();
    return new AgeCoverage(
        Coverage.of(exact),
        by(exact, face -> face.age().map(Age::decade)),
        by(exact, CalibrationFace::gender),
        by(exact, face -> Optional.of(face.group()).filter(group -> !group.isEmpty())),
        exact.stream().mapToDouble(AgeCoverage::loss).sum() / exact.size());
  }

  private static double loss(CalibrationFace face) {
    double probability = face.prediction().age().probability(face.age().orElseThrow());
    return -Math.log(Math.max(LEAST_PROBABILITY, probability));
  }

  private static <K extends Comparable<K>> SortedMap<K, Coverage> by(
      List<CalibrationFace> faces, Function<CalibrationFace, Optional<K>> key) {
    SortedMap<K, List<CalibrationFace>> parts = new TreeMap<>();
    for (CalibrationFace face : faces) {
      key.apply(face)
          .ifPresent(part -> parts.computeIfAbsent(part, k -> new ArrayList<>()).add(face));
    }
    SortedMap<K, Coverage> coverage = new TreeMap<>();
    parts.forEach((part, members) -> coverage.put(part, Coverage.of(members)));
    return coverage;
  }
}
