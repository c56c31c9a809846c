package org.agegender.cli.predict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.agegender.core.InvalidInputException;

/**
 * Which file each annotated picture is written to: in the folder for results, laid out as the
 * pictures are; no two the same, and none that is itself among the pictures.
 */
final class AnnotationTargets {

  private static final Set<String> FORMATS_WRITTEN = Set.of("jpg", "jpeg", "png");

  private final Path folder;
  private final Set<Path> inputs = new HashSet<>();
  private final Set<String> taken = new HashSet<>();

  private AnnotationTargets(Path folder) {
    this.folder = folder;
  }

  /**
   * Chooses the files.
   *
   * @param folder where results are written; it exists
   * @return a file for each entry, in order, below the folder
   */
  static List<Path> of(Path folder, List<PictureList.Entry> entries) throws IOException {
    AnnotationTargets targets = new AnnotationTargets(folder.toRealPath());
    for (PictureList.Entry entry : entries) {
      if (Files.exists(entry.file())) {
        targets.inputs.add(entry.file().toRealPath());
      }
      for (Path parent = entry.place().getParent(); parent != null; parent = parent.getParent()) {
        targets.taken.add(key(parent));
      }
    }
    List<Path> files = new ArrayList<>();
    for (PictureList.Entry entry : entries) {
      files.add(targets.choose(entry.place()));
    }
    return files;
  }

  private Path choose(Path place) {
    String name = place.getFileName().toString();
    boolean written = FORMATS_WRITTEN.contains(PictureList.extension(place)) && name.contains(".");
    String whole = written ? name : name + ".jpg";
    int point = whole.lastIndexOf('.');
    String candidate = whole;
    for (int number = 2; !isFree(place.resolveSibling(candidate)); number++) {
      candidate = whole.substring(0, point) + "-" + number + whole.substring(point);
    }
    Path chosen = place.resolveSibling(candidate);
    taken.add(key(chosen));
    Path file = folder.resolve(chosen).normalize();
    if (!file.startsWith(folder) || file.equals(folder)) {
      throw new IllegalStateException(place + " does not name a file below the folder");
    }
    return file;
  }

  private boolean isFree(Path place) {
    return !taken.contains(key(place)) && !inputs.contains(folder.resolve(place).normalize());
  }

  /** Some file systems do not tell capital letters from small ones. */
  private static String key(Path place) {
    return place.toString().toLowerCase(Locale.ROOT);
  }

  /**
   * Makes the folders above a file.
   *
   * @throws InvalidInputException if a link on the way leads out of the folder
   */
  static void makeFolders(Path folder, Path file) throws IOException {
    Path parent = file.resolveSibling("");
    Files.createDirectories(parent);
    if (!parent.toRealPath().startsWith(folder.toRealPath())) {
      throw new InvalidInputException(
          "%s: annotated pictures must stay in %s, found a link that leads to %s; remove the link"
              .formatted(parent, folder, parent.toRealPath()));
    }
  }

  static boolean exists(Path file) {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }
}
