package org.agegender.vision;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.agegender.core.RgbImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureDecoderTest {

  private final PictureDecoder decoder = new PictureDecoder();

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png", "bmp", "gif", "tiff"})
  void coloursComeOutRedFirst(String format) throws IOException {
    RgbImage image = decode(TestPictures.redAndBlue(format));
    assertThat(image.width()).isEqualTo(64);
    assertThat(image.height()).isEqualTo(48);
    assertColour(image, 10, 20, 0xFF0000);
    assertColour(image, 50, 20, 0x0000FF);
  }

  @Test
  void readsWebP() throws IOException {
    RgbImage image = decode(TestPictures.webp(40, 20));
    assertThat(image.width()).isEqualTo(40);
    assertThat(image.height()).isEqualTo(20);
    assertColour(image, 10, 10, 0xFF0000);
  }

  @ParameterizedTest
  @CsvSource({"jpeg,10", "png,10", "png,11", "tiff,11"})
  void greyBecomesColour(String format, int type) throws IOException {
    // 10 is 8-bit grey, 11 is 16-bit grey.
    BufferedImage grey = new BufferedImage(16, 16, type);
    grey.getRaster().setSamples(0, 0, 16, 16, 0, filled(256, type == 11 ? 0x8080 : 0x80));
    assertColour(decode(TestPictures.encode(grey, format)), 8, 8, 0x808080);
  }

  @Test
  void alphaIsLeftOut() throws IOException {
    BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_INT_ARGB);
    for (int i = 0; i < 16; i++) {
      image.setRGB(i % 4, i / 4, 0x40123456);
    }
    assertColour(decode(TestPictures.encode(image, "png")), 2, 2, 0x123456);
  }

  @Test
  void cmykBecomesColour() throws IOException {
    RgbImage image = decode(TestPictures.cmykJpeg(0, 255, 255, 0));
    assertThat(image.width()).isEqualTo(32);
    assertColour(image, 16, 16, 0xFF0000);
    assertColour(decode(TestPictures.cmykJpeg(255, 0, 0, 0)), 16, 16, 0x00FFFF);
    assertColour(decode(TestPictures.cmykJpeg(0, 0, 255, 127)), 16, 16, 0x808000);
  }

  /** Quarters of red, green, blue and white, from left to right and from top to bottom. */
  @ParameterizedTest
  @CsvSource({
    "1, RGBW", "2, GRWB", "3, WBGR", "4, BWRG", "5, RBGW", "6, BRWG", "7, WGBR", "8, GWRB",
  })
  void exifTurnsAreApplied(int orientation, String expected) throws IOException {
    byte[] stored = TestPictures.encode(TestPictures.quarters(64, 48), "jpeg");
    RgbImage image = decode(TestPictures.withOrientation(stored, orientation));
    assertThat(image.width()).isEqualTo(orientation <= 4 ? 64 : 48);
    assertThat(image.height()).isEqualTo(orientation <= 4 ? 48 : 64);
    for (int i = 0; i < 4; i++) {
      int x = (2 * (i % 2) + 1) * image.width() / 4;
      int y = (2 * (i / 2) + 1) * image.height() / 4;
      assertColour(image, x, y, TestPictures.QUARTERS.get(expected.charAt(i)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png", "bmp", "tiff"})
  void cutShortIsRefused(String format) throws IOException {
    byte[] whole = TestPictures.noise(format);
    for (int length : new int[] {1, 3, 11, 25, 60, whole.length / 2}) {
      assertThatThrownBy(() -> decoder.decode(Arrays.copyOf(whole, length)))
          .as(format + " cut to " + length)
          .isInstanceOf(UnreadablePictureException.class)
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  void emptyAndZeroSizeAreRefused() throws IOException {
    assertRefused(new byte[0], "the file is empty");
    byte[] png = TestPictures.redAndBlue("png");
    assertRefused(TestPictures.pngClaiming(png, 0, 10), "at least one pixel, found 0x10");
    byte[] gif = TestPictures.redAndBlue("gif");
    gif[6] = 0;
    gif[7] = 0;
    assertRefused(gif, "at least one pixel, found 0x48");
  }

  @Test
  void sizesBeyondTheLimitAreRefusedByTheirHeaderAlone() throws IOException {
    byte[] png = TestPictures.redAndBlue("png");
    assertRefused(
        TestPictures.pngClaiming(png, 10_001, 10_000),
        "the picture is 10001x10000 pixels, the limit is 100000000 in all");
    assertRefused(TestPictures.pngClaiming(png, -1, -1), "4294967295x4294967295 pixels");
    byte[] bmp = TestPictures.redAndBlue("bmp");
    ByteBuffer.wrap(bmp).putInt(18, 0x00_00_00_70).putInt(22, 0x00_00_00_F0);
    assertRefused(bmp, "1879048192x268435456 pixels");
    byte[] jpeg = TestPictures.redAndBlue("jpeg");
    int frame = indexOf(jpeg, 0xFF, 0xC0);
    ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) 65_500).putShort(frame + 7, (short) 65_500);
    assertRefused(jpeg, "65500x65500 pixels");
    assertRefused(TestPictures.webp(101, 99), new PictureLimits(9_998, 10_000), "101x99 pixels");
    assertRefused(
        TestPictures.redAndBlue("gif"), new PictureLimits(64 * 48 - 1, 10_000), "64x48 pixels");
    byte[] tiff = TestPictures.redAndBlue("tiff");
    assertRefused(tiff, new PictureLimits(64 * 48 - 1, 100_000), "64x48 pixels");
    assertThat(decoder(new PictureLimits(64 * 48, 100_000), tiff).width()).isEqualTo(64);
  }

  /** The library would take memory for as long a chunk as is announced. */
  @ParameterizedTest
  @ValueSource(strings = {"IHDR", "IDAT", "IEND"})
  void aChunkOfAPngThatIsLongerThanTheFileIsRefused(String name) throws IOException {
    byte[] png = TestPictures.redAndBlue("png");
    int at = new String(png, ISO_8859_1).indexOf(name) - 4;
    for (int length : new int[] {png.length, Integer.MAX_VALUE, -1}) {
      byte[] claiming = png.clone();
      ByteBuffer.wrap(claiming).putInt(at, length);
      assertRefused(claiming, "the PNG (64x48) is damaged or cut short");
    }
  }

  @Test
  void manyPackedTextsInAPngAreRefused() throws IOException {
    byte[] png = TestPictures.redAndBlue("png");
    try (Picture picture = decoder.decode(TestPictures.pngWithTexts(png, 20))) {
      assertThat(picture.width()).isEqualTo(64);
    }
    assertRefused(TestPictures.pngWithTexts(png, 21), "more than 20 packed texts or profiles");
  }

  /** A scan without data costs the sender a dozen bytes and the decoder the whole picture. */
  @Test
  void aJpegOfManyScansIsRefused() throws IOException {
    byte[] jpeg = TestPictures.redAndBlue("jpeg");
    int scan = indexOf(jpeg, 0xFF, 0xDA);
    int header = 2 + ByteBuffer.wrap(jpeg).getShort(scan + 2);
    ByteArrayOutputStream many = new ByteArrayOutputStream();
    many.write(jpeg, 0, scan);
    for (int i = 0; i < 100; i++) {
      many.write(jpeg, scan, header);
    }
    many.write(jpeg, scan, jpeg.length - scan);
    assertRefused(many.toByteArray(), "the JPEG (64x48) has more than 100 scans");
  }

  /** What the decoder takes for no marker it looks into, and finds the frame that it decodes. */
  @ParameterizedTest
  @ValueSource(ints = {0x00, 0x02, 0xBF})
  void aFrameOfAJpegHiddenBehindNoMarkerIsRefused(int code) throws IOException {
    byte[] jpeg = TestPictures.redAndBlue("jpeg");
    int frame = indexOf(jpeg, 0xFF, 0xC0);
    int length = 2 + ByteBuffer.wrap(jpeg).getShort(frame + 2);
    ByteBuffer hiding = ByteBuffer.allocate(jpeg.length + 4 + length);
    hiding.put(jpeg, 0, 2).put((byte) 0xFF).put((byte) code).putShort((short) (2 + length));
    int hidden = hiding.position();
    hiding.put(jpeg, frame, length).put(jpeg, 2, jpeg.length - 2);
    hiding.putShort(hidden + 5, (short) 32_000).putShort(hidden + 7, (short) 32_000);
    assertRefused(hiding.array(), "the JPEG is damaged: no marker at byte 2");
  }

  @Test
  void scansHiddenBehindNoMarkerAreCounted() throws IOException {
    byte[] jpeg = TestPictures.redAndBlue("jpeg");
    int scan = indexOf(jpeg, 0xFF, 0xDA);
    int header = 2 + ByteBuffer.wrap(jpeg).getShort(scan + 2);
    ByteBuffer hiding = ByteBuffer.allocate(jpeg.length + 4 + 100 * header);
    hiding.put(jpeg, 0, scan).putShort((short) 0xFF02).putShort((short) (2 + 100 * header));
    for (int i = 0; i < 100; i++) {
      hiding.put(jpeg, scan, header);
    }
    hiding.put(jpeg, scan, jpeg.length - scan);
    assertRefused(hiding.array(), "the JPEG (64x48) has more than 100 scans");
  }

  @Test
  void aThumbnailWithinAJpegIsNoScan() throws IOException {
    byte[] jpeg = TestPictures.redAndBlue("jpeg");
    ByteArrayOutputStream withThumbnails = new ByteArrayOutputStream();
    withThumbnails.write(jpeg, 0, 2);
    for (int i = 0; i < 120; i++) {
      withThumbnails.writeBytes(new byte[] {-1, (byte) 0xED, 0, 2 + 4, -1, (byte) 0xDA, 0, 2});
    }
    withThumbnails.write(jpeg, 2, jpeg.length - 2);
    try (Picture picture = decoder.decode(withThumbnails.toByteArray())) {
      assertThat(picture.width()).isEqualTo(64);
    }
  }

  /** The decoder takes the first of two entries. */
  @ParameterizedTest
  @ValueSource(ints = {256, 257, 322, 323})
  void aTiffThatTellsASizeTwiceIsRefused(int tag) throws IOException {
    byte[] tiff = TestPictures.redAndBlue("tiff");
    ByteOrder order = tiff[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    ByteBuffer out = ByteBuffer.wrap(tiff).order(order);
    int directory = out.getInt(4);
    int behind = directory + 2 + 12 * out.getShort(directory);
    for (int entry = behind - 24; entry < behind; entry += 12) {
      out.putShort(entry, (short) tag).putShort(entry + 2, (short) 3).putInt(entry + 4, 1);
      out.putShort(entry + 8, (short) 16);
    }
    assertRefused(tiff, "the TIFF is damaged: it tells the size " + tag + " twice");
  }

  @Test
  void filesBeyondTheLimitAreNotRead(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("a.png"), TestPictures.redAndBlue("png"));
    PictureDecoder strict = new PictureDecoder(new PictureLimits(1_000_000, 100));
    assertThatThrownBy(() -> strict.decode(file))
        .isInstanceOf(UnreadablePictureException.class)
        .hasMessageStartingWith(file + ": the file has ")
        .hasMessageEndingWith("bytes, the limit is 100");
  }

  @Test
  void contentDecidesNotTheName(@TempDir Path folder) throws IOException {
    Path png = Files.write(folder.resolve("a.jpg"), TestPictures.redAndBlue("png"));
    try (Picture picture = decoder.decode(png)) {
      assertThat(picture.width()).isEqualTo(64);
    }
    Path text = Files.writeString(folder.resolve("b.jpg"), "no picture at all");
    assertThatThrownBy(() -> decoder.decode(text))
        .hasMessageStartingWith(text + ": the content is no picture that can be read here");
  }

  @ParameterizedTest
  @ValueSource(strings = {"heic", "mif1", "avif"})
  void picturesOfPhonesInHeicAreRefusedByName(String brand) {
    byte[] encoded = ("\0\0\0\30ftyp" + brand + "\0\0\0\0mif1heic").getBytes(ISO_8859_1);
    assertRefused(encoded, "HEIC or AVIF");
  }

  @Test
  void aRefusalTellsItsReason() throws IOException {
    assertThat(reason("hello".getBytes(ISO_8859_1), PictureLimits.DEFAULT))
        .isEqualTo(UnreadablePictureException.Reason.UNKNOWN_FORMAT);
    byte[] png = TestPictures.redAndBlue("png");
    assertThat(reason(png, PictureLimits.DEFAULT.withMaxPixels(10)))
        .isEqualTo(UnreadablePictureException.Reason.TOO_LARGE);
    assertThat(reason(png, new PictureLimits(1_000_000, 10)))
        .isEqualTo(UnreadablePictureException.Reason.TOO_LARGE);
    assertThat(reason(Arrays.copyOf(png, 60), PictureLimits.DEFAULT))
        .isEqualTo(UnreadablePictureException.Reason.DAMAGED);
  }

  private static UnreadablePictureException.Reason reason(byte[] encoded, PictureLimits limits) {
    return catchThrowableOfType(
            UnreadablePictureException.class, () -> new PictureDecoder(limits).decode(encoded))
        .reason();
  }

  @Test
  void whatIsNoFileIsNamed(@TempDir Path folder) {
    assertThatThrownBy(() -> decoder.decode(folder.resolve("none.jpg")))
        .isInstanceOf(UnreadablePictureException.class)
        .hasMessageContaining("none.jpg: there is no such file");
    assertThatThrownBy(() -> decoder.decode(folder))
        .isInstanceOf(UnreadablePictureException.class)
        .hasMessageContaining("not a regular file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png", "bmp", "gif", "tiff"})
  void bitRotIsDecodedOrRefused(String format) throws IOException {
    byte[] whole = TestPictures.noise(format);
    Random random = new Random(4);
    PictureLimits limits = new PictureLimits(1_000_000, 1_000_000);
    for (int round = 0; round < 100; round++) {
      byte[] rotten = whole.clone();
      for (int i = 0; i < 3; i++) {
        int span = round % 2 == 0 ? rotten.length : Math.min(rotten.length, 200);
        rotten[random.nextInt(span)] ^= (byte) (1 << random.nextInt(8));
      }
      try {
        RgbImage image = decoder(limits, rotten);
        assertThat((long) image.width() * image.height()).isLessThanOrEqualTo(1_000_000);
      } catch (UnreadablePictureException e) {
        assertThat(e).hasMessageNotContaining("\n");
      }
    }
  }

  private RgbImage decode(byte[] encoded) throws IOException {
    return decoder(PictureLimits.DEFAULT, encoded);
  }

  private static RgbImage decoder(PictureLimits limits, byte[] encoded) throws IOException {
    try (Picture picture = new PictureDecoder(limits).decode(encoded)) {
      return picture.toRgb();
    }
  }

  private static void assertRefused(byte[] encoded, String message) {
    assertRefused(encoded, PictureLimits.DEFAULT, message);
  }

  private static void assertRefused(byte[] encoded, PictureLimits limits, String message) {
    assertThatThrownBy(() -> new PictureDecoder(limits).decode(encoded))
        .isInstanceOf(UnreadablePictureException.class)
        .hasMessageContaining(message);
  }

  private static void assertColour(RgbImage image, int x, int y, int expected) {
    int found = TestPictures.rgb(image, x, y);
    for (int shift = 0; shift <= 16; shift += 8) {
      assertThat(Math.abs((found >> shift & 0xFF) - (expected >> shift & 0xFF)))
          .as("pixel %d,%d is %06x, expected %06x", x, y, found, expected)
          .isLessThanOrEqualTo(3);
    }
  }

  private static int[] filled(int length, int value) {
    int[] values = new int[length];
    Arrays.fill(values, value);
    return values;
  }

  private static int indexOf(byte[] bytes, int first, int second) {
    for (int i = 0; i < bytes.length - 1; i++) {
      if ((bytes[i] & 0xFF) == first && (bytes[i + 1] & 0xFF) == second) {
        return i;
      }
    }
    throw new IllegalArgumentException("not found");
  }
}
