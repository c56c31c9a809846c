package org.agegender.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class RgbImageTest {

  @Test
  void aMirroredImageHasLeftAndRightExchangedAndItsColoursKept() {
    byte[] pixels = {1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19};
    RgbImage image = new RgbImage(3, 2, pixels);
    assertThat(image.mirrored().pixels())
        .containsExactly(7, 8, 9, 4, 5, 6, 1, 2, 3, 17, 18, 19, 14, 15, 16, 11, 12, 13);
    assertThat(image.mirrored().mirrored()).isEqualTo(image);
  }

  @Test
  void sizesThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> new RgbImage(2, 2, new byte[11]))
        .hasMessage("2x2 pixels take 12 bytes, found 11");
    assertThatThrownBy(() -> new RgbImage(0, 2, new byte[0])).hasMessageContaining("0x2");
  }
}
