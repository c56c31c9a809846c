package org.agegender.training.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishedParametersTest {

  /**
   * The published numbers of trained parameters, less those of the layers that our heads replace.
   */
  @ParameterizedTest
  @CsvSource({
    // torchvision's 11,689,512, 21,797,672 and 25,557,032 less fc
    "resnet18, 112, 11176512",
    "resnet34, 224, 21284672",
    "resnet50, 224, 23508032",
    // torchvision's 5,483,032 less classifier.3
    "mobilenetv3-large, 224, 4202032",
    // torchvision's 5,288,548 less classifier.1
    "efficientnet-b0, 224, 4007548",
    // torchvision's 138,357,544 and 138,365,992 less classifier.6
    "vgg16, 224, 134260544",
    "vgg16-bn, 224, 134268992",
    // the paper's 0.99 million, 999,936, less conv3, 512 x 128 + 128, and its batch norm, 256
    "mobilefacenet, 112, 934016",
  })
  void theBackboneHasThePublishedParameters(String network, int imageSize, long expected) {
    Map<String, List<Long>> shapes =
        WeightShapes.of(Networks.named(network).forImageSize(imageSize));
    long backbone =
        shapes.entrySet().stream()
            .filter(e -> !e.getKey().startsWith("age.") && !e.getKey().startsWith("gender."))
            .filter(e -> !e.getKey().contains("running_"))
            .mapToLong(e -> e.getValue().stream().reduce(1L, Math::multiplyExact))
            .sum();
    assertThat(backbone).isEqualTo(expected);
  }
}
