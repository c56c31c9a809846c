package org.agegender.server.kserve;

import com.fasterxml.jackson.core.JsonToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.agegender.core.InvalidInputException;
import org.agegender.core.RgbImage;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request of the Open Inference Protocol: JSON, or JSON followed by the raw bytes of the
 * input tensor. Safe for use by several threads.
 */
public final class InferRequestReader {

  /** The name of the model's input. */
  public static final String INPUT = "image";

  /** The type of the model's input. */
  public static final String DATATYPE = "UINT8";

  private final int maxFaces;

  /**
   * @param maxFaces the most faces that a request may hold
   */
  public InferRequestReader(int maxFaces) {
    this.maxFaces = maxFaces;
  }

  /**
   * Reads a request.
   *
   * @param body the whole body
   * @param jsonLength how many of its bytes are JSON, the rest being raw tensors; empty if all are
   * @throws InvalidInputException if it is no request for this model; one line that says why
   */
  public InferRequest read(byte[] body, OptionalInt jsonLength) {
    int length = jsonLength.orElse(body.length);
    if (length < 0 || length > body.length) {
      throw new InvalidInputException(
          "Inference-Header-Content-Length must be 0..%d, the length of the body, found %d"
              .formatted(body.length, length));
    }
    Fields fields = new Fields();
    try (StrictJson json = StrictJson.over(body, length)) {
      json.next(JsonToken.START_OBJECT, "request");
      while (json.nextField()) {
        readField(json, fields);
      }
      json.end();
    }
    Input input = fields.input;
    if (input == null) {
      throw new InvalidInputException(
          "'inputs' must hold the tensor '%s', found none".formatted(INPUT));
    }
    List<RgbImage> faces = input.faces(body, length, maxFaces);
    return new InferRequest(fields.id, faces, fields.outputs());
  }

  private static final class Fields {
    private Optional<String> id = Optional.empty();
    private @Nullable Input input;
    private boolean binaryOutput;
    private final List<RequestedName> outputs = new ArrayList<>();

    List<InferRequest.RequestedOutput> outputs() {
      if (outputs.isEmpty()) {
        return Stream.of(Output.values())
            .map(output -> new InferRequest.RequestedOutput(output, binaryOutput))
            .toList();
      }
      return outputs.stream()
          .map(
              named ->
                  new InferRequest.RequestedOutput(named.output, named.binary.orElse(binaryOutput)))
          .toList();
    }
  }

  private record RequestedName(Output output, Optional<Boolean> binary) {}

  private static void readField(StrictJson json, Fields fields) {
    String name = json.name();
    switch (name) {
      case "id" -> fields.id = Optional.of(json.text("id"));
      case "parameters" ->
          fields.binaryOutput = parameters(json, "binary_data_output").orElse(false);
      case "inputs" -> {
        json.next(JsonToken.START_ARRAY, "inputs");
        while (json.nextElement(JsonToken.START_OBJECT, "inputs")) {
          if (fields.input != null) {
            throw new InvalidInputException("'inputs' must hold one tensor, found more");
          }
          fields.input = Input.read(json);
        }
      }
      case "outputs" -> {
        json.next(JsonToken.START_ARRAY, "outputs");
        while (json.nextElement(JsonToken.START_OBJECT, "outputs")) {
          fields.outputs.add(output(json));
        }
        if (fields.outputs.stream().map(RequestedName::output).distinct().count()
            < fields.outputs.size()) {
          throw new InvalidInputException("'outputs' must name each tensor once");
        }
      }
      default ->
          throw new InvalidInputException(
              "the request may have id, parameters, inputs and outputs, found '%s'"
                  .formatted(Input.printable(name)));
    }
  }

  private static RequestedName output(StrictJson json) {
    Optional<Output> output = Optional.empty();
    Optional<Boolean> binary = Optional.empty();
    while (json.nextField()) {
      switch (json.name()) {
        case "name" -> output = Output.named(json.text("outputs.name"));
        case "parameters" -> binary = parameters(json, "binary_data");
        default -> json.skip();
      }
    }
    return new RequestedName(
        output.orElseThrow(
            () ->
                new InvalidInputException(
                    "each of 'outputs' must have one of these names: " + Output.names())),
        binary);
  }

  /** The one parameter that matters here; the protocol lets servers pass over the others. */
  private static Optional<Boolean> parameters(StrictJson json, String wanted) {
    Optional<Boolean> value = Optional.empty();
    json.next(JsonToken.START_OBJECT, "parameters");
    while (json.nextField()) {
      if (json.name().equals(wanted)) {
        value = Optional.of(json.truth(wanted));
      } else {
        json.skip();
      }
    }
    return value;
  }
}
