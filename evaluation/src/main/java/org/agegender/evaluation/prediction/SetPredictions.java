package org.agegender.evaluation.prediction;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import org.agegender.core.InvalidInputException;
import org.agegender.core.LabelledFace;
import org.agegender.core.Progress;
import org.agegender.dataset.PreparedSet;
import org.agegender.dataset.Subset;
import org.agegender.inference.FaceNetwork;
import org.agegender.inference.PhotoAnalyzer;
import org.agegender.inference.PhotoOptions;
import org.agegender.inference.PictureOutcome;

/**
 * What a network says of the faces of some parts of a set.
 *
 * @param faces those that could be read, in the order of the parts and of their files; at least one
 * @param failures those whose pictures could not be read
 */
public record SetPredictions(List<PredictedFace> faces, List<Failure> failures) {

  /**
   * A face whose picture could not be read.
   *
   * @param label as in the set
   * @param error one line, which names the picture
   */
  public record Failure(LabelledFace label, String error) {}

  /** Takes copies of the lists. */
  public SetPredictions {
    faces = List.copyOf(faces);
    failures = List.copyOf(failures);
  }

  /** One line for each picture that could not be read, which names it. */
  public List<String> unreadable() {
    return failures.stream().map(Failure::error).toList();
  }

  /**
   * Predicts each face of some parts, as its picture is.
   *
   * @param network stays the caller's to close
   * @param parts each must have faces
   * @param what the work is called in its progress
   * @throws InvalidInputException if a part has no faces, or none of their pictures can be read
   * @throws InterruptedException if the calling thread is interrupted
   */
  public static SetPredictions of(
      FaceNetwork network,
      PreparedSet set,
      Collection<Subset> parts,
      PhotoOptions reading,
      String what,
      Progress progress)
      throws InterruptedException {
    List<PredictedFace> faces = new ArrayList<>();
    List<Failure> failures = new ArrayList<>();
    int total = parts.stream().mapToInt(part -> set.records(part).size()).sum();
    PhotoAnalyzer analyzer = PhotoAnalyzer.ofWholePictures(network, reading);
    try (Progress.Task task = progress.start(what, total)) {
      for (Subset part : parts) {
        List<Path> pictures = set.records(part).stream().map(set::picture).toList();
        Iterator<LabelledFace> labels = set.records(part).iterator();
        analyzer.analyzeAll(
            pictures,
            outcome -> {
              LabelledFace label = labels.next();
              if (outcome instanceof PictureOutcome.Analysed seen) {
                faces.add(new PredictedFace(label, part, seen.faces().get(0).prediction()));
              } else if (outcome instanceof PictureOutcome.Unreadable failure) {
                failures.add(new Failure(label, failure.error()));
              }
              task.advance(1);
            });
      }
    }
    if (faces.isEmpty()) {
      throw new InvalidInputException(
          "%s: none of the %d pictures of the %s can be read; the first: %s"
              .formatted(set.folder(), total, named(parts), failures.get(0).error()));
    }
    return new SetPredictions(faces, failures);
  }

  private static String named(Collection<Subset> parts) {
    String labels = parts.stream().map(Subset::label).collect(Collectors.joining(", "));
    return labels + (parts.size() == 1 ? " part" : " parts");
  }
}
