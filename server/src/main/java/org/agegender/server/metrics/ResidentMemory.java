package org.agegender.server.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much memory the system has given to this process: Java's heap and all native memory. */
final class ResidentMemory {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String KEY = "VmRSS:";
  private static final double KIBIBYTE = 1024;

  private ResidentMemory() {}

  /** In bytes; not a number where the system does not tell. */
  static double bytes() {
    try {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith(KEY)) {
          return KIBIBYTE * Long.parseLong(line.replaceAll("[^0-9]", ""));
        }
      }
      return Double.NaN;
    } catch (IOException | NumberFormatException e) {
      return Double.NaN;
    }
  }
}
