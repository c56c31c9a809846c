package org.agegender.training.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Files of torchvision fill the whole backbone: names and shapes are those of its state dicts, less
 * the layers that our heads replace and the counters of batches, which are no weights.
 */
class PublishedNamesTest {

  private final Map<String, List<Long>> published = new TreeMap<>();

  @ParameterizedTest
  @CsvSource({"resnet18, 2, 2, 2, 2", "resnet34, 3, 4, 6, 3"})
  void ofResNetsOfBasicBlocks(String network, int one, int two, int three, int four) {
    int[] blocks = {one, two, three, four};
    int[] widths = {64, 128, 256, 512};
    convolution("conv1", 64, 3, 7);
    norm("bn1", 64);
    for (int stage = 1; stage <= 4; stage++) {
      int width = widths[stage - 1];
      for (int block = 0; block < blocks[stage - 1]; block++) {
        String name = "layer" + stage + "." + block;
        convolution(name + ".conv1", width, block == 0 && stage > 1 ? width / 2 : width, 3);
        norm(name + ".bn1", width);
        convolution(name + ".conv2", width, width, 3);
        norm(name + ".bn2", width);
      }
      if (stage > 1) {
        convolution("layer" + stage + ".0.downsample.0", width, width / 2, 1);
        norm("layer" + stage + ".0.downsample.1", width);
      }
    }
    assertPublished(network);
  }

  @Test
  void ofResNet50() {
    int[] blocks = {3, 4, 6, 3};
    int[] before = {64, 256, 512, 1024};
    int[] inner = {64, 128, 256, 512};
    int[] after = {256, 512, 1024, 2048};
    convolution("conv1", 64, 3, 7);
    norm("bn1", 64);
    for (int stage = 0; stage < 4; stage++) {
      for (int block = 0; block < blocks[stage]; block++) {
        String name = "layer" + (stage + 1) + "." + block;
        convolution(name + ".conv1", inner[stage], block == 0 ? before[stage] : after[stage], 1);
        norm(name + ".bn1", inner[stage]);
        convolution(name + ".conv2", inner[stage], inner[stage], 3);
        norm(name + ".bn2", inner[stage]);
        convolution(name + ".conv3", after[stage], inner[stage], 1);
        norm(name + ".bn3", after[stage]);
      }
      String first = "layer" + (stage + 1) + ".0.downsample";
      convolution(first + ".0", after[stage], before[stage], 1);
      norm(first + ".1", after[stage]);
    }
    assertPublished("resnet50");
  }

  @Test
  void ofVgg16() {
    vgg("vgg16", false, 0, 2, 5, 7, 10, 12, 14, 17, 19, 21, 24, 26, 28);
  }

  @Test
  void ofVgg16WithBatchNorm() {
    vgg("vgg16-bn", true, 0, 3, 7, 10, 14, 17, 20, 24, 27, 30, 34, 37, 40);
  }

  private void vgg(String network, boolean norms, int... numbers) {
    int[] widths = {64, 64, 128, 128, 256, 256, 256, 512, 512, 512, 512, 512, 512};
    for (int i = 0; i < widths.length; i++) {
      convolution("features." + numbers[i], widths[i], i == 0 ? 3 : widths[i - 1], 3);
      put("features." + numbers[i] + ".bias", widths[i]);
      if (norms) {
        norm("features." + (numbers[i] + 1), widths[i]);
      }
    }
    linear("classifier.0", 4096, 25088);
    linear("classifier.3", 4096, 4096);
    assertPublished(network);
  }

  @Test
  void ofMobileNetV3Large() {
    // Before, kernel, between, in the middle of the excitation or 0 for none, after.
    int[][] rows = {
      {16, 3, 16, 0, 16},
      {16, 3, 64, 0, 24},
      {24, 3, 72, 0, 24},
      {24, 5, 72, 24, 40},
      {40, 5, 120, 32, 40},
      {40, 5, 120, 32, 40},
      {40, 3, 240, 0, 80},
      {80, 3, 200, 0, 80},
      {80, 3, 184, 0, 80},
      {80, 3, 184, 0, 80},
      {80, 3, 480, 120, 112},
      {112, 3, 672, 168, 112},
      {112, 5, 672, 168, 160},
      {160, 5, 960, 240, 160},
      {160, 5, 960, 240, 160},
    };
    normalised("features.0", 16, 3, 3);
    for (int i = 0; i < rows.length; i++) {
      int[] row = rows[i];
      block("features." + (i + 1) + ".block.", row[0], row[1], row[2], row[3], row[4]);
    }
    normalised("features.16", 960, 160, 1);
    linear("classifier.0", 1280, 960);
    assertPublished("mobilenetv3-large");
  }

  @Test
  void ofEfficientNetB0() {
    // Before, kernel, between, in the middle of the excitation, after; of the first block and of
    // those that follow, and how many follow.
    int[][] firsts = {
      {32, 3, 32, 8, 16},
      {16, 3, 96, 4, 24},
      {24, 5, 144, 6, 40},
      {40, 3, 240, 10, 80},
      {80, 5, 480, 20, 112},
      {112, 5, 672, 28, 192},
      {192, 3, 1152, 48, 320},
    };
    int[][] others = {
      {},
      {24, 3, 144, 6, 24},
      {40, 5, 240, 10, 40},
      {80, 3, 480, 20, 80},
      {112, 5, 672, 28, 112},
      {192, 5, 1152, 48, 192},
      {},
    };
    int[] follow = {0, 1, 1, 2, 2, 3, 0};
    normalised("features.0", 32, 3, 3);
    for (int stage = 0; stage < firsts.length; stage++) {
      for (int i = 0; i <= follow[stage]; i++) {
        int[] row = i == 0 ? firsts[stage] : others[stage];
        String name = "features.%d.%d.block.".formatted(stage + 1, i);
        block(name, row[0], row[1], row[2], row[3], row[4]);
      }
    }
    normalised("features.8", 1280, 320, 1);
    assertPublished("efficientnet-b0");
  }

  /** An inverted residual, whose parts are numbered. */
  private void block(String name, int before, int kernel, int between, int middle, int after) {
    int part = 0;
    if (between != before) {
      normalised(name + part++, between, before, 1);
    }
    normalised(name + part++, between, 1, kernel);
    if (middle > 0) {
      convolution(name + part + ".fc1", middle, between, 1);
      put(name + part + ".fc1.bias", middle);
      convolution(name + part + ".fc2", between, middle, 1);
      put(name + part + ".fc2.bias", between);
      part++;
    }
    normalised(name + part, after, between, 1);
  }

  private void normalised(String name, int out, int in, int kernel) {
    convolution(name + ".0", out, in, kernel);
    norm(name + ".1", out);
  }

  private void convolution(String name, int out, int in, int kernel) {
    put(name + ".weight", out, in, kernel, kernel);
  }

  private void norm(String name, int channels) {
    for (String kind : List.of("weight", "bias", "running_mean", "running_var")) {
      put(name + "." + kind, channels);
    }
  }

  private void linear(String name, int out, int in) {
    put(name + ".weight", out, in);
    put(name + ".bias", out);
  }

  private void put(String name, long... shape) {
    published.put(name, Arrays.stream(shape).boxed().toList());
  }

  private void assertPublished(String network) {
    Map<String, List<Long>> ours =
        new TreeMap<>(WeightShapes.of(Networks.named(network).forImageSize(224)));
    ours.keySet().removeIf(name -> name.startsWith("age.") || name.startsWith("gender."));
    assertThat(ours).containsExactlyInAnyOrderEntriesOf(published);
  }
}
