package org.agegender.vision;

import java.util.List;
import org.agegender.core.FaceBox;

/**
 * What to write beside a face.
 *
 * @param box where the face is
 * @param parts the text, at least one part; it is broken only between parts, where one line would
 *     be too long. The fonts know ASCII only: other characters become question marks.
 */
public record FaceLabel(FaceBox box, List<String> parts) {

  /**
   * Takes a copy of the list, in ASCII.
   *
   * @throws IllegalArgumentException if there is no text
   */
  public FaceLabel {
    parts = parts.stream().map(part -> part.replaceAll("[^ -~]", "?")).toList();
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a label has at least one part");
    }
  }

  /** All on one line, or each part on a line of its own. */
  List<List<String>> shapes() {
    List<String> oneLine = List.of(String.join(" ", parts));
    return parts.size() == 1 ? List.of(oneLine) : List.of(oneLine, parts);
  }
}
