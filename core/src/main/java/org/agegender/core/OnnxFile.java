package org.agegender.core;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;

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

  /**
   * The metadata properties, in order of their keys.
   *
   * @throws InvalidInputException if they are damaged
   */
  public SortedMap<String, String> properties() {
    try {
      return OnnxProperties.read(bytes);
    } catch (IllegalArgumentException e) {
      throw damagedProperties(e);
    }
  }

  /**
   * The bytes of this file with other metadata properties; every other field, the graph above all,
   * stays as it is to the byte.
   *
   * @param properties all that the new file has
   * @throws InvalidInputException if the properties it has now are damaged
   */
  public byte[] withProperties(SortedMap<String, String> properties) {
    try {
      return OnnxProperties.replace(bytes, properties);
    } catch (IllegalArgumentException e) {
      throw damagedProperties(e);
    }
  }

  private InvalidInputException damagedProperties(IllegalArgumentException e) {
    return new InvalidInputException(
        "%s: the metadata of the model cannot be read: %s; export it again"
            .formatted(path, e.getMessage()),
        e);
  }

  /** SHA-256 of the bytes, in hex. */
  public String sha256() {
    return Sha256.of(bytes);
  }
}
