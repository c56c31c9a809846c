package org.agegender.core;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A SHA-256 over a list of parts, each preceded by its length so that no two lists look alike. Not
 * safe for use by several threads.
 */
public final class Sha256 {

  private final MessageDigest digest = newDigest();

  /** The hash of a file's bytes, as {@code sha256sum} prints it. */
  public static String of(byte[] content) {
    return HexFormat.of().formatHex(newDigest().digest(content));
  }

  /** Adds a part. */
  public Sha256 add(byte[] part) {
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(part.length).flip());
    digest.update(part);
    return this;
  }

  /** Adds a text as UTF-8. */
  public Sha256 add(String part) {
    return add(part.getBytes(StandardCharsets.UTF_8));
  }

  /** The hash in lower-case hex; nothing may be added after. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Java's own, for what the methods here do not do, such as a stream. */
  public static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
