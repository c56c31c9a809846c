package org.agegender.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AnalyzeTest {

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void theBytesOfAPictureGiveOneObjectAsPredictPrintsIt() throws Exception {
    Answer answer = server.analyze(TestPictures.face());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text())
        .isEqualTo(
            "{\"image\":\"picture\",\"faces\":[{\"box\":[0, 0, 64, 64],\"score\":0.9,"
                + "\"age\":{\"years\":40.0,\"low\":40,\"high\":40},"
                + "\"gender\":{\"label\":\"female\",\"probability\":0.921569}}]}");
  }

  @Test
  void theClientNamesThePicture() throws Exception {
    Answer answer =
        server.post("/v1/analyze?name=me%20%22%C3%A4%22", "image/png", TestPictures.face());

    assertThat(answer.json().get("image").asText()).isEqualTo("me \"ä\"");
  }

  @Test
  void fullGivesLandmarksAndDistributions() throws Exception {
    JsonNode face =
        server
            .post("/v1/analyze?full=true", "application/octet-stream", TestPictures.face())
            .json()
            .at("/faces/0");

    assertThat(face.at("/landmarks/left_eye/0").asDouble()).isEqualTo(19.2);
    assertThat(face.at("/age/distribution").size()).isEqualTo(101);
    assertThat(face.at("/age/distribution/40").asDouble()).isEqualTo(1);
    assertThat(face.at("/gender/distribution/male").asDouble()).isEqualTo(0.078431);
  }

  @Test
  void aPictureWithoutAFaceIsNoError() throws Exception {
    Answer answer = server.analyze(TestPictures.plain("png", 64, 64, 0));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().get("faces")).isEmpty();
  }

  @Test
  void aMultipartBodyGivesAListInItsOrder() throws Exception {
    byte[] body =
        multipart(
            part("a", "one.png", TestPictures.face()),
            part("a", "two.png", TestPictures.plain("png", 32, 32, 0)),
            part("b", "three.png", TestPictures.plain("png", 16, 16, 0x5AFF00)));

    Answer answer = server.post("/v1/analyze", TYPE, body);

    JsonNode pictures = answer.json().get("pictures");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(pictures.findValuesAsText("image"))
        .containsExactly("one.png", "two.png", "three.png");
    assertThat(pictures.at("/0/faces/0/age/years").asDouble()).isEqualTo(40);
    assertThat(pictures.at("/1/faces")).isEmpty();
    assertThat(pictures.at("/2/faces/0/gender/label").asText()).isEqualTo("male");
  }

  @Test
  void aBadPictureOfAListDoesNotSpoilTheOthers() throws Exception {
    byte[] body =
        multipart(
            part("a", "bad.png", "nothing".getBytes(StandardCharsets.UTF_8)),
            part("a", "good.png", TestPictures.face()));

    Answer answer = server.post("/v1/analyze", TYPE, body);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().at("/pictures/0/error").asText()).contains("no picture");
    assertThat(answer.json().at("/pictures/1/faces/0/age/years").asDouble()).isEqualTo(40);
  }

  @Test
  void ifNoneCanBeReadTheRequestIsRefused() throws Exception {
    byte[] body =
        multipart(
            part("a", "a.png", "nothing".getBytes(StandardCharsets.UTF_8)),
            part("a", "b.png", "nothing".getBytes(StandardCharsets.UTF_8)));

    Answer answer = server.post("/v1/analyze", TYPE, body);

    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.error()).isEqualTo("none of the 2 pictures can be read");
    assertThat(answer.json().get("pictures")).hasSize(2);
  }

  @Test
  void facesBeyondTheGreatestNumberAreCounted() throws Exception {
    AnalysisOptions few =
        new AnalysisOptions(
            TestServer.ANALYSIS.pictures().withMaxFaces(3),
            1,
            1,
            32,
            TestServer.ANALYSIS.batching());
    try (TestServer limited =
        new TestServer(TestServer.options(Access.OPEN, HttpLimits.DEFAULT, few))) {
      Answer answer = limited.analyze(TestPictures.plain("png", 64, 64, 0x281404));

      assertThat(answer.json().get("faces")).hasSize(3);
      assertThat(answer.json().get("faces_left_out").asInt()).isEqualTo(2);
    }
  }

  @Test
  void thePageLearnsOfTheModelAndTheLimits() throws Exception {
    JsonNode about = server.get("/v1/model").json();

    assertThat(about.get("data_set").asText()).isEqualTo("drawn");
    assertThat(about.get("detector").asText()).isEqualTo("bright");
    assertThat(about.at("/calibration/data_set").asText()).isEqualTo("drawn");
    assertThat(about.at("/calibration/part").asText()).isEqualTo("val");
    assertThat(about.at("/calibration/faces").asInt()).isEqualTo(120);
    assertThat(about.at("/metrics/val_age_mae").asDouble()).isEqualTo(5.5);
    assertThat(about.at("/limits/picture_pixels").asLong()).isEqualTo(100_000_000);
  }

  static final String TYPE = "multipart/form-data; boundary=XXXX";

  static byte[] part(String field, String name, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(
        ("Content-Disposition: form-data; name=\""
                + field
                + "\"; filename=\""
                + name
                + "\"\r\nContent-Type: image/png\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    out.writeBytes(content);
    return out.toByteArray();
  }

  static byte[] multipart(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes("--XXXX\r\n".getBytes(StandardCharsets.UTF_8));
      out.writeBytes(part);
      out.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }
    out.writeBytes("--XXXX--\r\n".getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }
}
