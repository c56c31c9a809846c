package org.agegender.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.agegender.core.InvalidInputException;
import org.agegender.training.checkpoint.SafeTensors;
import org.agegender.training.network.AgeCoding;
import org.agegender.training.network.Architecture;
import org.agegender.training.network.Networks;
import org.agegender.training.network.WeightArray;
import org.agegender.training.network.WeightInitialiser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitialWeightsTest {

  private static final Architecture NETWORK = mobileFaceNet(112);
  private static final String GLOBAL = "gdconv.depthwise.weight";

  @TempDir private Path folder;

  @Test
  void faceRecognitionWeightsFillTheWholeBackbone() throws IOException {
    String models = System.getenv("AGEGENDER_MODELS");
    Path file =
        Path.of(models == null ? "../../shared/models" : models)
            .resolve("mobilefacenet.safetensors");
    assumeTrue(Files.exists(file), "needs " + file);
    InitialWeights initial = InitialWeights.from(file, NETWORK, 1);
    assertThat(initial.fresh())
        .containsExactly("age.weight", "age.bias", "gender.weight", "gender.bias");
    assertThat(initial.otherShape()).isEmpty();
    assertThat(initial.unused())
        .containsExactlyInAnyOrder(
            "conv3.weight",
            "conv3.bias",
            "bn.weight",
            "bn.bias",
            "bn.running_mean",
            "bn.running_var");
    assertThat(initial.taken()).isEqualTo(initial.weights().size() - 4);
    Map<String, WeightArray> content = SafeTensors.read(file).tensors();
    assertThat(initial.weights().get("features.14.conv.2.weight"))
        .isEqualTo(content.get("features.14.conv.2.weight"));
  }

  @Test
  void reportsWhatIsFreshOfAnotherShapeAndUnused() throws IOException {
    Map<String, WeightArray> weights = backbone();
    weights.put("conv1.0.weight", new WeightArray(new long[] {64, 3, 5, 5}, new float[4800]));
    weights.put("fc.bias", new WeightArray(new long[] {2}, new float[2]));
    InitialWeights initial = InitialWeights.from(write(weights), NETWORK, 2);
    assertThat(initial.report("w"))
        .isEqualTo(
            "249 of 254 weights from w, the others fresh;"
                + " fresh: conv1.0.weight, age.weight, age.bias, gender.weight, gender.bias;"
                + " of another shape in the file: conv1.0.weight;"
                + " in the file and not used: fc.bias");
    assertThat(initial.weights().get("conv1.0.weight"))
        .isEqualTo(WeightInitialiser.initialise(NETWORK, 2).get("conv1.0.weight"));
    assertThat(initial.weights().get("conv2.0.weight")).isEqualTo(weights.get("conv2.0.weight"));
  }

  @Test
  void anotherAgeHeadLeavesThatHeadFresh() throws IOException {
    Path file = write(new LinkedHashMap<>(WeightInitialiser.initialise(NETWORK, 3)));
    Architecture ranks = NETWORK.codedAs(new AgeCoding.Ranks());
    InitialWeights initial = InitialWeights.from(file, ranks, 1);
    assertThat(initial.fresh()).containsExactly("age.weight", "age.rank_bias");
    assertThat(initial.otherShape()).containsExactly("age.weight");
    assertThat(initial.unused()).containsExactly("age.bias");
  }

  @Test
  void aGlobalKernelIsResampledToAnotherInputSize() throws IOException {
    Map<String, WeightArray> weights = new LinkedHashMap<>(initialised(32, 3));
    float[] kernels = new float[512 * 2 * 2];
    System.arraycopy(new float[] {16, 32, 64, 0, 5, 5, 5, 5}, 0, kernels, 0, 8);
    weights.put(GLOBAL, new WeightArray(new long[] {512, 1, 2, 2}, kernels));
    InitialWeights initial = InitialWeights.from(write(weights), mobileFaceNet(64), 1);
    assertThat(initial.report("w"))
        .isEqualTo("254 of 254 weights from w; resampled from another input size: " + GLOBAL);
    WeightArray kernel = initial.weights().get(GLOBAL);
    assertThat(kernel.shape()).containsExactly(512, 1, 4, 4);
    // Between the pixels' centres linear, beyond them flat, and a quarter of it: four for each one.
    assertThat(Arrays.copyOf(kernel.values(), 4)).containsExactly(4, 5, 7, 8);
    assertThat(Arrays.copyOfRange(kernel.values(), 12, 16)).containsExactly(16, 12, 4, 0);
    assertThat(kernel.values()[5]).isEqualTo((9 * 16 + 3 * 32 + 3 * 64) / 64f);
    assertThat(Arrays.copyOfRange(kernel.values(), 16, 32)).containsOnly(1.25f);

    weights.put(GLOBAL, kernel);
    float[] back =
        InitialWeights.from(write(weights), mobileFaceNet(32), 1).weights().get(GLOBAL).values();
    assertThat(back).hasSize(512 * 2 * 2);
    assertThat(Arrays.copyOfRange(back, 4, 8)).containsOnly(5);
  }

  @Test
  void onlyKernelsThatTheInputSizeChangesAreResampled() throws IOException {
    Map<String, WeightArray> weights = new LinkedHashMap<>(initialised(32, 3));
    weights.put(GLOBAL, new WeightArray(new long[] {512, 1, 3, 2}, new float[512 * 6]));
    weights.put(
        "dw_conv.depthwise.weight", new WeightArray(new long[] {64, 1, 5, 5}, new float[1600]));
    InitialWeights initial = InitialWeights.from(write(weights), mobileFaceNet(64), 1);
    assertThat(initial.otherShape()).containsExactly("dw_conv.depthwise.weight", GLOBAL);
    assertThat(initial.resampled()).isEmpty();
  }

  @Test
  void longListsOfNamesAreCutShort() throws IOException {
    Map<String, WeightArray> weights = backbone();
    for (int i = 0; i < 10; i++) {
      weights.put("other" + i, new WeightArray(new long[0], new float[1]));
    }
    assertThat(InitialWeights.from(write(weights), NETWORK, 1).report("w"))
        .endsWith(
            "not used: other0, other1, other2, other3, other4, other5, other6, other7 and 2 more");
  }

  @Test
  void ofACheckpointOnlyTheNetworkCounts() throws IOException {
    Map<String, WeightArray> weights = new LinkedHashMap<>();
    backbone().forEach((name, array) -> weights.put("model." + name, array));
    weights.put("adam.m.conv1.0.weight", new WeightArray(new long[] {1}, new float[1]));
    InitialWeights initial = InitialWeights.from(write(weights), NETWORK, 1);
    assertThat(initial.taken()).isEqualTo(250);
    assertThat(initial.unused()).isEmpty();
  }

  @Test
  void thePrefixOfParallelModulesIsTakenOff() throws IOException {
    Map<String, WeightArray> weights = new LinkedHashMap<>();
    backbone().forEach((name, array) -> weights.put("module." + name, array));
    assertThat(InitialWeights.from(write(weights), NETWORK, 1).taken()).isEqualTo(250);
  }

  @Test
  void refusesAFileOfWhichTooLittleFits() throws IOException {
    Map<String, WeightArray> weights = backbone();
    weights.keySet().removeIf(name -> name.startsWith("features.") && !name.endsWith(".bias"));
    assertThatThrownBy(() -> InitialWeights.from(write(weights), NETWORK, 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("at least half of the 254 weights of mobilefacenet must be in it")
        .hasMessageContaining("fresh: features.0.conv.0.0.weight");
  }

  private static Architecture mobileFaceNet(int imageSize) {
    return Networks.named("mobilefacenet").forImageSize(imageSize);
  }

  private static Map<String, WeightArray> initialised(int imageSize, long seed) {
    return WeightInitialiser.initialise(mobileFaceNet(imageSize), seed);
  }

  private static Map<String, WeightArray> backbone() {
    Map<String, WeightArray> weights =
        new LinkedHashMap<>(WeightInitialiser.initialise(NETWORK, 9));
    weights.keySet().removeIf(name -> name.startsWith("age.") || name.startsWith("gender."));
    return weights;
  }

  private Path write(Map<String, WeightArray> weights) throws IOException {
    Path file = folder.resolve("weights.safetensors");
    new SafeTensors(Map.of(), weights).write(file);
    return file;
  }
}
