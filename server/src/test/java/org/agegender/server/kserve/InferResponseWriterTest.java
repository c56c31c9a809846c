package org.agegender.server.kserve;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.agegender.core.AgeDistribution;
import org.agegender.core.Prediction;
import org.agegender.core.RgbImage;
import org.junit.jupiter.api.Test;

class InferResponseWriterTest {

  /** 30 and 50 with a quarter and three quarters; male with three quarters. */
  private static Prediction prediction() {
    float[] ages = new float[101];
    ages[30] = 0.25f;
    ages[50] = 0.75f;
    return new Prediction(AgeDistribution.of(ages), 0.75);
  }

  private static InferRequest request(boolean binary, Output... outputs) {
    return new InferRequest(
        Optional.of("a\"b"),
        List.of(new RgbImage(1, 1, new byte[3])),
        Stream.of(outputs)
            .map(output -> new InferRequest.RequestedOutput(output, binary))
            .toList());
  }

  @Test
  void tensorsComeAsJson() {
    InferResponseWriter.Answer answer =
        new InferResponseWriter("m")
            .write(
                request(
                    false, Output.AGE, Output.AGE_CLASS, Output.GENDER_CLASS, Output.GENDER_PROB),
                List.of(prediction(), prediction()));

    assertThat(answer.jsonLength()).isEmpty();
    assertThat(new String(answer.body(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"model_name\":\"m\",\"id\":\"a\\\"b\",\"outputs\":["
                + "{\"name\":\"age\",\"datatype\":\"FP32\",\"shape\":[2],\"data\":[45.0,45.0]},"
                + "{\"name\":\"age_class\",\"datatype\":\"INT64\",\"shape\":[2],\"data\":[50,50]},"
                + "{\"name\":\"gender_class\",\"datatype\":\"INT64\",\"shape\":[2],\"data\":[1,1]},"
                + "{\"name\":\"gender_prob\",\"datatype\":\"FP32\",\"shape\":[2,2],"
                + "\"data\":[0.25,0.75,0.25,0.75]}]}");
  }

  @Test
  void rawTensorsFollowTheJsonLittleEndian() {
    InferResponseWriter.Answer answer =
        new InferResponseWriter("m")
            .write(request(true, Output.AGE_CLASS, Output.AGE_PROB), List.of(prediction()));

    int length = answer.jsonLength().orElseThrow();
    assertThat(new String(answer.body(), 0, length, StandardCharsets.UTF_8))
        .endsWith(
            "{\"name\":\"age_prob\",\"datatype\":\"FP32\",\"shape\":[1,101],"
                + "\"parameters\":{\"binary_data_size\":404}}]}");
    ByteBuffer raw =
        ByteBuffer.wrap(Arrays.copyOfRange(answer.body(), length, answer.body().length))
            .order(ByteOrder.LITTLE_ENDIAN);
    assertThat(raw.remaining()).isEqualTo(8 + 404);
    assertThat(raw.getLong()).isEqualTo(50);
    assertThat(raw.getFloat(8 + 4 * 30)).isEqualTo(0.25f);
    assertThat(raw.getFloat(8 + 4 * 50)).isEqualTo(0.75f);
  }
}
