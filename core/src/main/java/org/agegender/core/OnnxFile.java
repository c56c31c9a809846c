package org.agegender.core;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * An ONNX file in memory, so that what is hashed and checked is what runs. Its bytes have the
 * structure of a self-contained model; what the model computes is for its reader to check.
 */
public final class OnnxFile {

  private final Path path;
  private final byte[] bytes;

  private OnnxFile(Path path, byte[] bytes) {
    this.path = path;
    this.bytes = bytes;
  }

  /**
   * Reads a file whole, within a limit.
   *
   * @param maxBytes the largest file that is read, 1 to {@link Integer#MAX_VALUE}
   * @param remedy what the user can do where the file cannot be used; it ends the message
   * @throws InvalidInputException if there is no such file, it is too large, is cut short, is
   *     something else, or keeps weights in other files
   */
  public static OnnxFile read(Path path, long maxBytes, String remedy) {
    if (!Files.exists(path)) {
      throw new InvalidInputException(
          "%s: there is no such model file; %s".formatted(path, remedy));
    }
    // Reading a pipe or a device could wait for ever.
    if (!Files.isRegularFile(path)) {
      throw new InvalidInputException(
          "%s: a model must be a regular file; %s".formatted(path, remedy));
    }
    byte[] bytes = readWithin(path, maxBytes);
    OnnxStructure.check(path, bytes, remedy);
    return new OnnxFile(path, bytes);
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

  /** Where it was read. */
  public Path path() {
    return path;
  }

  /** The bytes themselves; not a copy. */
  public byte[] bytes() {
    return bytes;
  }

  /** SHA-256 of the bytes, in hex. */
  public String sha256() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
