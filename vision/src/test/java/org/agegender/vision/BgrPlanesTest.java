package org.agegender.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import java.util.Random;
import org.agegender.core.FaceBox;
import org.agegender.core.RgbImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BgrPlanesTest {

  private final RgbImage image = noise(13, 7);
  private final BgrPlanes sheet = new BgrPlanes(32 * 32);

  @Test
  void blueGreenAndRedLieOneAfterTheOtherAndTheRestIsBlack() {
    for (int round = 0; round < 2; round++) {
      sheet.reset(20, 10);
      try (Picture picture = Picture.of(image)) {
        sheet.lay(picture, 0, 0, 3, 2);
      }
      expectAt(20, 10, 0, 0, 3, 2);
    }
  }

  @Test
  void whatHasNoRoomIsLeftOut() {
    sheet.reset(8, 6);
    try (Picture picture = Picture.of(image)) {
      sheet.lay(picture, 2, 3, 1, 4);
    }
    expectAt(8, 6, 2, 3, 1, 4);
  }

  @Test
  void aPartOfAPictureIsLaidAsItIs() {
    sheet.reset(8, 8);
    try (Picture picture = Picture.of(image);
        Picture part = picture.part(new FaceBox(4, 1, 6, 5))) {
      sheet.lay(part, 0, 0, 0, 0);
    }
    FloatBuffer planes = sheet.buffer();
    int red = image.pixels()[3 * (1 * 13 + 4)] & 0xFF;
    assertThat(planes.get(2 * 64)).isEqualTo(red);
    assertThat(planes.get(6)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"0, 5", "5, 0", "33, 32", "70000, 70000"})
  void aSizeWithoutRoomIsRefused(int width, int height) {
    assertThatThrownBy(() -> sheet.reset(width, height))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("room for 1024 pixels");
  }

  @ParameterizedTest
  @CsvSource({"-1, 0, 0, 0", "0, 7, 0, 0", "13, 0, 0, 0", "0, 0, 8, 0", "0, 0, 0, -1"})
  void aCornerOutsideIsRefused(int fromX, int fromY, int toX, int toY) {
    sheet.reset(8, 8);
    try (Picture picture = Picture.of(image)) {
      assertThatThrownBy(() -> sheet.lay(picture, fromX, fromY, toX, toY))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({"0", "-5", "2000000000"})
  void aSheetOfNoOrTooManyPixelsIsRefused(int pixels) {
    assertThatThrownBy(() -> new BgrPlanes(pixels)).isInstanceOf(IllegalArgumentException.class);
  }

  private void expectAt(int width, int height, int fromX, int fromY, int toX, int toY) {
    FloatBuffer planes = sheet.buffer();
    for (int plane = 0; plane < 3; plane++) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          int px = x - toX + fromX;
          int py = y - toY + fromY;
          boolean inside = x >= toX && y >= toY && px < 13 && py < 7;
          int expected = inside ? image.pixels()[3 * (py * 13 + px) + 2 - plane] & 0xFF : 0;
          assertThat(planes.get((plane * height + y) * width + x)).isEqualTo(expected);
        }
      }
    }
  }

  private static RgbImage noise(int width, int height) {
    byte[] pixels = new byte[width * height * 3];
    new Random(5).nextBytes(pixels);
    return new RgbImage(width, height, pixels);
  }
}
