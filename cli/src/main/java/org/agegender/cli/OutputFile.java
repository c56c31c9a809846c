package org.agegender.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agegender.core.InvalidInputException;

/** A file that a command is told to write. */
final class OutputFile {

  private OutputFile() {}

  /**
   * Looks before the work begins whether the file may be written.
   *
   * @param usualName what such a file may be called, for the message
   * @throws InvalidInputException if it is a folder, or is there and may not be replaced
   */
  static void check(Path output, boolean overwrite, String usualName) {
    if (Files.isDirectory(output)) {
      throw new InvalidInputException(
          output + ": is a folder; name the file to write, such as " + output.resolve(usualName));
    }
    if (Files.exists(output) && !overwrite) {
      throw new InvalidInputException(output + ": exists; name another file or give --overwrite");
    }
  }

  /** Makes the folder of the file if it is not there. */
  static void makeFolder(Path output) throws IOException {
    Path folder = output.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
  }
}
