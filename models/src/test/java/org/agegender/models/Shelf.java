package org.agegender.models;

import java.net.URI;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** A made-up file, the entry that asks for it, and caches that try again at once. */
record Shelf(byte[] content, ModelEntry entry) {

  static final String NAME = "made-up";

  static Shelf at(URI address) {
    byte[] content = new byte[300_000];
    new Random(5).nextBytes(content);
    return new Shelf(content, entry(address, content));
  }

  static ModelEntry entry(URI address, byte[] content) {
    return new ModelEntry(
        NAME, "made_up-1.onnx", address, content.length, sha256(content), "none", "for tests");
  }

  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** As long as the content, but other bytes. */
  byte[] other() {
    byte[] other = content.clone();
    other[other.length / 3] ^= 1;
    return other;
  }

  ModelCache cache(Path folder) {
    return cache(folder, 1);
  }

  ModelCache cache(Path folder, int attempts) {
    return cache(folder, attempts, Duration.ofSeconds(20));
  }

  /** For servers that fall silent. */
  ModelCache impatientCache(Path folder) {
    return cache(folder, 1, Duration.ofMillis(700));
  }

  private ModelCache cache(Path folder, int attempts, Duration idle) {
    Patience patience =
        new Patience(
            Duration.ofSeconds(20), Duration.ofSeconds(20), idle, attempts, Duration.ofMillis(1));
    return new ModelCache(folder, ModelTable.of(List.of(entry)), false, patience);
  }
}
