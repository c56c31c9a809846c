package org.agegender.evaluation.report;

import java.util.List;

/**
 * How a report was made, beyond what an evaluation says of model and data.
 *
 * @param command the words of the command line
 * @param java version of the Java runtime
 * @param platform operating system and processor
 */
public record Provenance(List<String> command, String java, String platform) {

  /** Takes a copy. */
  public Provenance {
    command = List.copyOf(command);
  }

  /** Of this process. */
  public static Provenance ofCommand(List<String> command) {
    return new Provenance(
        command,
        Runtime.version().toString(),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"));
  }
}
