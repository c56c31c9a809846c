package org.agegender.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.agegender.core.InvalidInputException;
import org.agegender.core.Sha256;

/**
 * A secret that opens the service. Only its digest is kept, so that it cannot end in a log, and so
 * that comparing takes the same time whatever is offered.
 */
public final class ApiKey {

  private static final int SHORTEST = 16;
  private static final int LONGEST = 256;
  private static final long LARGEST_FILE = 1 << 20;

  private final byte[] digest;

  private ApiKey(byte[] digest) {
    this.digest = digest;
  }

  /**
   * A key.
   *
   * @param text 16 to 256 visible ASCII characters
   * @throws IllegalArgumentException if it is not; the message does not show it
   */
  public static ApiKey of(String text) {
    if (text.length() < SHORTEST
        || text.length() > LONGEST
        || !text.chars().allMatch(c -> c > ' ' && c <= '~')) {
      throw new IllegalArgumentException(
          "a key must have %d to %d visible ASCII characters and no blank"
              .formatted(SHORTEST, LONGEST));
    }
    return new ApiKey(sha256(text));
  }

  /**
   * Reads keys from a file: one a line; empty lines and lines that begin with # are passed over.
   *
   * @throws InvalidInputException if the file cannot be read, holds no key, or a line is none
   */
  public static List<ApiKey> read(Path file) {
    List<ApiKey> keys = new ArrayList<>();
    List<String> lines = lines(file);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && line.charAt(0) != '#') {
        try {
          keys.add(of(line));
        } catch (IllegalArgumentException e) {
          throw new InvalidInputException(
              "%s line %d: %s; make one with 'openssl rand -hex 32'"
                  .formatted(file, i + 1, e.getMessage()));
        }
      }
    }
    if (keys.isEmpty()) {
      throw new InvalidInputException(
          "%s: at least one key is required, found none; make one with 'openssl rand -hex 32'"
              .formatted(file));
    }
    return keys;
  }

  private static List<String> lines(Path file) {
    try {
      if (Files.size(file) > LARGEST_FILE) {
        throw new InvalidInputException(
            "%s: a file of keys has at most %d bytes".formatted(file, LARGEST_FILE));
      }
      return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new InvalidInputException(
          "%s: the keys cannot be read: %s".formatted(file, e.getClass().getSimpleName()), e);
    }
  }

  /** Whether it is the same key; takes the same time for every text of a length. */
  boolean matches(String offered) {
    return MessageDigest.isEqual(digest, sha256(offered));
  }

  private static byte[] sha256(String text) {
    return Sha256.newDigest().digest(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "ApiKey[hidden]";
  }
}
