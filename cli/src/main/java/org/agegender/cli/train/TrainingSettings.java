package org.agegender.cli.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.agegender.cli.console.Console;
import org.agegender.core.InvalidInputException;
import org.agegender.dataset.PreparedSet;
import org.agegender.dataset.Subset;
import org.agegender.training.TrainingConfig;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What the commands that train are told, and whether it can be done.
 *
 * @param command by which the user is spoken to
 */
public record TrainingSettings(Console console, CommandSpec command) {

  /**
   * The settings that the user changed, by dotted name. Epochs replace the steps of a recipe.
   *
   * @param named those of {@code --set}, which win
   * @throws InvalidInputException if both epochs and steps are given
   */
  public Map<String, String> given(Map<String, String> named) {
    Map<String, String> settings = TrainingFlags.settings(command.commandLine().getParseResult());
    if (settings.containsKey("epochs") && settings.containsKey("steps")) {
      throw new InvalidInputException(command.name() + ": give --epochs or --steps, not both");
    }
    if (settings.containsKey("epochs")) {
      settings.put("steps", "0");
    }
    settings.putAll(named);
    return settings;
  }

  /**
   * Looks at the prepared set before anything is written, and warns of what it is not good for.
   *
   * @throws InvalidInputException if there is none, or it cannot be trained on
   * @throws IOException if it cannot be read
   */
  public void check(TrainingConfig config) throws IOException {
    if (config.data().isEmpty()) {
      throw new InvalidInputException(
          command.name() + ": a prepared set is required; name it by --data");
    }
    PreparedSet set = PreparedSet.open(Path.of(config.data()));
    set.recordsWithGender(Subset.TRAIN);
    set.recordsWithGender(Subset.VAL);
    set.ageBins()
        .ifPresent(
            bins ->
                console.say(
                    "agegender: warning: %s labels ages by %d ranges; training takes the age that stands for each as if it were labelled to the year"
                        .formatted(set.folder(), bins.size())));
  }
}
