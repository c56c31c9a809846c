package org.agegender.dataset.drawn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.agegender.core.Progress;
import org.agegender.dataset.source.Rejection.Reason;

/**
 * Draws a data set in IMDB-WIKI's own format: portraits of made-up persons at different ages, with
 * cues of age and gender that a network can learn and none that is certain; and among them some
 * rows as spoilt as the published set's, so that the filters have work.
 *
 * <p>The same options draw the same files, byte for byte, on the same Java runtime.
 *
 * <pre>{@code
 * DrawnSet set = DrawnFaces.write(folder, new DrawnFacesOptions(400, 6, 128, 1), progress);
 * FaceSource source = ImdbWikiSource.wiki(set.folder(), set.metadata(), 1.0);
 * }</pre>
 */
public final class DrawnFaces {

  /** One row in so many has each of the flaws. */
  private static final int ROWS_PER_FLAW = 100;

  private DrawnFaces() {}

  /**
   * Draws a set; files of an earlier set in the folder are replaced.
   *
   * @param folder where {@code wiki/wiki.mat} and {@code wiki/NN/ID_BIRTH_YEAR.jpg} are written
   * @return what was drawn
   * @throws IOException if a file cannot be written
   */
  public static DrawnSet write(Path folder, DrawnFacesOptions options, Progress progress)
      throws IOException {
    Path wiki = folder.resolve("wiki");
    Files.createDirectories(wiki);
    int faces = options.people() * options.photosPerPerson();
    int rowsPerFlaw = Math.max(1, faces / ROWS_PER_FLAW);
    int flawed = rowsPerFlaw * Flaw.values().length;
    List<WikiRow> rows = new ArrayList<>();
    Map<Reason, Integer> flaws = new EnumMap<>(Reason.class);
    try (Progress.Task task = progress.start("draw", faces + (long) flawed);
        Studio studio = new Studio(wiki, options)) {
      for (int person = 0; person < options.people(); person++) {
        rows.addAll(studio.photograph(person));
        task.advance(options.photosPerPerson());
      }
      int stranger = options.people();
      for (Flaw flaw : Flaw.values()) {
        for (int row = 0; row < rowsPerFlaw; row++) {
          rows.add(studio.photographBadly(stranger++, flaw));
          task.advance(1);
        }
        flaws.merge(flaw.reason(), rowsPerFlaw, Integer::sum);
      }
    }
    Path metadata = wiki.resolve("wiki.mat");
    WikiMat.write(metadata, rows);
    return new DrawnSet(wiki, metadata, faces, flaws);
  }
}
