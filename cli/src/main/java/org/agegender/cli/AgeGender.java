package org.agegender.cli;

import java.util.List;
import org.agegender.cli.console.Console;
import org.agegender.core.ToolVersion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root of the command line. */
@Command(
    name = "agegender",
    mixinStandardHelpOptions = true,
    versionProvider = AgeGender.Version.class,
    header =
        "Age and gender from faces: prepare, train, tune, evaluate, compare, export, predict,"
            + " serve.",
    synopsisSubcommandLabel = "COMMAND",
    scope = ScopeType.INHERIT,
    sortOptions = false,
    usageHelpAutoWidth = true,
    footer = {
      "",
      "Results go to standard output, everything else to standard error.",
      "Exit codes: 0 done, 1 done with failures, 2 wrong usage or input,",
      "130 and 143 after Ctrl-C and SIGTERM (serve: 0)."
    })
final class AgeGender implements Runnable {

  static final String STACK_TRACE = "--stacktrace";

  @Spec private CommandSpec spec;

  @Option(
      names = STACK_TRACE,
      scope = ScopeType.INHERIT,
      description = "After a failure, print where in the program it happened.")
  private boolean stackTrace;

  /** All commands, in the order of the help. */
  List<Object> commands(Console console, FilesAtHand files) {
    return List.of(
        new PrepareCommand(console, files),
        new TrainCommand(console),
        new TuneCommand(console),
        new EvaluateCommand(console),
        new CompareCommand(console),
        new CalibrateCommand(console),
        new SuspectsCommand(console),
        new ExportCommand(console),
        new PredictCommand(console, files),
        new ServeCommand(console, files),
        new ModelsCommand(console, files),
        new DemoCommand(console));
  }

  boolean stackTrace() {
    return stackTrace;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is required");
  }

  /** The version that every file written by this program names. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"agegender " + ToolVersion.current()};
    }
  }
}
