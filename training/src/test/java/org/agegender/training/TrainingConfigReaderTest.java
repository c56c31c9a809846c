package org.agegender.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.agegender.core.InvalidInputException;
import org.agegender.dataset.batch.AgeBalance;
import org.agegender.dataset.batch.Augmentation;
import org.agegender.dataset.batch.Quality;
import org.agegender.training.torch.ComputeDevice;
import org.agegender.training.torch.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingConfigReaderTest {

  @TempDir Path folder;

  @Test
  void defaultsAreThoseOfTheTutorial() throws IOException {
    TrainingConfig config = TrainingConfigReader.read(null, Map.of());
    assertThat(config)
        .isEqualTo(
            new TrainingConfig(
                "",
                "tutorial",
                0,
                30,
                0,
                64,
                Precision.FP32,
                ComputeDevice.AUTO,
                0,
                1,
                -1,
                1,
                "",
                new OptimiserConfig("adam", 1e-4, 0, false, 0.9, 0.999, 1e-8, 0, 1, 0),
                new AverageConfig(0),
                new ScheduleConfig("constant", 0, 10, 0.1, 0.01),
                new LossConfig("cross-entropy", 1, 1, 0, 2, 1, 0.2, 0.05),
                AgeBalance.NONE,
                Augmentation.gentle(),
                0,
                new DistillationConfig(List.of(), 0.5),
                Objective.VAL_AGE_MAE,
                0,
                500));
  }

  @Test
  void resolvedNamesWhatTheMachineAndTheNetworkChoose() throws IOException {
    TrainingConfig config = TrainingConfigReader.read(null, Map.of()).resolved();
    assertThat(config.imageSize()).isEqualTo(64);
    assertThat(config.threads()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(config.cacheMib()).isPositive();
  }

  @Test
  void everySettingIsReadFromAFileAndWrittenBack() throws IOException {
    String yaml =
        """
        data: some/set
        network: resnet18
        image-size: 96
        epochs: 7
        steps: 1000
        batch-size: 32
        precision: bf16
        device: cpu
        threads: 2
        workers: 3
        cache-mib: 512
        seed: 42
        init: weights.safetensors
        optimiser:
          name: adamw
          learning-rate: 0.002
          weight-decay: 0.05
          decay-norms-and-biases: true
          beta1: 0.8
          beta2: 0.99
          epsilon: 1.0E-7
          clip-norm: 2.5
          backbone-factor: 0.3
          freeze-backbone-steps: 200
        average:
          decay: 0.999
        schedule:
          name: cosine
          warmup-steps: 100
          step-epochs: 4
          step-factor: 0.5
          final-factor: 0.1
        loss:
          age: label-distribution
          age-weight: 2.0
          gender-weight: 0.5
          gender-smoothing: 0.1
          sigma: 3.0
          expectation-weight: 4.0
          mean-weight: 5.0
          variance-weight: 6.0
        balance: sqrt
        augmentation:
          flip: 0.25
          shift: 0.1
          scale: 0.2
          rotation: 5.0
          brightness: 0.3
          contrast: 0.4
          erase: 0.5
          quality:
            saturation: 0.6
            grey: 0.1
            blur: 0.02
            downscale: 3.0
            jpeg: 0.7
        mixup: 0.2
        distillation:
          teachers:
          - runs/one
          - two.safetensors
          weight: 0.7
        best-by: val_loss
        patience: 9
        checkpoint-steps: 77
        """;
    TrainingConfig config = TrainingConfigReader.read(write(yaml), Map.of());
    assertThat(config)
        .isEqualTo(
            new TrainingConfig(
                "some/set",
                "resnet18",
                96,
                7,
                1000,
                32,
                Precision.BF16,
                ComputeDevice.CPU,
                2,
                3,
                512,
                42,
                "weights.safetensors",
                new OptimiserConfig("adamw", 0.002, 0.05, true, 0.8, 0.99, 1e-7, 2.5, 0.3, 200),
                new AverageConfig(0.999),
                new ScheduleConfig("cosine", 100, 4, 0.5, 0.1),
                new LossConfig("label-distribution", 2, 0.5, 0.1, 3, 4, 5, 6),
                AgeBalance.SQRT,
                new Augmentation(
                    0.25, 0.1, 0.2, 5, 0.3, 0.4, 0.5, new Quality(0.6, 0.1, 0.02, 3, 0.7)),
                0.2,
                new DistillationConfig(List.of("runs/one", "two.safetensors"), 0.7),
                Objective.VAL_LOSS,
                9,
                77));
    assertThat(TrainingConfigReader.write(config)).isEqualTo(yaml);
  }

  @Test
  void singleSettingsWinOverTheFileAndKeepItsNeighbours() throws IOException {
    Path file = write("epochs: 7\noptimiser:\n  weight-decay: 0.5\n");
    TrainingConfig config =
        TrainingConfigReader.read(file, Map.of("epochs", "3", "optimiser.name", "adamw"));
    assertThat(config.epochs()).isEqualTo(3);
    assertThat(config.optimiser())
        .isEqualTo(new OptimiserConfig("adamw", 1e-4, 0.5, false, 0.9, 0.999, 1e-8, 0, 1, 0));
  }

  @Test
  void oneTeacherNeedsNoList() throws IOException {
    TrainingConfig config =
        TrainingConfigReader.read(null, Map.of("distillation.teachers", "runs/one"));
    assertThat(config.distillation().teachers()).containsExactly("runs/one");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          epoch: 3                        | there is no setting 'epoch'; choose from data, network
          optimiser: {momentum: 0.9}      | there is no setting 'optimiser.momentum'; choose from optimiser.name
          optimiser: adam                 | optimiser: must hold settings of its own, found 'adam'
          distillation: {weight: 1.5}     | distillation: weight: must be 0 to 1, found 1.5
          distillation: {teachers: [' ']} | distillation: teachers: must be at most 8 runs, checkpoints or models
          distillation: {teachers: [~]}   | distillation: teachers: must be at most 8 runs, checkpoints or models
          epochs: 0                       | epochs: must be at least 1, found 0
          epochs: many                    | epochs:
          epochs: 1.5                     | epochs:
          epochs: null                    | epochs:
          batch-size: 0                   | batch-size: must be 1..4096, found 0
          network: vgg99                  | network: there is none called 'vgg99'; choose one of tutorial, mobilefacenet, resnet18
          image-size: 4                   | image-size: must be 8..1024 for tutorial
          precision: fp8                  | precision: must be one of fp32, bf16, found 'fp8'
          optimiser: {learning-rate: -1}  | optimiser: learning-rate: must be more than 0 and at most 10, found -1.0
          optimiser: {learning-rate: NaN} | optimiser: learning-rate: must be more than 0 and at most 10, found NaN
          optimiser: {name: sgd}          | optimiser: name: must be adam or adamw, found 'sgd'
          optimiser: {beta1: 1}           | optimiser: beta1: must be at least 0 and less than 1, found 1.0
          optimiser: {clip-norm: -1}      | optimiser: clip-norm: must be 0 (no limit) or more, found -1.0
          optimiser: {clip-norm: Infinity} | optimiser: clip-norm: must be 0 (no limit) or more, found Infinity
          optimiser: {backbone-factor: 0} | optimiser: backbone-factor: must be more than 0 and at most 1, found 0.0
          optimiser: {backbone-factor: 2} | optimiser: backbone-factor: must be more than 0 and at most 1, found 2.0
          optimiser: {freeze-backbone-steps: -1} | optimiser: freeze-backbone-steps: must be 0 or more, found -1
          optimiser: {decay-norms-and-biases: some} | optimiser.decay-norms-and-biases
          average: {decay: 1}             | average: decay: must be at least 0 (no average) and less than 1, found 1.0
          average: {decay: -0.1}          | average: decay: must be at least 0 (no average) and less than 1, found -0.1
          average: {rate: 0.9}            | there is no setting 'average.rate'; choose from average.decay
          schedule: {name: linear}        | schedule: name: must be constant, step or cosine, found 'linear'
          schedule: {step-factor: 0}      | schedule: step-factor: must be more than 0
          loss: {age-weight: 0, gender-weight: 0} | loss: age-weight and gender-weight: must be 0 or more and not both 0
          loss: {age: hinge}              | loss: age: must be one of cross-entropy, label-distribution, mean-variance, ordinal, regression, found 'hinge'
          loss: {gender-smoothing: 1}     | loss: gender-smoothing: must be at least 0 and less than 1, found 1.0
          loss: {sigma: 0}                | loss: sigma: must be more than 0 and at most 50, found 0.0
          loss: {expectation-weight: -1}  | loss: expectation-weight: must be 0 or more, found -1.0
          loss: {mean-weight: -1}         | loss: mean-weight: must be 0 or more, found -1.0
          loss: {variance-weight: Infinity}   | loss: variance-weight: must be 0 or more, found Infinity
          augmentation: {shift: 2}        | augmentation shift must be 0 (off) to 0.5, found 2.0
          augmentation: {quality: {blur: 1}} | augmentation quality blur must be 0 (off) to 0.1, found 1.0
          augmentation: {quality: {noise: 1}} | there is no setting 'augmentation.quality.noise'; choose from augmentation.quality.saturation
          augmentation: {quality: 0.5}    | augmentation.quality: must hold settings of its own, found '0.5'
          mixup: 5                        | mixup: must be 0 (off) to 4, found 5.0
          mixup: -1                       | mixup: must be 0 (off) to 4, found -1.0
          balance: even                   | balance: must be one of none, sqrt, uniform, found 'even'
          patience: -1                    | patience: must be at least 0, found -1
          checkpoint-steps: 0             | checkpoint-steps: must be at least 1, found 0
          [1, 2]                          | must hold settings as 'name: value'
          'a: [1'                         | is no YAML
          """)
  void refusesByName(String yaml, String message) throws IOException {
    Path file = write(yaml);
    assertThatThrownBy(() -> TrainingConfigReader.read(file, Map.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(message)
        .satisfies(thrown -> assertThat(thrown.getMessage()).doesNotContain("\n"));
  }

  @Test
  void refusesAnUnknownSingleSetting() {
    assertThatThrownBy(() -> TrainingConfigReader.read(null, Map.of("optimiser.rate", "1")))
        .hasMessageContaining("there is no setting 'optimiser.rate'");
    assertThatThrownBy(() -> TrainingConfigReader.read(null, Map.of("optimiser", "adam")))
        .hasMessageContaining("there is no setting 'optimiser'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[runs/a", "[runs/a,\n  runs/b", "{"})
  void refusesASingleSettingThatIsNoYaml(String value) {
    assertThatThrownBy(
            () -> TrainingConfigReader.read(null, Map.of("distillation.teachers", value)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(
            "settings: distillation.teachers: must be YAML, found '%s': ",
            value.replace("\n  ", " "))
        .satisfies(thrown -> assertThat(thrown.getMessage()).doesNotContain("\n"));
  }

  @Test
  void refusesAFileThatIsNotThereOrFarTooLarge() throws IOException {
    assertThatThrownBy(() -> TrainingConfigReader.read(folder.resolve("none"), Map.of()))
        .hasMessageContaining("there is no such configuration file");
    Path large = write("#".repeat((1 << 20) + 1));
    assertThatThrownBy(() -> TrainingConfigReader.read(large, Map.of()))
        .hasMessageContaining("a configuration has at most 1048576 bytes");
  }

  private Path write(String yaml) throws IOException {
    return Files.writeString(folder.resolve("config.yaml"), yaml);
  }
}
