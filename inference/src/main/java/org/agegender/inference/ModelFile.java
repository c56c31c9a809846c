package org.agegender.inference;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.agegender.core.InvalidInputException;

/**
 * A model file in memory, so that what is hashed and checked is what runs.
 *
 * @param path the file itself, also where the user named its run
 * @param bytes its content
 */
record ModelFile(Path path, byte[] bytes) {

  private static final String NAME_IN_RUN = "model.onnx";

  /**
   * Reads a model file or the model of a run's folder, and checks that it has the structure of a
   * self-contained ONNX model.
   *
   * @throws InvalidInputException if it cannot be used
   */
  static ModelFile read(Path fileOrRun, long maxBytes) {
    Path path = locate(fileOrRun);
    byte[] bytes = readWithin(path, maxBytes);
    OnnxStructure.check(path, bytes);
    return new ModelFile(path, bytes);
  }

  /** SHA-256 in hex. */
  String sha256() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static Path locate(Path fileOrRun) {
    if (Files.isDirectory(fileOrRun)) {
      Path inRun = fileOrRun.resolve(NAME_IN_RUN);
      if (!Files.isRegularFile(inRun)) {
        throw new InvalidInputException(
            "%s: the folder must hold a %s, found none; train to the end or export a checkpoint"
                .formatted(fileOrRun, NAME_IN_RUN));
      }
      return inRun;
    }
    if (!Files.exists(fileOrRun)) {
      throw new InvalidInputException(
          "%s: there is no such model file; give a file that export wrote, or a run's folder"
              .formatted(fileOrRun));
    }
    if (!Files.isRegularFile(fileOrRun)) {
      throw new InvalidInputException(
          "%s: a model must be a regular file; give a file that export wrote, or a run's folder"
              .formatted(fileOrRun));
    }
    return fileOrRun;
  }

  private static byte[] readWithin(Path path, long maxBytes) {
    try (InputStream in = Files.newInputStream(path)) {
      long size = Files.size(path);
      if (size > maxBytes) {
        throw new InvalidInputException(
            "%s: a model must have at most %d bytes, found %d; is this the right file?"
                .formatted(path, maxBytes, size));
      }
      return in.readNBytes((int) maxBytes);
    } catch (IOException e) {
      throw new InvalidInputException("%s: cannot be read: %s".formatted(path, e), e);
    }
  }
}
