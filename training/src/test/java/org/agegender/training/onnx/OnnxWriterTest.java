package org.agegender.training.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agegender.core.ModelMetadata;
import org.agegender.core.RgbImage;
import org.agegender.training.network.Architecture;
import org.agegender.training.network.Layer;
import org.agegender.training.network.Networks;
import org.agegender.training.network.WeightArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OnnxWriterTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"tutorial, 16", "resnet18, 32", "mobilefacenet, 32", "mobilefacenet, 40"})
  void wholeNetworksGiveTheNaiveAnswer(String network, int size) throws Exception {
    Architecture architecture = Networks.named(network).forImageSize(size);
    Map<String, WeightArray> weights = Examples.weights(architecture, 1);
    List<RgbImage> images = List.of(Examples.noise(5, size, size), Examples.noise(6, size, size));
    NaiveLayers naive = new NaiveLayers(weights);
    Tensor features =
        Layer.Sequence.of(architecture.input(), architecture.backbone())
            .accept(naive)
            .apply(planes(images));
    double[][] ages = softmax(architecture.ageHead().accept(naive).apply(features));
    double[][] genders = softmax(architecture.genderHead().accept(naive).apply(features));

    Map<String, Object> found = run(write(architecture, weights), images);

    for (int n = 0; n < images.size(); n++) {
      double years = 0;
      for (int age = 0; age <= 100; age++) {
        years += age * ages[n][age];
        assertThat((double) floats(found, "age_prob")[n * 101 + age])
            .isCloseTo(ages[n][age], within(1e-4));
      }
      assertThat((double) floats(found, "age")[n]).isCloseTo(years, within(1e-3));
      assertThat((double) floats(found, "gender_prob")[n * 2])
          .isCloseTo(genders[n][0], within(1e-4));
      assertThat((double) floats(found, "gender_prob")[n * 2 + 1])
          .isCloseTo(genders[n][1], within(1e-4));
      assertThat(((long[]) found.get("age_class"))[n]).isEqualTo(argMax(ages[n]));
      assertThat(((long[]) found.get("gender_class"))[n]).isEqualTo(argMax(genders[n]));
    }
  }

  @ParameterizedTest
  @CsvSource({"tutorial, 64, 200, 200", "tutorial, 112, 50, 80", "resnet18, 112, 321, 123"})
  void networksOfUsualSizeTakePicturesOfAnySize(String network, int size, int width, int height)
      throws Exception {
    Architecture architecture = Networks.named(network).forImageSize(size);
    List<RgbImage> images =
        List.of(
            Examples.noise(1, width, height),
            Examples.noise(2, width, height),
            Examples.noise(3, width, height));
    Map<String, Object> found = run(write(architecture, Examples.weights(architecture, 2)), images);
    assertThat(found)
        .containsOnlyKeys("age", "age_class", "age_prob", "gender_class", "gender_prob");
    assertThat(((Tensor) found.get("age")).shape()).containsExactly(3);
    assertThat(((Tensor) found.get("age_prob")).shape()).containsExactly(3, 101);
    assertThat(((Tensor) found.get("gender_prob")).shape()).containsExactly(3, 2);
  }

  @ParameterizedTest
  @CsvSource({"tutorial, 16, 16, 16", "resnet18, 32, 32, 32", "tutorial, 16, 50, 37"})
  void aFlipAveragedModelGivesTheMeanOfPictureAndMirrorImage(
      String network, int size, int width, int height) throws Exception {
    Architecture architecture = Networks.named(network).forImageSize(size);
    Map<String, WeightArray> weights = Examples.weights(architecture, 2);
    List<RgbImage> images =
        List.of(
            Examples.noise(1, width, height),
            Examples.noise(2, width, height),
            Examples.noise(3, width, height));
    Map<String, Object> once = run(write(architecture, weights), images);
    Map<String, Object> mirrored =
        run(write(architecture, weights), images.stream().map(RgbImage::mirrored).toList());
    Path flipped = folder.resolve("flipped.onnx");
    OnnxWriter.write(architecture, weights, Examples.metadata(architecture, true), flipped);
    Map<String, Object> found = run(flipped, images);

    assertThat(found).containsOnlyKeys(once.keySet());
    double difference = 0;
    for (String output : List.of("age", "age_prob", "gender_prob")) {
      float[] values = floats(found, output);
      assertThat(values).hasSameSizeAs(floats(once, output));
      for (int i = 0; i < values.length; i++) {
        double one = floats(once, output)[i];
        double other = floats(mirrored, output)[i];
        difference = Math.max(difference, Math.abs(one - other));
        double tolerance = output.equals("age") ? 1e-3 : 1e-4;
        assertThat((double) values[i]).isCloseTo((one + other) / 2, within(tolerance));
      }
    }
    assertThat(difference).isGreaterThan(0.1);
    for (int n = 0; n < 3; n++) {
      float[] all = floats(found, "age_prob");
      double[] row = new double[101];
      for (int age = 0; age < row.length; age++) {
        row[age] = all[n * 101 + age];
      }
      assertThat(((long[]) found.get("age_class"))[n]).isEqualTo(argMax(row));
    }
  }

  @Test
  void theSameWeightsGiveTheSameBytes() throws Exception {
    Architecture architecture = Networks.named("tutorial").forImageSize(16);
    byte[] first = Files.readAllBytes(write(architecture, Examples.weights(architecture, 4)));
    byte[] second = Files.readAllBytes(write(architecture, Examples.weights(architecture, 4)));
    assertThat(second).isEqualTo(first);
  }

  @Test
  void theMetadataAreInTheFile() throws Exception {
    Architecture architecture = Networks.named("tutorial").forImageSize(16);
    try (OrtModel model = new OrtModel(write(architecture, Examples.weights(architecture, 4)))) {
      assertThat(ModelMetadata.ofProperties(model.session().getMetadata().getCustomMetadata()))
          .isEqualTo(Examples.metadata(architecture));
    }
  }

  @Test
  void missingUnknownAndWronglyShapedWeightsAreRefusedByName() {
    Architecture architecture = Networks.named("tutorial").forImageSize(16);
    Map<String, WeightArray> weights = new LinkedHashMap<>(Examples.weights(architecture, 4));
    weights.remove("conv1.bias");
    weights.put("conv2.bias", new WeightArray(new long[] {3}, new float[3]));
    weights.put("conv9.bias", new WeightArray(new long[] {3}, new float[3]));
    weights.put("dense.bias", new WeightArray(new long[] {1024}, new float[1024]));
    weights.get("dense.bias").values()[1000] = Float.NaN;
    Path target = folder.resolve("model.onnx");
    assertThatThrownBy(
            () -> OnnxWriter.write(architecture, weights, Examples.metadata(architecture), target))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'conv1.bias' is missing")
        .hasMessageContaining("'conv2.bias' must have shape [64], found [3]")
        .hasMessageContaining("'conv9.bias' belongs to no layer")
        .hasMessageContaining("'dense.bias' has a value that is no finite number");
    assertThat(target).doesNotExist();
  }

  @Test
  void metadataOfAnotherNetworkAreRefused() {
    Architecture architecture = Networks.named("tutorial").forImageSize(16);
    Architecture other = Networks.named("tutorial").forImageSize(24);
    assertThatThrownBy(
            () ->
                OnnxWriter.write(
                    architecture,
                    Examples.weights(architecture, 4),
                    Examples.metadata(other),
                    folder.resolve("model.onnx")))
        .hasMessageContaining("tutorial at 16 pixels, found tutorial at 24");
  }

  private Path write(Architecture architecture, Map<String, WeightArray> weights) throws Exception {
    Path target = folder.resolve("model.onnx");
    OnnxWriter.write(architecture, weights, Examples.metadata(architecture), target);
    return target;
  }

  private static Map<String, Object> run(Path file, List<RgbImage> images) throws Exception {
    try (OrtModel model = new OrtModel(file)) {
      return model.run(images);
    }
  }

  private static float[] floats(Map<String, Object> outputs, String name) {
    return ((Tensor) outputs.get(name)).values();
  }

  private static Tensor planes(List<RgbImage> images) {
    int width = images.get(0).width();
    int height = images.get(0).height();
    Tensor planes = Tensor.zeros(images.size(), 3, height, width);
    for (int n = 0; n < images.size(); n++) {
      for (int i = 0; i < width * height * 3; i++) {
        int pixel = i / 3;
        planes.values()[planes.index(n, i % 3, pixel / width, pixel % width)] =
            images.get(n).pixels()[i] & 0xff;
      }
    }
    return planes;
  }

  private static double[][] softmax(Tensor logits) {
    double[][] rows = new double[logits.size(0)][logits.size(1)];
    for (int n = 0; n < rows.length; n++) {
      double sum = 0;
      for (int i = 0; i < rows[n].length; i++) {
        rows[n][i] = Math.exp(logits.values()[n * rows[n].length + i]);
        sum += rows[n][i];
      }
      for (int i = 0; i < rows[n].length; i++) {
        rows[n][i] /= sum;
      }
    }
    return rows;
  }

  private static int argMax(double[] row) {
    int best = 0;
    for (int i = 1; i < row.length; i++) {
      best = row[i] > row[best] ? i : best;
    }
    return best;
  }
}
