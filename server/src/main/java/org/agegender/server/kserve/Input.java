package org.agegender.server.kserve;

import com.fasterxml.jackson.core.JsonToken;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.agegender.core.InvalidInputException;
import org.agegender.core.RgbImage;

/**
 * The input tensor as the request describes it.
 *
 * @param shape as announced
 * @param data the numbers within the JSON
 * @param rawLength how many bytes after the JSON are its own
 */
record Input(List<Long> shape, Optional<ByteTensor> data, OptionalLong rawLength) {

  private static final int MOST_DIMENSIONS = 8;
  private static final int LONGEST_NAME = 40;

  static Input read(StrictJson json) {
    String name = "";
    String datatype = "";
    List<Long> shape = List.of();
    Optional<ByteTensor> data = Optional.empty();
    OptionalLong rawLength = OptionalLong.empty();
    while (json.nextField()) {
      switch (json.name()) {
        case "name" -> name = json.text("inputs.name");
        case "datatype" -> datatype = json.text("inputs.datatype");
        case "shape" -> shape = shape(json);
        case "parameters" -> rawLength = rawLength(json);
        case "data" -> {
          ByteTensor tensor = new ByteTensor();
          tensor.read(json);
          data = Optional.of(tensor);
        }
        default -> json.skip();
      }
    }
    require("name", InferRequestReader.INPUT, name);
    require("datatype", InferRequestReader.DATATYPE, datatype);
    if (data.isPresent() == rawLength.isPresent()) {
      throw new InvalidInputException(
          "the input must have either 'data' or the parameter 'binary_data_size'");
    }
    return new Input(shape, data, rawLength);
  }

  private static List<Long> shape(StrictJson json) {
    List<Long> shape = new ArrayList<>();
    json.next(JsonToken.START_ARRAY, "shape");
    while (json.nextElement(JsonToken.VALUE_NUMBER_INT, "shape")) {
      if (shape.size() == MOST_DIMENSIONS) {
        throw new InvalidInputException("'shape' must have 4 dimensions, found more");
      }
      shape.add(json.current("shape"));
    }
    return shape;
  }

  private static OptionalLong rawLength(StrictJson json) {
    OptionalLong length = OptionalLong.empty();
    json.next(JsonToken.START_OBJECT, "inputs.parameters");
    while (json.nextField()) {
      if (json.name().equals("binary_data_size")) {
        length = OptionalLong.of(json.integer("binary_data_size"));
      } else {
        json.skip();
      }
    }
    return length;
  }

  private static void require(String field, String wanted, String found) {
    if (!found.equals(wanted)) {
      throw new InvalidInputException(
          "the input's '%s' must be '%s', found '%s'".formatted(field, wanted, printable(found)));
    }
  }

  /** A text of the request in a message: printable, cut short. */
  static String printable(String text) {
    String line = text.replaceAll("[^ -~]", "?");
    return line.length() <= LONGEST_NAME ? line : line.substring(0, LONGEST_NAME) + "...";
  }

  /**
   * The faces.
   *
   * @param body of the request
   * @param jsonLength how many of its bytes are JSON; raw ones follow
   */
  List<RgbImage> faces(byte[] body, int jsonLength, int maxFaces) {
    TensorShape checked = TensorShape.of(shape, maxFaces);
    int raw = body.length - jsonLength;
    long announced = rawLength.orElse(0);
    if (announced != raw) {
      throw new InvalidInputException(
          "'binary_data_size' must be the number of bytes after the JSON, %d, found %d"
              .formatted(raw, announced));
    }
    if (data.isEmpty() && raw != checked.elements()) {
      throw new InvalidInputException(
          "the raw tensor must hold the %d bytes of the shape %s, found %d"
              .formatted(checked.elements(), checked, raw));
    }
    byte[] pixels = data.map(found -> found.numbers(checked)).orElse(body);
    int start = data.isPresent() ? 0 : jsonLength;
    List<RgbImage> faces = new ArrayList<>(checked.faces());
    int size = checked.bytesOfFace();
    for (int i = 0; i < checked.faces(); i++) {
      byte[] face = Arrays.copyOfRange(pixels, start + i * size, start + (i + 1) * size);
      faces.add(new RgbImage(checked.width(), checked.height(), face));
    }
    return faces;
  }
}
