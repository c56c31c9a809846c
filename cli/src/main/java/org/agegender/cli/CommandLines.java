package org.agegender.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.agegender.cli.console.Console;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The argument parser with all commands. */
final class CommandLines {

  private CommandLines() {}

  static CommandLine create(Console console) {
    AgeGender root = new AgeGender();
    CommandLine line = new CommandLine(root);
    for (Object command : root.commands(console)) {
      line.addSubcommand(command);
    }
    line.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpLongOptionsMaxWidth(30);
    line.setParameterExceptionHandler((e, arguments) -> refuse(console, e));
    line.setExecutionExceptionHandler(
        (e, command, parsed) -> new Failure(console, root.stackTrace()).report(e));
    return line;
  }

  /** One line: what is wrong, what may have been meant, where help is. */
  private static int refuse(Console console, ParameterException e) {
    StringBuilder message = new StringBuilder(firstLine(String.valueOf(e.getMessage())));
    if (e instanceof UnmatchedArgumentException unmatched) {
      List<String> suggestions = unmatched.getSuggestions();
      if (!suggestions.isEmpty()) {
        message.append("; did you mean ").append(String.join(" or ", suggestions)).append('?');
      }
    }
    console.say(
        "agegender: %s (see '%s --help')"
            .formatted(message, e.getCommandLine().getCommandSpec().qualifiedName()));
    return ExitCode.WRONG_INPUT;
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
