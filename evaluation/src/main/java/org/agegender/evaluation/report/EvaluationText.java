package org.agegender.evaluation.report;

import org.agegender.evaluation.EvaluationResult;

/** An evaluation as text for people: what was judged on what, all figures, groups. */
public final class EvaluationText {

  private EvaluationText() {}

  /** A text of several lines. */
  public static String of(EvaluationResult result) {
    StringBuilder text = new StringBuilder();
    text.append(
        "model  %s (%s at %d pixels, sha256 %.12s)%n"
            .formatted(
                result.model().file(),
                result.model().metadata().network(),
                result.model().metadata().imageSize(),
                result.model().sha256()));
    if (result.flip()) {
      text.append("flip   each picture and its mirror image, probabilities averaged%n".formatted());
    }
    text.append(
        "data   %s, %s part of %s: %d faces%n%n"
            .formatted(
                result.data().folder(),
                result.data().subset().label(),
                result.data().source(),
                result.data().faces()));
    text.append(FigureTable.of(result.figures()));
    text.append("%n".formatted()).append(CalibrationLines.of(result));
    if (!result.failures().isEmpty()) {
      text.append(
          "%n%d pictures could not be read and are in no figure:%n"
              .formatted(result.failures().size()));
      result.failures().forEach(failure -> text.append("  %s%n".formatted(failure.error())));
    }
    return text.toString();
  }
}
