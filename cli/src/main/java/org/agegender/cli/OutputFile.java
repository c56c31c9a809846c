package org.agegender.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.agegender.core.InvalidInputException;

/** A file that a command is told to write. */
final class OutputFile {

  private OutputFile() {}

  /**
   * Looks before the work begins whether the file may be written.
   *
   * @param usualName what such a file may be called, for the message
   * @throws InvalidInputException if it is a folder, is there and may not be replaced, or if no
   *     file can be made where it belongs
   */
  static void check(Path output, boolean overwrite, String usualName) {
    if (Files.isDirectory(output)) {
      throw new InvalidInputException(
          output + ": is a folder; name the file to write, such as " + output.resolve(usualName));
    }
    if (Files.exists(output) && !overwrite) {
      throw new InvalidInputException(output + ": exists; name another file or give --overwrite");
    }
    checkFolder(output.toAbsolutePath().resolveSibling(""));
  }

  /**
   * Looks before the work begins whether files may be written to a folder, which need not be there
   * yet. Changes nothing.
   *
   * @throws InvalidInputException if it, or what is there of the way to it, is no folder that files
   *     can be made in
   */
  static void checkFolder(Path folder) {
    Path there = folder.toAbsolutePath();
    while (!Files.exists(there, LinkOption.NOFOLLOW_LINKS)) {
      there = there.resolveSibling("");
    }
    if (!Files.isDirectory(there)) {
      throw new InvalidInputException(there + ": must be a folder, is none; name another place");
    }
    if (!Files.isWritable(there)) {
      throw new InvalidInputException(
          there + ": permission denied to write to this folder; name another place");
    }
  }

  /**
   * Looks whether two files to be written are two.
   *
   * @param option that names the one
   * @param otherOption that names the other
   * @throws InvalidInputException if they are the same
   */
  static void checkApart(String option, Path file, String otherOption, Path other) {
    if (place(file).equals(place(other))) {
      throw new InvalidInputException(
          "%s and %s must be two files, both are %s".formatted(option, otherOption, file));
    }
  }

  /** Where a file is or will be, whatever links lead to what is there of its folder. */
  private static Path place(Path file) {
    Path whole = file.toAbsolutePath().normalize();
    try {
      return whole.resolveSibling("").toRealPath().resolve(whole.getFileName());
    } catch (IOException e) {
      // The folder is not there yet.
      return whole;
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
