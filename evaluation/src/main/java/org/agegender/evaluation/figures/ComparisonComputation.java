package org.agegender.evaluation.figures;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.agegender.core.LabelledFace;
import org.agegender.core.metrics.Estimate;
import org.agegender.core.metrics.Figure;
import org.agegender.core.metrics.JudgedFace;

/** Computes a comparison. One use. */
final class ComparisonComputation {

  private final Bootstrap bootstrap;
  private final Resampling resampling;
  private final List<FaceGroup> models = new ArrayList<>();

  ComparisonComputation(List<List<JudgedFace>> models, Bootstrap bootstrap) {
    if (models.size() < 2 || models.get(0).isEmpty()) {
      throw new IllegalArgumentException(
          "a comparison needs two models and one face, found " + models.size() + " models");
    }
    this.bootstrap = bootstrap;
    this.resampling = Resampling.of(models.get(0), bootstrap.seed());
    List<LabelledFace> labels = labels(models.get(0));
    int[] all = IntStream.range(0, labels.size()).toArray();
    for (List<JudgedFace> faces : models) {
      if (!labels(faces).equals(labels)) {
        throw new IllegalArgumentException("models to compare must be judged on the same faces");
      }
      this.models.add(
          new FaceGroup(
              Scores.of(faces),
              all,
              resampling,
              EnumSet.allOf(Figure.class),
              bootstrap.replicates()));
    }
  }

  private static List<LabelledFace> labels(List<JudgedFace> faces) {
    return faces.stream().map(JudgedFace::face).toList();
  }

  Comparison comparison() {
    IntStream.range(0, bootstrap.replicates())
        .parallel()
        .forEach(
            replicate -> {
              double[] weights = resampling.weights(replicate);
              models.forEach(model -> model.replicate(replicate, weights));
            });
    FaceGroup first = models.get(0);
    List<Comparison.Compared> compared = new ArrayList<>();
    for (FaceGroup model : models) {
      compared.add(
          new Comparison.Compared(
              model.estimates(), model == first ? Map.of() : differences(model, first)));
    }
    return new Comparison(compared, first.size(), first.persons(), bootstrap);
  }

  private static Map<Figure, Comparison.Difference> differences(FaceGroup model, FaceGroup first) {
    Map<Figure, Comparison.Difference> differences = new EnumMap<>(Figure.class);
    for (Figure figure : model.estimates().keySet()) {
      if (first.has(figure)) {
        differences.put(figure, difference(figure, model, first));
      }
    }
    return differences;
  }

  private static Comparison.Difference difference(Figure figure, FaceGroup model, FaceGroup first) {
    double[] own = model.replicates(figure).values();
    double[] other = first.replicates(figure).values();
    double[] differences = new double[own.length];
    double better = 0;
    int defined = 0;
    for (int r = 0; r < own.length; r++) {
      differences[r] = own[r] - other[r];
      if (!Double.isNaN(differences[r])) {
        defined++;
        int sign =
            Double.compare(figure.better().goodness(own[r]), figure.better().goodness(other[r]));
        better += sign > 0 ? 1 : sign == 0 ? 0.5 : 0;
      }
    }
    double value = model.value(figure) - first.value(figure);
    Estimate difference =
        model.isOfOnePerson(figure)
            ? Estimate.alone(value)
            : new Replicates(differences).around(value);
    return new Comparison.Difference(difference, defined == 0 ? 0.5 : better / defined);
  }
}
