package org.agegender.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.agegender.cli.console.Console;
import org.agegender.core.InvalidInputException;
import org.agegender.models.FetchException;
import org.agegender.models.ModelCache;
import org.agegender.models.ModelEntry;
import org.agegender.models.Presence;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code agegender models}: files that others publish, kept in a cache. */
@Command(
    name = "models",
    header = "Fetch the face detector and pretrained weights.",
    description = {
      "",
      "Files that others publish, under terms of their own: list names them. They are kept in"
          + " AGEGENDER_CACHE, else where the system keeps caches, each verified by its SHA-256. Only"
          + " 'models fetch' uses the network."
    },
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false,
    usageHelpAutoWidth = true)
final class ModelsCommand implements Runnable {

  private static final double MIB = 1 << 20;

  private final Console console;
  private final FilesAtHand files;

  @Spec private CommandSpec spec;

  ModelsCommand(Console console, FilesAtHand files) {
    this.console = console;
    this.files = files;
  }

  /** Its own commands, in the order of the help. */
  List<Object> commands() {
    return List.of(new Catalogue(), new Fetch(), new Where(), new Remove());
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "one of its commands is required");
  }

  /** {@code agegender models list}. */
  @Command(
      name = "list",
      header = "Name what can be fetched, and what is there.",
      sortOptions = false,
      usageHelpAutoWidth = true)
  private final class Catalogue implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
      ModelCache opened = files.cache();
      for (ModelEntry entry : opened.entries()) {
        console.result(
            "%-18s %8s  %-12s %s%n  %s%n  %s"
                .formatted(
                    entry.name(),
                    mib(entry),
                    word(opened.presence(entry.name())),
                    entry.licence(),
                    entry.purpose(),
                    opened.path(entry.name())));
      }
      return ExitCode.DONE;
    }

    private static String mib(ModelEntry entry) {
      return String.format(Locale.ROOT, "%.1f MiB", entry.size() / MIB);
    }

    private static String word(Presence presence) {
      return switch (presence) {
        case PRESENT -> "present";
        case PARTLY -> "partly there";
        case DAMAGED -> "damaged";
        case ABSENT -> "absent";
      };
    }
  }

  /** {@code agegender models fetch}. */
  @Command(
      name = "fetch",
      header = "Bring files into the cache.",
      description = {
        "",
        "A download that was cut off goes on where it was; a file that is there already is left as"
            + " it is. A proxy is set as for any Java program:"
            + " AGEGENDER_JAVA_OPTS='-Dhttps.proxyHost=HOST -Dhttps.proxyPort=PORT'."
      },
      sortOptions = false,
      usageHelpAutoWidth = true)
  private final class Fetch implements Callable<Integer> {

    @Option(
        names = "--offline",
        description =
            "Do not use the network; say what is missing and how to get it. AGEGENDER_OFFLINE=1 does"
                + " the same.")
    private boolean offline;

    @Option(
        names = "--from",
        paramLabel = "FILE|DIR",
        description = "Take this copy, or the copies in this folder, instead of the network's.")
    private @Nullable Path from;

    @Parameters(
        arity = "0..*",
        paramLabel = "NAME",
        description = "As 'models list' has them (default: " + ModelCache.FACE_DETECTOR + ").")
    private List<String> names = List.of(ModelCache.FACE_DETECTOR);

    @Override
    public Integer call() throws Exception {
      return new Work(console, "the download", "the same command goes on where it was")
          .run(this::fetch);
    }

    private int fetch() throws Exception {
      ModelCache opened = offline ? files.cache().offline() : files.cache();
      names.forEach(opened::entry);
      if (from != null && names.size() > 1 && !Files.isDirectory(from)) {
        throw new InvalidInputException(
            "--from: %d files are asked for, and %s is no folder; give the folder that holds them"
                .formatted(names.size(), from));
      }
      List<String> wrong = new ArrayList<>();
      int failures = 0;
      for (String name : names) {
        try {
          Path file =
              from == null ? opened.fetch(name, console.progress()) : opened.take(name, from);
          console.result(file.toString());
        } catch (FetchException e) {
          failures++;
          console.say("agegender: " + Failure.message(e));
        } catch (InvalidInputException e) {
          wrong.add(e.getMessage());
        }
      }
      wrong.forEach(line -> console.say("agegender: " + line));
      if (!wrong.isEmpty()) {
        return ExitCode.WRONG_INPUT;
      }
      return failures == 0 ? ExitCode.DONE : ExitCode.FAILURES;
    }
  }

  /** {@code agegender models path}. */
  @Command(
      name = "path",
      header = "Print where a file is.",
      sortOptions = false,
      usageHelpAutoWidth = true)
  private final class Where implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "As 'models list' has them.")
    private String name;

    @Override
    public Integer call() throws Exception {
      ModelCache opened = files.cache();
      Path file =
          opened
              .find(name)
              .orElseThrow(
                  () ->
                      new InvalidInputException(
                          "%s: %s is not there; %s"
                              .formatted(name, opened.path(name), opened.howToGet(name))));
      console.result(file.toString());
      return ExitCode.DONE;
    }
  }

  /** {@code agegender models remove}. */
  @Command(
      name = "remove",
      header = "Remove files from the cache.",
      sortOptions = false,
      usageHelpAutoWidth = true)
  private final class Remove implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "NAME", description = "As 'models list' has them.")
    private List<String> names;

    @Override
    public Integer call() throws Exception {
      ModelCache opened = files.cache();
      names.forEach(opened::entry);
      for (String name : names) {
        console.say(
            opened.remove(name)
                ? "models: removed " + opened.path(name)
                : "models: %s was not there".formatted(name));
      }
      return ExitCode.DONE;
    }
  }
}
