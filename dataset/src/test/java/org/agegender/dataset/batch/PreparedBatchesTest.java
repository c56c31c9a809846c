package org.agegender.dataset.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agegender.core.InvalidInputException;
import org.agegender.core.RgbImage;
import org.agegender.dataset.PreparedSet;
import org.agegender.dataset.Subset;
import org.agegender.vision.NetworkInput;
import org.agegender.vision.Picture;
import org.agegender.vision.PictureDecoder;
import org.agegender.vision.PictureLimits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PreparedBatchesTest {

  private static final int PICTURES = 5;
  private static final int SIDE = 16;

  @TempDir Path folder;

  @BeforeEach
  void prepare() throws IOException {
    Files.createDirectory(folder.resolve("crop"));
    StringBuilder csv = new StringBuilder("filename,age,gender\n");
    for (int i = 0; i < PICTURES; i++) {
      try (Picture picture = Picture.of(DrawnFaces.picture(i, 40 + i))) {
        Files.write(folder.resolve("crop/" + i + ".jpg"), picture.toJpeg(95));
      }
      csv.append("crop/%d.jpg,%d,%d\n".formatted(i, 20 + i, i % 2));
    }
    Files.writeString(folder.resolve("val.csv"), csv);
  }

  @Test
  void picturesAreResizedAsTheNetworkSeesThem() throws IOException {
    try (BatchLoader loader = open(PictureLimits.DEFAULT);
        Epoch epoch = loader.epoch(0, 0)) {
      assertThat(loader.samples()).isEqualTo(PICTURES);
      assertThat(loader.batchesPerEpoch()).isEqualTo(2);
      int sample = 0;
      while (epoch.hasNext()) {
        try (Batch batch = epoch.next()) {
          for (int i = 0; i < batch.size(); i++, sample++) {
            byte[] pixels = new byte[SIDE * SIDE * 3];
            batch.pixels().get(pixels);
            assertThat(new RgbImage(SIDE, SIDE, pixels)).isEqualTo(resized(sample));
            assertThat(batch.ages()[i]).isEqualTo(20 + sample);
            assertThat(batch.genders()[i]).isEqualTo(sample % 2);
          }
        }
      }
      assertThat(sample).isEqualTo(PICTURES);
    }
  }

  @Test
  void aDamagedPictureIsNamedOnOneLine() throws IOException {
    byte[] whole = Files.readAllBytes(folder.resolve("crop/4.jpg"));
    Files.write(folder.resolve("crop/4.jpg"), java.util.Arrays.copyOf(whole, 300));
    try (BatchLoader loader = open(PictureLimits.DEFAULT);
        Epoch epoch = loader.epoch(0, 0)) {
      epoch.next().close();
      assertThatThrownBy(epoch::next)
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining(folder.resolve("crop/4.jpg").toString())
          .hasMessageEndingWith("; restore the file or prepare the set again")
          .message()
          .hasLineCount(1);
    }
  }

  @Test
  void aPictureThatVanishedIsNamed() throws IOException {
    try (BatchLoader loader = open(PictureLimits.DEFAULT)) {
      Files.delete(folder.resolve("crop/1.jpg"));
      try (Epoch epoch = loader.epoch(0, 0)) {
        assertThatThrownBy(epoch::next)
            .isInstanceOf(InvalidInputException.class)
            .hasMessageContaining("crop/1.jpg: there is no such file");
      }
    }
  }

  @Test
  void theLimitOnPicturesHolds() throws IOException {
    // The largest picture has 44 * 44 = 1936 pixels.
    try (BatchLoader loader = open(PictureLimits.DEFAULT.withMaxPixels(1935));
        Epoch epoch = loader.epoch(0, 0)) {
      epoch.next().close();
      assertThatThrownBy(epoch::next)
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("crop/4.jpg");
    }
  }

  private BatchLoader open(PictureLimits limits) throws IOException {
    return BatchLoader.open(
        PreparedSet.open(folder),
        Subset.VAL,
        limits,
        BatchOptions.evaluation(4, SIDE).cacheBytes(1 << 20).build());
  }

  private RgbImage resized(int sample) throws IOException {
    try (Picture picture = new PictureDecoder().decode(folder.resolve("crop/" + sample + ".jpg"))) {
      return NetworkInput.resize(picture.toRgb(), SIDE, SIDE);
    }
  }
}
