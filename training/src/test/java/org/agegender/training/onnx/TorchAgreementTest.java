package org.agegender.training.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.agegender.core.Age;
import org.agegender.core.Prediction;
import org.agegender.core.RgbImage;
import org.agegender.training.network.Architecture;
import org.agegender.training.network.Network;
import org.agegender.training.network.Networks;
import org.agegender.training.network.WeightArray;
import org.agegender.training.network.WeightShapes;
import org.agegender.training.torch.AgeLoss;
import org.agegender.training.torch.ComputeDevice;
import org.agegender.training.torch.EngineOptions;
import org.agegender.training.torch.LossOptions;
import org.agegender.training.torch.OptimiserOptions;
import org.agegender.training.torch.Precision;
import org.agegender.training.torch.TrainingEngine;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TorchAgreementTest {

  @TempDir private Path folder;

  static Stream<AgeLoss> losses() {
    return Stream.of(new AgeLoss.Ordinal(), new AgeLoss.Regression());
  }

  /**
   * @param gain the variance that each layer adds, so that pictures that differ still do at the end
   */
  @ParameterizedTest
  @CsvSource({
    "tutorial, 1",
    "mobilefacenet, 1",
    "resnet18, 1",
    "resnet34, 1",
    "resnet50, 1",
    "mobilenetv3-large, 1.6",
    "efficientnet-b0, 2.5",
    "vgg16-bn, 2"
  })
  void theWrittenModelComputesWhatTheTrainerEvaluates(String name, double gain) throws Exception {
    Network network = Networks.named(name);
    agree(network.forImageSize(network.smallestImageSize()), LossOptions.PLAIN, gain);
  }

  @ParameterizedTest
  @MethodSource("losses")
  void everyCodingOfAgesIsWrittenAsItIsEvaluated(AgeLoss loss) throws Exception {
    Architecture architecture = Networks.named("tutorial").forImageSize(16).codedAs(loss.coding());
    agree(architecture, new LossOptions(loss, 1, 1, 0), 1);
  }

  private void agree(Architecture architecture, LossOptions loss, double gain) throws Exception {
    int side = architecture.imageSize();
    Map<String, WeightArray> weights = Examples.weights(WeightShapes.of(architecture), 21, gain);
    List<RgbImage> images = List.of(Examples.noise(22, side, side), Examples.noise(23, side, side));
    Path file = folder.resolve("model.onnx");
    OnnxWriter.write(architecture, weights, Examples.metadata(architecture), file);

    List<Prediction> trained = evaluate(architecture, loss, weights, images);

    try (OrtModel model = new OrtModel(file)) {
      Map<String, Object> written = model.run(images);
      float[] ages = ((Tensor) written.get("age_prob")).values();
      float[] years = ((Tensor) written.get("age")).values();
      float[] genders = ((Tensor) written.get("gender_prob")).values();
      for (int n = 0; n < images.size(); n++) {
        for (int age = 0; age < Age.CLASSES; age++) {
          assertThat((double) ages[n * Age.CLASSES + age])
              .isCloseTo(trained.get(n).age().probability(new Age(age)), within(1e-4));
        }
        assertThat((double) years[n]).isCloseTo(trained.get(n).years(), within(1e-3));
        assertThat((double) genders[2 * n + 1])
            .isCloseTo(trained.get(n).maleProbability(), within(1e-4));
      }
      // Pictures that differ must not look alike, or this test would show nothing.
      assertThat(genders[1]).isNotCloseTo(genders[3], within(1e-3f));
    }
  }

  private static List<Prediction> evaluate(
      Architecture architecture,
      LossOptions loss,
      Map<String, WeightArray> weights,
      List<RgbImage> images) {
    int bytes = images.get(0).pixels().length;
    ByteBuffer pixels = ByteBuffer.allocateDirect(images.size() * bytes);
    images.forEach(image -> pixels.put(image.pixels()));
    EngineOptions options =
        new EngineOptions(Precision.FP32, ComputeDevice.CPU, 1, loss, 0, OptimiserOptions.PLAIN);
    try (TrainingEngine engine = TrainingEngine.create(architecture, weights, options)) {
      return engine
          .evaluate(pixels.flip(), new int[images.size()], new int[images.size()])
          .predictions();
    }
  }
}
