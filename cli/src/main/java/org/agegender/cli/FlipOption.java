package org.agegender.cli;

import picocli.CommandLine.Option;

/** Whether models that do not do so by themselves are to look at mirror images too. */
final class FlipOption {

  @Option(
      names = "--flip",
      description =
          "Look at each picture and at its mirror image and average the probabilities; takes twice"
              + " the time.")
  private boolean flip;

  boolean flip() {
    return flip;
  }
}
