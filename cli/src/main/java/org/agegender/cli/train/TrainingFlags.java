package org.agegender.cli.train;

import static org.agegender.cli.train.TrainingFlag.of;
import static org.agegender.cli.train.TrainingFlag.turningOff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agegender.training.LossConfig;
import org.agegender.training.TrainingConfigReader;
import org.agegender.training.network.Networks;
import org.agegender.training.torch.ComputeDevice;
import org.agegender.training.torch.Precision;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** All options of {@code agegender train} that change a setting of the run. */
public final class TrainingFlags {

  private static final List<TrainingFlag> ALL =
      List.of(
          of("--data", "DIR", String.class, "data", "The prepared set"),
          of(
              "--network",
              "NAME",
              String.class,
              "network",
              "The network: one of " + Networks.names()),
          of(
              "--image-size",
              "N",
              Integer.class,
              "image-size",
              "Side of its input in pixels; 0: the network's own"),
          of(
              "--age-loss",
              "NAME",
              String.class,
              "loss.age",
              "What the age head minimises: one of " + LossConfig.names()),
          of("--epochs", "N", Integer.class, "epochs", "Passes over the training part"),
          of("--steps", "N", Long.class, "steps", "Stop after so many steps; 0: go by epochs"),
          of("--batch-size", "N", Integer.class, "batch-size", "Faces in a step"),
          of("--optimiser", "NAME", String.class, "optimiser.name", "adam or adamw"),
          of(
              "--learning-rate",
              "X",
              Double.class,
              "optimiser.learning-rate",
              "The highest learning rate"),
          of(
              "--weight-decay",
              "X",
              Double.class,
              "optimiser.weight-decay",
              "Weight decay of the optimiser"),
          of(
              "--schedule",
              "NAME",
              String.class,
              "schedule.name",
              "The learning rate over the run: constant, step or cosine"),
          of(
              "--warmup-steps",
              "N",
              Long.class,
              "schedule.warmup-steps",
              "Steps over which the learning rate grows at first"),
          of(
              "--patience",
              "N",
              Integer.class,
              "patience",
              "Stop after so many epochs without a better one; 0: never"),
          of(
              "--checkpoint-steps",
              "N",
              Long.class,
              "checkpoint-steps",
              "Steps between checkpoints, besides each epoch's"),
          of("--precision", "NAME", Precision.class, "precision", "fp32 or bf16"),
          of("--device", "NAME", ComputeDevice.class, "device", "auto, cpu or cuda"),
          of(
              "--threads",
              "N",
              Integer.class,
              "threads",
              "Threads of the engine; 0: one for each processor"),
          of(
              "--workers",
              "N",
              Integer.class,
              "workers",
              "Threads that decode and augment pictures"),
          of(
              "--cache",
              "MIB",
              Long.class,
              "cache-mib",
              "Memory for decoded pictures in MiB, 0 for none; -1: a quarter of the machine's"),
          of(
              "--init",
              "FILE",
              String.class,
              "init",
              "Weights to begin with: a safetensors file, a PyTorch .pth file or an exported model"),
          of("--seed", "N", Long.class, "seed", "Weights, order and augmentation follow from it"),
          turningOff("--no-flip", "augmentation.flip", "Do not mirror training pictures"),
          turningOff("--no-shift", "augmentation.shift", "Do not shift them"),
          turningOff("--no-scale", "augmentation.scale", "Do not change their scale"),
          turningOff("--no-rotation", "augmentation.rotation", "Do not turn them"),
          turningOff("--no-brightness", "augmentation.brightness", "Do not change brightness"),
          turningOff("--no-contrast", "augmentation.contrast", "Do not change contrast"));

  private TrainingFlags() {}

  /** Adds the options to a command; the help names the defaults of the settings. */
  public static void addTo(CommandSpec command) {
    JsonNode defaults = defaults();
    for (TrainingFlag flag : ALL) {
      JsonNode value = defaults.at("/" + flag.setting().replace('.', '/'));
      command.addOption(flag.spec(value.asText()));
    }
  }

  /** The settings that the user changed, by dotted name, in the order of the options here. */
  public static Map<String, String> settings(ParseResult parsed) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (TrainingFlag flag : ALL) {
      OptionSpec given = parsed.matchedOption(flag.option());
      if (given != null) {
        List<String> texts = given.stringValues();
        settings.put(
            flag.setting(), flag.settingValue(texts.isEmpty() ? "" : texts.get(texts.size() - 1)));
      }
    }
    return settings;
  }

  private static JsonNode defaults() {
    try {
      String yaml = TrainingConfigReader.write(TrainingConfigReader.read(null, Map.of()));
      return new YAMLMapper().readTree(yaml);
    } catch (IOException e) {
      throw new UncheckedIOException("the defaults of a run cannot be read", e);
    }
  }
}
