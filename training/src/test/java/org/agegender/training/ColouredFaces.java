package org.agegender.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.agegender.core.RgbImage;
import org.agegender.dataset.Subset;
import org.agegender.vision.Picture;

/** Prepared sets of coloured squares: the redder the older, the bluer the likelier male. */
public final class ColouredFaces {

  private ColouredFaces() {}

  /** Writes a set with so many pictures in its training part and a third of it in each other. */
  public static Path write(Path folder, int training, int side) throws IOException {
    Files.createDirectories(folder.resolve("crop"));
    Random random = new Random(7);
    int number = 0;
    for (Subset subset : Subset.values()) {
      StringBuilder csv = new StringBuilder("filename,age,gender,source,identity,group\n");
      int count = subset == Subset.TRAIN ? training : training / 3;
      for (int i = 0; i < count; i++) {
        int age = random.nextInt(101);
        int gender = random.nextInt(2);
        String name = "crop/%05d.jpg".formatted(number++);
        Files.write(folder.resolve(name), jpeg(side, age, gender, random));
        csv.append("%s,%d,%d,squares,,\n".formatted(name, age, gender));
      }
      Files.writeString(folder.resolve(subset.csvName()), csv);
    }
    return folder;
  }

  private static byte[] jpeg(int side, int age, int gender, Random random) throws IOException {
    byte[] pixels = new byte[side * side * 3];
    for (int i = 0; i < pixels.length; i += 3) {
      pixels[i] = (byte) (40 + 2 * age + random.nextInt(8));
      pixels[i + 1] = (byte) (80 + random.nextInt(8));
      pixels[i + 2] = (byte) (60 + 120 * gender + random.nextInt(8));
    }
    try (Picture picture = Picture.of(new RgbImage(side, side, pixels))) {
      return picture.toJpeg(95);
    }
  }
}
