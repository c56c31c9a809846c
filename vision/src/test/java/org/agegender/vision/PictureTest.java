package org.agegender.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;
import org.agegender.core.FaceBox;
import org.agegender.core.RgbImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureTest {

  @Test
  void pixelsGoInAndOutUnchanged() {
    byte[] pixels = new byte[5 * 3 * 3];
    new Random(1).nextBytes(pixels);
    RgbImage image = new RgbImage(5, 3, pixels);
    try (Picture picture = Picture.of(image)) {
      assertThat(picture.toRgb()).isEqualTo(image);
    }
  }

  @Test
  void shrinkingAveragesAreas() {
    // Each target pixel is the mean of 2x2 source pixels.
    RgbImage image = grey(4, 2, 0, 10, 100, 100, 20, 30, 200, 100);
    try (Picture picture = Picture.of(image);
        Picture half = picture.resize(2, 1)) {
      assertThat(half.toRgb()).isEqualTo(grey(2, 1, 15, 125));
    }
  }

  @Test
  void growingInterpolatesAndMixedDirectionsDoBoth() {
    try (Picture picture = Picture.of(grey(2, 1, 0, 100));
        Picture wide = picture.resize(4, 1);
        Picture tall = Picture.of(grey(2, 4, 0, 0, 8, 8, 100, 100, 92, 92));
        Picture turned = tall.resize(4, 2)) {
      assertThat(wide.toRgb()).isEqualTo(grey(4, 1, 0, 25, 75, 100));
      assertThat(turned.toRgb()).isEqualTo(grey(4, 2, 4, 4, 4, 4, 96, 96, 96, 96));
    }
  }

  @Test
  void jpegIsReadByTheJdkAndRepeatsByteForByte() throws IOException {
    byte[] pixels = new byte[40 * 30 * 3];
    for (int i = 0; i < pixels.length; i += 3) {
      pixels[i] = (byte) 200;
      pixels[i + 1] = 60;
      pixels[i + 2] = 20;
    }
    try (Picture picture = Picture.of(new RgbImage(40, 30, pixels))) {
      byte[] jpeg = picture.toJpeg(95);
      var image = ImageIO.read(new ByteArrayInputStream(jpeg));
      assertThat(image.getWidth()).isEqualTo(40);
      assertThat(image.getHeight()).isEqualTo(30);
      assertThat(image.getRGB(20, 15) >> 16 & 0xFF).isBetween(197, 203);
      assertThat(image.getRGB(20, 15) & 0xFF).isBetween(17, 23);
      assertThat(picture.toJpeg(95)).isEqualTo(jpeg);
    }
  }

  @Test
  void impossibleSizesAndQualitiesAreRefused() {
    try (Picture picture = Picture.of(grey(1, 1, 0))) {
      assertThatThrownBy(() -> picture.resize(0, 3)).hasMessageContaining("0x3");
      assertThatThrownBy(() -> picture.toJpeg(0)).hasMessageContaining("1..100, found 0");
      assertThatThrownBy(() -> picture.toJpeg(101)).hasMessageContaining("found 101");
    }
  }

  @Test
  void aPartSharesThePixelsAndOutlivesThePicture() {
    RgbImage image = grey(3, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    Picture picture = Picture.of(image);
    try (Picture part = picture.part(new FaceBox(1, 1, 2, 2))) {
      picture.close();
      assertThat(part.toRgb()).isEqualTo(grey(2, 2, 5, 6, 8, 9));
    }
  }

  @ParameterizedTest
  @CsvSource({"-1, 0, 2, 2", "0, -1, 2, 2", "2, 0, 2, 2", "0, 2, 1, 2", "1, 1, 2147483647, 1"})
  void aPartOutsideThePictureIsRefused(int x, int y, int width, int height) {
    try (Picture picture = Picture.of(grey(3, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9))) {
      assertThatThrownBy(() -> picture.part(new FaceBox(x, y, width, height)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("not within a picture of 3x3");
    }
  }

  private static RgbImage grey(int width, int height, int... values) {
    byte[] pixels = new byte[width * height * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) values[i / 3];
    }
    return new RgbImage(width, height, pixels);
  }
}
