package org.agegender.dataset.prepare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The pictures of a data set without files, as files while the set is being prepared. */
final class UnpackedPictures {

  private static final String NAME = "unpacked";

  private UnpackedPictures() {}

  static Path folder(Path output) {
    return output.resolve(NAME);
  }

  /** Deletes them, if there are any; links are not followed. */
  static void delete(Path output) throws IOException {
    Path folder = folder(output);
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> entries = Files.walk(folder)) {
      all = entries.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.delete(each);
    }
  }
}
