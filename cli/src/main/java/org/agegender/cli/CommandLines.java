package org.agegender.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.agegender.cli.console.Console;
import org.agegender.cli.train.TrainingFlags;
import org.agegender.dataset.Subset;
import org.agegender.dataset.prepare.NearCopies;
import org.agegender.dataset.prepare.NoFace;
import org.agegender.dataset.source.AppaRealSource;
import org.agegender.training.KeptEpoch;
import org.agegender.training.torch.ComputeDevice;
import org.agegender.training.torch.Precision;
import picocli.CommandLine;

/** The argument parser with all commands. */
final class CommandLines {

  private static final int OPTION_COLUMN = 30;

  private CommandLines() {}

  static CommandLine create(Console console, FilesAtHand files) {
    AgeGender root = new AgeGender();
    CommandLine line = new CommandLine(root);
    for (Object command : root.commands(console, files)) {
      CommandLine subcommand = new CommandLine(command);
      if (command instanceof TrainCommand || command instanceof TuneCommand) {
        TrainingFlags.addTo(subcommand.getCommandSpec());
      }
      if (command instanceof ModelsCommand models) {
        models.commands().forEach(subcommand::addSubcommand);
      }
      line.addSubcommand(subcommand);
    }
    register(line, Subset.class);
    register(line, SourceOptions.Source.class);
    register(line, AppaRealSource.Kind.class);
    register(line, NoFace.class);
    register(line, NearCopies.class);
    register(line, KeptEpoch.class);
    register(line, Precision.class);
    register(line, ComputeDevice.class);
    register(line, EvaluateCommand.Format.class);
    register(line, SuspectsCommand.Parts.class);
    register(line, PredictCommand.Format.class);
    line.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    line.setUsageHelpLongOptionsMaxWidth(OPTION_COLUMN);
    line.setParameterExceptionHandler(
        (e, arguments) -> {
          console.say("agegender: " + UsageError.message(e));
          return ExitCode.WRONG_INPUT;
        });
    line.setExecutionExceptionHandler(
        (e, command, parsed) -> new Failure(console, root.stackTrace()).report(e));
    return line;
  }

  private static <E extends Enum<E>> void register(CommandLine line, Class<E> type) {
    line.registerConverter(type, new Choice<>(type));
  }
}
