package org.agegender.cli.predict;

import org.agegender.inference.PictureOutcome;

/** Turns what came of a picture into text for standard output. */
public sealed interface OutcomeFormat permits CsvFormat, JsonFormat, TableFormat {

  /** The first line, without its end; empty for none. */
  String header();

  /**
   * The lines of a picture, without the last line's end; empty if this format leaves it to standard
   * error.
   */
  String lines(PictureOutcome outcome);
}
