package org.agegender.evaluation.figures;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.agegender.core.metrics.Estimate;
import org.agegender.core.metrics.Figure;
import org.agegender.core.metrics.JudgedFace;

/** Computes all figures of judged faces. One use. */
final class SetFiguresComputation {

  private static final Dimension.Group ALL = new Dimension.Group(0, "all", "all");

  private final List<JudgedFace> faces;
  private final Bootstrap bootstrap;
  private final Resampling resampling;
  private final Scores scores;
  private final FaceGroup overall;
  private final Map<Dimension, SortedMap<Dimension.Group, FaceGroup>> groups =
      new EnumMap<>(Dimension.class);

  SetFiguresComputation(List<JudgedFace> faces, Bootstrap bootstrap) {
    if (faces.isEmpty()) {
      throw new IllegalArgumentException("figures need at least one face, found none");
    }
    this.faces = List.copyOf(faces);
    this.bootstrap = bootstrap;
    this.resampling = Resampling.of(this.faces, bootstrap.seed());
    this.scores = Scores.of(this.faces);
    this.overall = group(IntStream.range(0, faces.size()).toArray(), EnumSet.allOf(Figure.class));
    for (Dimension dimension : Dimension.values()) {
      SortedMap<Dimension.Group, FaceGroup> found = grouped(dimension);
      if (!found.isEmpty()) {
        groups.put(dimension, found);
      }
    }
  }

  private FaceGroup group(int[] members, Set<Figure> figures) {
    return new FaceGroup(scores, members, resampling, figures, bootstrap.replicates());
  }

  private SortedMap<Dimension.Group, FaceGroup> grouped(Dimension dimension) {
    SortedMap<Dimension.Group, IntStream.Builder> members = new TreeMap<>();
    for (int i = 0; i < faces.size(); i++) {
      int face = i;
      dimension
          .groupOf(faces.get(i))
          .ifPresent(group -> members.computeIfAbsent(group, g -> IntStream.builder()).add(face));
    }
    SortedMap<Dimension.Group, FaceGroup> found = new TreeMap<>();
    members.forEach(
        (group, indices) ->
            found.put(group, group(indices.build().toArray(), dimension.figures())));
    return found;
  }

  SetFigures figures() {
    IntStream.range(0, bootstrap.replicates()).parallel().forEach(this::replicate);
    List<Breakdown> breakdowns = new ArrayList<>();
    List<Gap> gaps = new ArrayList<>();
    groups.forEach(
        (dimension, found) -> {
          List<GroupFigures> figures = new ArrayList<>();
          found.forEach(
              (group, face) -> figures.add(face.figures(group, faces, dimension != Dimension.AGE)));
          breakdowns.add(new Breakdown(dimension, figures));
          if (dimension != Dimension.AGE) {
            gaps.addAll(gaps(dimension, found));
          }
        });
    return new SetFigures(overall.figures(ALL, faces, true), breakdowns, gaps, bootstrap);
  }

  private void replicate(int replicate) {
    double[] weights = resampling.weights(replicate);
    overall.replicate(replicate, weights);
    groups.values().forEach(found -> found.values().forEach(g -> g.replicate(replicate, weights)));
  }

  private static List<Gap> gaps(Dimension by, SortedMap<Dimension.Group, FaceGroup> found) {
    List<Gap> gaps = new ArrayList<>();
    for (Figure figure : Figure.values()) {
      Map<String, FaceGroup> judged = new LinkedHashMap<>();
      found.forEach(
          (group, faces) -> {
            if (faces.size() >= GroupFigures.SMALL && faces.has(figure)) {
              judged.put(group.key(), faces);
            }
          });
      if (judged.size() > 1) {
        gaps.add(gap(by, figure, judged));
      }
    }
    return gaps;
  }

  private static Gap gap(Dimension by, Figure figure, Map<String, FaceGroup> judged) {
    Comparator<Map.Entry<String, FaceGroup>> byGoodness =
        Comparator.comparingDouble(entry -> goodness(figure, entry.getValue()));
    Map.Entry<String, FaceGroup> worst = judged.entrySet().stream().min(byGoodness).orElseThrow();
    Map.Entry<String, FaceGroup> best = judged.entrySet().stream().max(byGoodness).orElseThrow();
    double difference = goodness(figure, best.getValue()) - goodness(figure, worst.getValue());
    double[] of = best.getValue().replicates(figure).values();
    double[] than = worst.getValue().replicates(figure).values();
    double[] differences = new double[of.length];
    for (int r = 0; r < differences.length; r++) {
      differences[r] = figure.better().goodness(of[r]) - figure.better().goodness(than[r]);
    }
    boolean alone = best.getValue().isOfOnePerson(figure) || worst.getValue().isOfOnePerson(figure);
    Estimate estimate =
        alone ? Estimate.alone(difference) : new Replicates(differences).around(difference);
    return new Gap(by, figure, worst.getKey(), best.getKey(), estimate);
  }

  private static double goodness(Figure figure, FaceGroup group) {
    return figure.better().goodness(group.value(figure));
  }
}
