package org.agegender.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** A line about arguments that cannot be used: what is wrong, what may have been meant. */
final class UsageError {

  private UsageError() {}

  static String message(ParameterException failure) {
    CommandLine command = failure.getCommandLine();
    List<String> unmatched = command.getUnmatchedArguments();
    ParameterException cause =
        unmatched.isEmpty() ? failure : new UnmatchedArgumentException(command, unmatched);
    return "%s (see '%s --help')"
        .formatted(reason(cause), command.getCommandSpec().qualifiedName());
  }

  private static String reason(ParameterException failure) {
    if (!(failure instanceof UnmatchedArgumentException unmatched)) {
      return decapitalised(String.valueOf(failure.getMessage()).lines().findFirst().orElse(""));
    }
    String first = unmatched.getUnmatched().get(0);
    String what =
        unmatched.isUnknownOption()
            ? "unknown option '%s'".formatted(first)
            : "'%s' is no command and no argument that is taken here".formatted(first);
    List<String> suggestions = unmatched.getSuggestions();
    return suggestions.isEmpty()
        ? what
        : what + "; did you mean " + String.join(" or ", suggestions) + "?";
  }

  private static String decapitalised(String text) {
    return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
  }
}
