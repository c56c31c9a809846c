/**
 * The command {@code agegender}: parsing of arguments, progress on the terminal and wiring. What
 * the commands do lives in the other modules.
 */
package org.agegender.cli;
