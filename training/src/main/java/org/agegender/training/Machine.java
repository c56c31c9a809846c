package org.agegender.training;

import java.lang.management.ManagementFactory;

/** What the run may use. */
final class Machine {

  private Machine() {}

  /** Memory of the machine, or of the container, in bytes. */
  static long memoryBytes() {
    if (ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean system) {
      return system.getTotalMemorySize();
    }
    return Runtime.getRuntime().maxMemory();
  }
}
