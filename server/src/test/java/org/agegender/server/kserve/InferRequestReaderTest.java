package org.agegender.server.kserve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import org.agegender.core.InvalidInputException;
import org.agegender.core.RgbImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InferRequestReaderTest {

  private static final int MAX_FACES = 4;

  private static InferRequest read(String json) {
    return read(json, OptionalInt.empty());
  }

  private static InferRequest read(String body, OptionalInt jsonLength) {
    return new InferRequestReader(MAX_FACES)
        .read(body.getBytes(StandardCharsets.ISO_8859_1), jsonLength);
  }

  private static String request(String shape, String data) {
    return "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"UINT8\",\"shape\":"
        + shape
        + ",\"data\":"
        + data
        + "}]}";
  }

  @Test
  void flatNumbersAreFacesRowByRow() {
    InferRequest request =
        read(
            request("[2,1,2,3]", "[1,2,3,4,5,6,7,8,9,10,11,255]")
                .replace("{\"inputs", "{\"id\":\"x\",\"inputs"));

    assertThat(request.id()).contains("x");
    assertThat(request.faces())
        .containsExactly(
            new RgbImage(2, 1, new byte[] {1, 2, 3, 4, 5, 6}),
            new RgbImage(2, 1, new byte[] {7, 8, 9, 10, 11, -1}));
    assertThat(request.outputs())
        .extracting(requested -> requested.output().tensor())
        .containsExactly("age", "age_class", "age_prob", "gender_class", "gender_prob");
    assertThat(request.outputs()).noneMatch(InferRequest.RequestedOutput::binary);
  }

  @Test
  void nestedNumbersAreTheSame() {
    assertThat(read(request("[2,1,2,3]", "[[[[1,2,3],[4,5,6]]],[[[7,8,9],[10,11,255]]]]")).faces())
        .isEqualTo(read(request("[2,1,2,3]", "[1,2,3,4,5,6,7,8,9,10,11,255]")).faces());
  }

  @Test
  void theShapeMayComeAfterTheNumbers() {
    assertThat(
            read("{\"inputs\":[{\"data\":[1,2,3],\"shape\":[1,1,1,3],\"datatype\":\"UINT8\",\"name\":\"image\"}]}")
                .faces())
        .containsExactly(new RgbImage(1, 1, new byte[] {1, 2, 3}));
  }

  @Test
  void rawBytesFollowTheJson() {
    String json =
        "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"UINT8\",\"shape\":[1,1,2,3],"
            + "\"parameters\":{\"binary_data_size\":6}}],\"parameters\":{\"binary_data_output\":true},"
            + "\"outputs\":[{\"name\":\"age\",\"parameters\":{\"binary_data\":false}},{\"name\":\"gender_prob\"}]}";

    InferRequest request = read(json + "\1\2\3\4\5\6", OptionalInt.of(json.length()));

    assertThat(request.faces()).containsExactly(new RgbImage(2, 1, new byte[] {1, 2, 3, 4, 5, 6}));
    assertThat(request.outputs())
        .isEqualTo(
            List.of(
                new InferRequest.RequestedOutput(Output.AGE, false),
                new InferRequest.RequestedOutput(Output.GENDER_PROB, true)));
  }

  @Test
  void rawBytesOfSeveralFacesAreTakenApart() {
    String json =
        "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"UINT8\",\"shape\":[2,1,1,3],"
            + "\"parameters\":{\"binary_data_size\":6}}]}";

    assertThat(read(json + "\1\2\3\4\5\6", OptionalInt.of(json.length())).faces())
        .containsExactly(
            new RgbImage(1, 1, new byte[] {1, 2, 3}), new RgbImage(1, 1, new byte[] {4, 5, 6}));
  }

  @Test
  void whatTheProtocolLetsServersPassOverIsPassedOver() {
    assertThat(
            read(request("[1,1,1,3]", "[1,2,3]")
                    .replace("{\"name", "{\"parameters\":{\"x\":{\"y\":[1]}},\"name")
                    .replace("{\"inputs", "{\"parameters\":{\"sequence_id\":5},\"inputs"))
                .faces())
        .hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [1,1,1,4]         | [1,2,3,4]         | 'shape' must be [N, height, width, 3]
          [1,1,3]           | [1,2,3]           | 'shape' must be [N, height, width, 3]
          [0,1,1,3]         | [1]               | 'shape' must be [N, height, width, 3]
          [5,1,1,3]         | [1]               | N from 1 to 4
          [1,-1,1,3]        | [1]               | 'shape' must be [N, height, width, 3]
          [1,9000,9000,3]   | [1]               | sides from 1 to 8192
          [1,1,1.0,3]       | [1,2,3]           | 'shape' must be a whole number
          [1,1,"1",3]       | [1,2,3]           | 'shape' must be a whole number
          [1,1,99999999999999999999,3] | [1]    | too large
          [1,1,1,3,1,1,1,1,1] | [1]             | 4 dimensions
          5                 | [1]               | 'shape' must be a list
          [1,1,1,3]         | [1,2]             | the 3 numbers of the shape [1, 1, 1, 3]
          [1,1,1,3]         | [1,2,3,4]         | found 4
          [1,1,1,3]         | []                | must not hold an empty list
          [1,1,1,3]         | [[[[1,2,3]]]      | malformed
          [1,1,1,3]         | [[[[[1,2,3]]]]]   | nested in 4 lists at most
          [1,1,1,3]         | [[1,2,3]]         | the 3 numbers of the shape
          [2,1,1,3]         | [[[[1,2,3]]],[[[4,5]]]] | ragged
          [1,1,2,3]         | [[[[1,2],[3,4],[5,6]]]] | the 6 numbers of the shape
          [1,1,1,3]         | [1,[2],3]         | ragged
          [1,1,1,3]         | [[1],2,3]         | ragged
          [1,1,1,3]         | [1,2,256]         | must be 0..255, found 256
          [1,1,1,3]         | [1,2,-1]          | must be 0..255, found -1
          [1,1,1,3]         | [1,2,1e2]         | must be a whole number, found a number with a fraction
          [1,1,1,3]         | [1,2,null]        | found null
          [1,1,1,3]         | ["a",2,3]         | found a text
          [1,1,1,3]         | {}                | 'data' must be a list
          [1,1,1,3]         | [1,2,99999999999999999999] | too large
          """)
  void tensorsThatAreNoneAreRefused(String shape, String data, String message) {
    assertThatThrownBy(() -> read(request(shape, data)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                                  | ends too early
          {                                   | malformed
          nonsense                            | malformed
          []                                  | 'request' must be an object, found a list
          {}                                  | 'inputs' must hold the tensor 'image'
          {"inputs":[]}                       | 'inputs' must hold the tensor 'image'
          {"inputs":[5]}                      | 'inputs' must be an object
          {"inputs":{}}                       | 'inputs' must be a list
          {"inputs":[{}]}                     | 'name' must be 'image', found ''
          {"inputs":[{"name":"x\\u0007y"}]}    | found 'x?y'
          {"inputs":[{"name":"image","datatype":"FP32"}]} | 'datatype' must be 'UINT8', found 'FP32'
          {"inputs":[{"name":"image","datatype":"UINT8","shape":[1,1,1,3]}]} | either 'data' or the parameter
          {"inputs":[{"name":"image","datatype":"UINT8","shape":[1,1,1,3],"data":[1,2,3],"parameters":{"binary_data_size":3}}]} | either 'data' or the parameter
          {"inputs":[{"name":"image","datatype":"UINT8","shape":[1,1,1,3],"parameters":{"binary_data_size":3}}]} | 'binary_data_size' must be the number of bytes
          {"inputs":[{"name":"image","name":"image"}]} | malformed
          {"id":5}                            | 'id' must be a text
          {"input":[]}                        | found 'input'
          {"outputs":[{"name":"ages"}]}       | one of these names: age, age_class
          {"outputs":[{}]}                    | one of these names
          {"outputs":[{"name":"age"},{"name":"age"}]} | name each tensor once
          {"parameters":{"binary_data_output":1}} | must be true or false
          {"parameters":[]}                   | 'parameters' must be an object
          {"a":[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]} | found 'a'
          {"parameters":{"a":[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]}} | nested too deeply
          """)
  void requestsThatAreNoneAreRefused(String json, String message) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  @Test
  void twoTensorsAreRefused() {
    String tensor =
        "{\"name\":\"image\",\"datatype\":\"UINT8\",\"shape\":[1,1,1,3],\"data\":[1,2,3]}";
    assertThatThrownBy(() -> read("{\"inputs\":[" + tensor + "," + tensor + "]}"))
        .hasMessage("'inputs' must hold one tensor, found more");
  }

  @Test
  void whatFollowsTheJsonMustBeAnnounced() {
    String json = request("[1,1,1,3]", "[1,2,3]");
    assertThatThrownBy(() -> read(json + "x")).hasMessageContaining("malformed");
    assertThatThrownBy(() -> read(json + " {}")).hasMessageContaining("goes on after its end");
    assertThatThrownBy(() -> read(json + "x", OptionalInt.of(json.length())))
        .hasMessage("'binary_data_size' must be the number of bytes after the JSON, 1, found 0");
    assertThatThrownBy(() -> read(json, OptionalInt.of(json.length() + 1)))
        .hasMessageContaining("Inference-Header-Content-Length must be 0..");
  }

  @Test
  void rawBytesMustFillTheShape() {
    String json =
        "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"UINT8\",\"shape\":[1,8000,8000,3],"
            + "\"parameters\":{\"binary_data_size\":3}}]}";
    assertThatThrownBy(() -> read(json + "abc", OptionalInt.of(json.length())))
        .hasMessageContaining("the raw tensor must hold the 192000000 bytes");
  }
}
