/**
 * The terminal: results to standard output, everything else to standard error; progress as a bar or
 * as lines; and what happens when the user or the system asks the program to stop.
 */
package org.agegender.cli.console;
