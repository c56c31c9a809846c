package org.agegender.dataset.prepare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The pictures of a data set without files, as files while the set is being prepared. */
final class UnpackedPictures {

  private static final String NAME = "unpacked";

  private static final Pattern OWN_FOLDER = Pattern.compile("[0-9a-f]{2}");

  private static final Pattern OWN_FILE = Pattern.compile("[0-9a-f]{64}(\\.part)?");

  private UnpackedPictures() {}

  static Path folder(Path output) {
    return output.resolve(NAME);
  }

  /**
   * Deletes them, if there are any, and the folders that are left empty. Files of other names are
   * left alone, and links are not followed.
   */
  static void delete(Path output) throws IOException {
    Path folder = folder(output);
    if (!isFolder(folder)) {
      return;
    }
    for (Path subfolder : OutputFolder.children(folder)) {
      if (!isFolder(subfolder) || !OWN_FOLDER.matcher(name(subfolder)).matches()) {
        continue;
      }
      for (Path file : OutputFolder.children(subfolder)) {
        if (isOwn(subfolder, file)) {
          Files.delete(file);
        }
      }
      OutputFolder.deleteIfEmpty(subfolder);
    }
    OutputFolder.deleteIfEmpty(folder);
  }

  private static boolean isOwn(Path subfolder, Path file) {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && OWN_FILE.matcher(name(file)).matches()
        && name(file).startsWith(name(subfolder));
  }

  private static boolean isFolder(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }
}
