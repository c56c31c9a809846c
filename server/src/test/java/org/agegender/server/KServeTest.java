package org.agegender.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KServeTest {

  private static final String INFER = "/v2/models/agegender/infer";
  private static final String JSON = "application/json";

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
  void theServerAndTheModelDescribeThemselves() throws Exception {
    assertThat(server.get("/v2").json().get("extensions").get(0).asText())
        .isEqualTo("binary_tensor_data");
    JsonNode model = server.get("/v2/models/agegender").json();
    assertThat(model.at("/inputs/0").toString())
        .isEqualTo("{\"name\":\"image\",\"datatype\":\"UINT8\",\"shape\":[-1,-1,-1,3]}");
    assertThat(model.get("outputs").findValuesAsText("name"))
        .containsExactly("age", "age_class", "age_prob", "gender_class", "gender_prob");
    assertThat(server.get("/v2/health/live").json().get("live").asBoolean()).isTrue();
    assertThat(server.get("/v2/health/ready").json().get("ready").asBoolean()).isTrue();
    assertThat(server.get("/v2/models/agegender/ready").json().get("ready").asBoolean()).isTrue();
    assertThat(server.get("/v2/models/other").status()).isEqualTo(404);
  }

  @Test
  void jsonTensorsArePredicted() throws Exception {
    Answer answer =
        server.post(
            INFER,
            JSON,
            """
            {"id": "7", "inputs": [{"name": "image", "shape": [2, 1, 1, 3], "datatype": "UINT8",
             "data": [[[[40, 255, 0]]], [[[60, 0, 0]]]]}],
             "outputs": [{"name": "age"}, {"name": "gender_class"}]}""");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json())
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"model_name": "agegender", "id": "7", "outputs": [
                     {"name": "age", "datatype": "FP32", "shape": [2], "data": [40.0, 60.0]},
                     {"name": "gender_class", "datatype": "INT64", "shape": [2], "data": [1, 0]}]}"""));
  }

  @Test
  void rawTensorsArePredicted() throws Exception {
    byte[] json =
        """
        {"inputs": [{"name": "image", "shape": [1, 2, 2, 3], "datatype": "UINT8",
         "parameters": {"binary_data_size": 12}}],
         "outputs": [{"name": "age", "parameters": {"binary_data": true}}]}"""
            .getBytes(StandardCharsets.UTF_8);
    byte[] body = Arrays.copyOf(json, json.length + 12);
    Arrays.fill(body, json.length, body.length, (byte) 33);

    Answer answer =
        server.post(
            INFER,
            "application/octet-stream",
            body,
            InferHandler.JSON_LENGTH,
            Integer.toString(json.length));

    int length = Integer.parseInt(answer.header(InferHandler.JSON_LENGTH));
    assertThat(answer.header("Content-Type")).startsWith("application/octet-stream");
    assertThat(ByteBuffer.wrap(answer.body(), length, 4).order(ByteOrder.LITTLE_ENDIAN).getFloat())
        .isEqualTo(33f);
    assertThat(answer.body()).hasSize(length + 4);
  }

  @Test
  void tensorsAndPhotographsShareTheBatcher() throws Exception {
    int before = server.network.batches().size();
    server.post(INFER, JSON, tensor("[1,1,1,3]", "[1,2,3]"));
    server.analyze(TestPictures.face());
    assertThat(server.network.batches()).hasSize(before + 2);
    assertThat(server.get("/metrics").text()).contains("agegender_batch_size_count");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [1,1,1,3]   | [1,2]         | 400
          [1,1,1,4]   | [1,2,3,4]     | 400
          [1,1,1,3]   | [1,2,300]     | 400
          [2000,1,1,3]| [1]           | 400
          [1,1,1,3]   | [[1,2],3]     | 400
          [1,1,1,3]   | [1,2,3        | 400
          """)
  void wrongTensorsAreRefusedAndTheNextRequestIsServed(String shape, String data, int status)
      throws Exception {
    Answer answer = server.post(INFER, JSON, tensor(shape, data));

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.error()).isNotBlank();
    assertThat(server.servesTheNextRequest()).isTrue();
  }

  @Test
  void otherTypesAreRefused() throws Exception {
    assertThat(server.post(INFER, "text/plain", "{}").status()).isEqualTo(415);
    assertThat(server.post(INFER, "application/octet-stream", "{}").status()).isEqualTo(415);
    assertThat(server.post(INFER, JSON, "{}", InferHandler.JSON_LENGTH, "-1").status())
        .isEqualTo(400);
    assertThat(server.post(INFER, JSON, "{}", InferHandler.JSON_LENGTH, "3").status())
        .isEqualTo(400);
  }

  static String tensor(String shape, String data) {
    return "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"UINT8\",\"shape\":"
        + shape
        + ",\"data\":"
        + data
        + "}]}";
  }
}
