package org.agegender.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.agegender.vision.PictureLimits;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each is answered with its status and one line, and the next request is served. */
class BadPictureTest {

  private static TestServer server;

  @BeforeAll
  static void start() {
    AnalysisOptions analysis =
        new AnalysisOptions(
            TestServer.ANALYSIS.pictures().withLimits(new PictureLimits(10_000_000, 1 << 20)),
            2,
            4,
            32,
            TestServer.ANALYSIS.batching());
    server = new TestServer(TestServer.options(Access.OPEN, HttpLimits.DEFAULT, analysis));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void theNextRequestIsServed() throws Exception {
    assertThat(server.servesTheNextRequest()).isTrue();
  }

  private static void refused(int status, String words, byte[] picture) throws Exception {
    Answer alone = server.analyze(picture);
    assertThat(alone.status()).isEqualTo(status);
    assertThat(alone.error()).contains(words);
    Answer multipart =
        server.post(
            "/v1/analyze",
            AnalyzeTest.TYPE,
            AnalyzeTest.multipart(AnalyzeTest.part("picture", "x.png", picture)));
    assertThat(multipart.status()).isEqualTo(status);
    assertThat(multipart.error()).isEqualTo(alone.error());
  }

  @Test
  void aPictureBombIsRefusedByItsHeader() throws Exception {
    byte[] bomb = TestPictures.bomb(40_000, 40_000);
    assertThat(bomb.length).isLessThan(4096);
    refused(413, "40000x40000 pixels, the limit is 10000000", bomb);
  }

  @Test
  void aPictureThatBringsFewerPixelsThanItSaysIsRefused() throws Exception {
    refused(422, "damaged or cut short", TestPictures.bomb(3000, 3000));
  }

  @Test
  void aPictureThatAsksForMoreMemoryThanItHasBytesIsRefused() throws Exception {
    byte[] png = TestPictures.face();
    ByteBuffer.wrap(png).putInt(33, 0x7FFF_FFFF);
    refused(422, "damaged or cut short", png);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "png", "gif", "bmp"})
  void cutShortIsRefused(String format) throws Exception {
    byte[] whole = TestPictures.noise(format);
    refused(422, "", Arrays.copyOf(whole, whole.length / 2));
    refused(422, "", Arrays.copyOf(whole, 20));
  }

  @Test
  void heicIsRefusedByName() throws Exception {
    refused(
        415,
        "HEIC or AVIF, which cannot be read here; save it as JPEG or PNG",
        "\0\0\0\30ftypheic\0\0\0\0mif1heic".getBytes(StandardCharsets.ISO_8859_1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html><img src=x>", "%PDF-1.7", "\u007fELF", "PK\u0003\u0004", " "})
  void whatIsNoPictureIsRefusedWhateverItIsCalled(String content) throws Exception {
    refused(415, "no picture that can be read here", content.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void anEmptyPictureIsRefused() throws Exception {
    refused(422, "the file is empty", new byte[0]);
  }

  @Test
  void aLargeFileIsRefused() throws Exception {
    refused(413, "the limit is 1048576", new byte[(1 << 20) + 1]);
  }

  @Test
  void theContentDecidesNotTheTypeOrName() throws Exception {
    Answer answer = server.post("/v1/analyze", "image/heic", TestPictures.face());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().at("/faces/0/age/years").asDouble()).isEqualTo(40);
  }

  @Test
  void aPolyglotIsThePictureThatItBeginsWith() throws Exception {
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    zip.writeBytes(TestPictures.face());
    try (ZipOutputStream out = new ZipOutputStream(zip)) {
      out.putNextEntry(new ZipEntry("evil.html"));
      out.write("<script>".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(server.analyze(zip.toByteArray()).json().at("/faces/0/age/years").asDouble())
        .isEqualTo(40);
    refused(422, "", "GIF89a/*\1\0\1\0*/=1;alert(1)".getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void ofAnAnimatedGifTheFirstFrameCounts() throws Exception {
    Answer answer = server.analyze(TestPictures.animatedGif(0x3C0000, 0x000000, 0x500000));
    assertThat(answer.json().at("/faces/0/age/years").asDouble()).isEqualTo(60);
  }

  @Test
  void greyAndTransparentAndTinyPicturesAreTaken() throws Exception {
    assertThat(server.analyze(TestPictures.plain("png", 1, 1, 0x0A0A00)).status()).isEqualTo(200);
    assertThat(server.analyze(TestPictures.plain("png", 3000, 1, 0x0A0A00)).status())
        .isEqualTo(200);
  }

  @Test
  void randomBytesBehindEveryHeaderLeaveTheServerStanding() throws Exception {
    Random random = new Random(7);
    for (String format : new String[] {"jpg", "png", "gif", "bmp"}) {
      byte[] whole = TestPictures.noise(format);
      for (int i = 0; i < 25; i++) {
        byte[] damaged = whole.clone();
        for (int j = 0; j < 1 + random.nextInt(20); j++) {
          damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
        }
        assertThat(server.analyze(damaged).status()).isIn(200, 413, 415, 422);
      }
    }
  }
}
