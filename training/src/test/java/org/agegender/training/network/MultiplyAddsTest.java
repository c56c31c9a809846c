package org.agegender.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A picture of 224 pixels costs what torchvision's table of models says, up to the heads. */
class MultiplyAddsTest {

  @ParameterizedTest
  @CsvSource({
    "resnet18, 1.81",
    "resnet34, 3.66",
    "resnet50, 4.09",
    "vgg16, 15.47",
    "vgg16-bn, 15.47",
    "mobilenetv3-large, 0.22",
    "efficientnet-b0, 0.39"
  })
  void countsAreThePublishedOnes(String network, double giga) {
    long counted = MultiplyAdds.of(Networks.named(network).forImageSize(224));
    assertThat(counted / 1e9).isCloseTo(giga, withPercentage(3));
  }
}
