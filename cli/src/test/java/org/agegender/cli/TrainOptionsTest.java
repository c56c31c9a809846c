package org.agegender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.agegender.cli.console.CapturedConsole;
import org.agegender.cli.train.TrainingFlags;
import org.agegender.cli.train.TrainingSettings;
import org.agegender.training.TrainingConfigReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What the options of {@code train} and {@code tune} make of the settings; nothing is trained. */
final class TrainOptionsTest {

  /** Each option with a value, the setting it changes, and what that is then. */
  private static final String FLAGS =
      """
      --data /some/set          | data                    | /some/set
      --network resnet18        | network                 | resnet18
      --image-size 48           | image-size              | 48
      --age-loss mean-variance  | loss.age                | mean-variance
      --epochs 7                | epochs                  | 7
      --steps 1234              | steps                   | 1234
      --batch-size 12           | batch-size              | 12
      --optimiser adamw         | optimiser.name          | adamw
      --learning-rate 0.5       | optimiser.learning-rate | 0.5
      --weight-decay 0.25       | optimiser.weight-decay  | 0.25
      --schedule cosine         | schedule.name           | cosine
      --warmup-steps 9          | schedule.warmup-steps   | 9
      --patience 4              | patience                | 4
      --checkpoint-steps 11     | checkpoint-steps        | 11
      --precision bf16          | precision               | bf16
      --device cpu              | device                  | cpu
      --threads 5               | threads                 | 5
      --workers 6               | workers                 | 6
      --cache 77                | cache-mib               | 77
      --init w.safetensors      | init                    | w.safetensors
      --seed 8                  | seed                    | 8
      --no-flip                 | augmentation.flip       | 0.0
      --no-shift                | augmentation.shift      | 0.0
      --no-scale                | augmentation.scale      | 0.0
      --no-rotation             | augmentation.rotation   | 0.0
      --no-brightness           | augmentation.brightness | 0.0
      --no-contrast             | augmentation.contrast   | 0.0
      """;

  @TempDir private Path folder;

  private final CapturedConsole captured = new CapturedConsole(false);

  /** All settings by their dotted names. */
  private static Map<String, String> flat(Map<String, String> given, @Nullable Path file)
      throws IOException {
    String yaml = TrainingConfigReader.write(TrainingConfigReader.read(file, given));
    Map<String, String> flat = new TreeMap<>();
    addTo(flat, "", new YAMLMapper().readTree(yaml));
    return flat;
  }

  private static void addTo(Map<String, String> flat, String path, JsonNode node) {
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      String name = path + entry.getKey();
      JsonNode value = entry.getValue();
      if (value.isObject()) {
        addTo(flat, name + ".", value);
      } else {
        flat.put(name, value.isValueNode() ? value.asText() : value.toString());
      }
    }
  }

  private Map<String, String> given(String command, List<String> options) {
    CommandLine line = CommandLines.create(captured.console(), FilesAtHand.ofProcess());
    List<String> arguments = new ArrayList<>(List.of(command, "--output", "run"));
    if (command.equals("tune")) {
      arguments.addAll(List.of("--plan", "plan.yaml"));
    }
    arguments.addAll(options);
    line.parseArgs(arguments.toArray(String[]::new));
    CommandSpec spec = line.getSubcommands().get(command).getCommandSpec();
    return new TrainingSettings(captured.console(), spec).given(Map.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "tune"})
  void eachFlagChangesItsSettingAndNoOther(String command) throws IOException {
    Map<String, String> defaults = flat(Map.of(), null);
    for (String line : FLAGS.lines().toList()) {
      String[] parts = line.split(" *\\| *", -1);
      Map<String, String> changed = flat(given(command, List.of(parts[0].split(" "))), null);
      assertThat(changed.keySet()).isEqualTo(defaults.keySet());
      Map<String, String> differences = new HashMap<>(changed);
      differences.entrySet().removeAll(defaults.entrySet());
      assertThat(differences).as(parts[0]).isEqualTo(Map.of(parts[1], parts[2]));
    }
  }

  @Test
  void noFlagIsWithoutALineHere() {
    CommandSpec flags = CommandSpec.create();
    TrainingFlags.addTo(flags);
    List<String> names = flags.options().stream().map(OptionSpec::longestName).toList();
    assertThat(FLAGS.lines().map(line -> line.split(" ", -1)[0]))
        .containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  void allFlagsTogetherChangeAllTheirSettings() throws IOException {
    List<String> options =
        FLAGS
            .lines()
            .map(line -> line.split(" *\\| *", -1)[0])
            .filter(option -> !option.startsWith("--steps"))
            .flatMap(option -> Stream.of(option.split(" ")))
            .toList();
    Map<String, String> changed = flat(given("train", options), null);
    for (String line : FLAGS.lines().filter(line -> !line.startsWith("--steps")).toList()) {
      String[] parts = line.split(" *\\| *", -1);
      assertThat(changed).as(line).containsEntry(parts[1], parts[2]);
    }
  }

  @Test
  void anOptionGivenTwiceIsRefused() {
    assertThat(Main.run(captured.console(), "train", "--seed", "1", "--seed", "2")).isEqualTo(2);
    assertThat(captured.errLines()).hasSize(1);
    assertThat(captured.err()).contains("option '--seed' (N) should be specified only once");
  }

  @Test
  void epochsReplaceTheStepsOfARecipe() throws IOException {
    Path recipe = Files.writeString(folder.resolve("recipe.yaml"), "steps: 500\nbatch-size: 9\n");
    assertThat(flat(given("train", List.of()), recipe)).containsEntry("steps", "500");
    assertThat(flat(given("train", List.of("--epochs", "3")), recipe))
        .containsEntry("epochs", "3")
        .containsEntry("steps", "0")
        .containsEntry("batch-size", "9");
    assertThat(flat(given("train", List.of("--steps", "6")), recipe)).containsEntry("steps", "6");
  }

  @Test
  void whatIsSetByNameWinsOverTheFlags() {
    CommandLine line = CommandLines.create(captured.console(), FilesAtHand.ofProcess());
    line.parseArgs("train", "--output", "run", "--epochs", "3", "--seed", "4");
    CommandSpec spec = line.getSubcommands().get("train").getCommandSpec();
    assertThat(
            new TrainingSettings(captured.console(), spec)
                .given(Map.of("steps", "5", "mixup", "0.2")))
        .isEqualTo(Map.of("epochs", "3", "steps", "5", "seed", "4", "mixup", "0.2"));
  }

  @ParameterizedTest
  @CsvSource({"--config recipe.yaml", "--overwrite", "--config recipe.yaml --overwrite"})
  void aRunGoesOnWithItsOwnSettings(String options) {
    List<String> arguments = new ArrayList<>(List.of("train", "--resume"));
    arguments.addAll(List.of("--output", folder.resolve("run").toString()));
    arguments.addAll(List.of(options.split(" ")));
    assertThat(Main.run(captured.console(), arguments.toArray(String[]::new))).isEqualTo(2);
    assertThat(captured.errLines())
        .containsExactly(
            "agegender: train: --resume goes on with the settings of the run; leave --config and"
                + " --overwrite out");
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void aFolderWithoutARunCannotBeResumed() {
    assertThat(Main.run(captured.console(), "train", "--resume", "--output", folder.toString()))
        .isEqualTo(2);
    assertThat(captured.err()).contains(folder + ": is no training run");
  }
}
