package org.agegender.models;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * A file that can be fetched, and what it must be.
 *
 * @param name by which users ask for it, such as {@code yunet}
 * @param fileName its name in the cache: one plain name, no folder
 * @param address where it lies: https, or http on this machine
 * @param size in bytes
 * @param sha256 of the whole file, 64 hex digits in lower case
 * @param licence under which it is given
 * @param purpose what it is for, in words
 */
public record ModelEntry(
    String name,
    String fileName,
    URI address,
    long size,
    String sha256,
    String licence,
    String purpose) {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");
  private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*(\\.[a-z]+)+");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  /**
   * @throws IllegalArgumentException if an entry is not of its form
   */
  public ModelEntry {
    require(NAME.matcher(name).matches(), "a name has small letters, digits and -", name);
    require(FILE_NAME.matcher(fileName).matches(), "a file has one plain name and an ending", name);
    require(SafeAddress.allows(address), "an address must be https", name);
    require(size > 0, "a size must be at least 1", name);
    require(HASH.matcher(sha256).matches(), "a SHA-256 has 64 hex digits in lower case", name);
    require(!licence.isBlank(), "a licence must be named", name);
    require(!purpose.isBlank(), "a purpose must be named", name);
  }

  private static void require(boolean condition, String rule, String name) {
    if (!condition) {
      throw new IllegalArgumentException("%s: %s".formatted(name, rule));
    }
  }
}
