package org.agegender.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.agegender.core.InvalidInputException;
import org.agegender.core.OnnxFile;
import org.agegender.training.checkpoint.Checkpoint;
import org.agegender.training.checkpoint.SafeTensors;
import org.agegender.training.checkpoint.WeightFile;
import org.agegender.training.network.WeightArray;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that begin with models that were exported, or are taught by them. */
class ExportedModelsTest {

  @TempDir static Path shared;
  private static Path data;

  @TempDir Path folder;

  @BeforeAll
  static void writeSet() throws IOException {
    data = ColouredFaces.write(shared.resolve("set"), 48, 20);
  }

  @Test
  void aRunBeginsWithAllWeightsOfAModel() throws IOException {
    Path model = exported("first", true);
    TrainingConfig config = RunFixture.config(data, "init", model.toString());
    InitialWeights initial = InitialWeights.from(model, config.architecture(), 5);
    assertThat(initial.weights()).isEqualTo(best("first").state().weights());
    assertThat(initial.fresh()).isEmpty();
    assertThat(initial.unused()).isEmpty();
    assertThat(RunFixture.train(folder.resolve("second"), config).notes)
        .contains("16 of 16 weights from " + model);
  }

  @ParameterizedTest
  @ValueSource(strings = {"label-distribution", "ordinal"})
  void aModelTeachesAsItsRunDoes(String ageLoss) throws IOException {
    Path model = exported("first", true, "loss.age", ageLoss, "average.decay", "0.9");
    RunFixture.train(folder.resolve("a"), taughtBy(folder.resolve("first")));
    RunFixture.train(folder.resolve("b"), taughtBy(model));
    assertThat(best("b").state().weights()).isEqualTo(best("a").state().weights());
    RunFixture.train(folder.resolve("alone"), RunFixture.config(data));
    assertThat(best("b").state().weights()).isNotEqualTo(best("alone").state().weights());

    Checkpoint teacher = Checkpoint.read(RunFolder.open(folder.resolve("b")).teacher(0));
    assertThat(teacher.data()).isEqualTo(best("first").data());
    assertThat(teacher.metrics()).isEqualTo(best("first").metrics());
  }

  @Test
  void aModelOfAgesAsNumbersCannotTeach() throws IOException {
    Path model = exported("first", false, "loss.age", "regression");
    assertThat(refusedTeacher(model))
        .startsWith(model + ": its weights are not those of tutorial with ages as classes or ranks")
        .endsWith("name the run or the checkpoint that it was exported from");
  }

  @Test
  void aModelOfAnotherToolCannotTeach() throws IOException {
    Path model = exported("first", false);
    OnnxFile file = OnnxFile.read(model, 1 << 30, "");
    SortedMap<String, String> properties = new TreeMap<>(file.properties());
    properties.remove("format");
    Files.write(model, file.withProperties(properties));
    assertThat(refusedTeacher(model)).startsWith(model + ": is no model of this tool: ");
    assertThat(WeightFile.read(model)).isEqualTo(best("first").state().weights());
  }

  @Test
  void aDamagedModelIsRefused() throws IOException {
    Path model = exported("first", false);
    byte[] whole = Files.readAllBytes(model);
    for (int length : new int[] {9, 40, whole.length / 2, whole.length - 1}) {
      Files.write(model, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> WeightFile.read(model))
          .as("%d bytes", length)
          .isInstanceOf(InvalidInputException.class)
          .hasMessageStartingWith(model + ": ");
    }
  }

  /** The length of the header of a safetensors file can begin like an ONNX model. */
  @Test
  void aHeaderOfAnyLengthIsThatOfSafetensors() throws IOException {
    Path file = folder.resolve("weights");
    RunFixture.train(folder.resolve("first"), RunFixture.config(data));
    Map<String, WeightArray> weights = best("first").state().weights();
    boolean alike = false;
    for (int padding = 0; padding < 256; padding += 8) {
      new SafeTensors(Map.of("padding", "x".repeat(padding)), weights).write(file);
      alike |= Files.readAllBytes(file)[0] == 8;
      assertThat(WeightFile.read(file)).isEqualTo(weights);
    }
    assertThat(alike).isTrue();
  }

  private Path exported(String run, boolean flip, String... settings) throws IOException {
    RunFixture.train(folder.resolve(run), RunFixture.config(data, settings));
    Path model = folder.resolve(run + ".onnx");
    ModelExport.of(RunFolder.open(folder.resolve(run)), flip).write(model);
    return model;
  }

  private Checkpoint best(String run) throws IOException {
    return Checkpoint.read(RunFolder.open(folder.resolve(run)).best());
  }

  private TrainingConfig taughtBy(Path teacher) throws IOException {
    return RunFixture.config(data, "distillation.teachers", "[%s]".formatted(teacher));
  }

  private String refusedTeacher(Path teacher) throws IOException {
    return RunFixture.refusedTeacher(data, folder.resolve("student"), teacher);
  }
}
