package org.agegender.server.kserve;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.OptionalInt;
import org.agegender.core.Prediction;

/** Writes an answer of the Open Inference Protocol. Safe for use by several threads. */
public final class InferResponseWriter {

  private static final JsonFactory FACTORY = new JsonFactory();

  private final String model;

  /**
   * @param model the name under which the model is served
   */
  public InferResponseWriter(String model) {
    this.model = model;
  }

  /**
   * An answer.
   *
   * @param body JSON, and after it the raw tensors if there are any
   * @param jsonLength how many bytes of the body are JSON; empty if all are
   */
  public record Answer(byte[] body, OptionalInt jsonLength) {}

  /**
   * Writes the tensors that were asked for.
   *
   * @param predictions one for each face of the request
   */
  public Answer write(InferRequest request, List<Prediction> predictions) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    try {
      try (JsonGenerator json = FACTORY.createGenerator(body)) {
        json.writeStartObject();
        json.writeStringField("model_name", model);
        if (request.id().isPresent()) {
          json.writeStringField("id", request.id().get());
        }
        json.writeArrayFieldStart("outputs");
        for (InferRequest.RequestedOutput requested : request.outputs()) {
          write(json, raw, requested, predictions);
        }
        json.writeEndArray();
        json.writeEndObject();
      }
      OptionalInt jsonLength = raw.size() == 0 ? OptionalInt.empty() : OptionalInt.of(body.size());
      raw.writeTo(body);
      return new Answer(body.toByteArray(), jsonLength);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written to", e);
    }
  }

  private static void write(
      JsonGenerator json,
      ByteArrayOutputStream raw,
      InferRequest.RequestedOutput requested,
      List<Prediction> predictions)
      throws IOException {
    Output output = requested.output();
    json.writeStartObject();
    json.writeStringField("name", output.tensor());
    json.writeStringField("datatype", output.datatype());
    json.writeArrayFieldStart("shape");
    json.writeNumber(predictions.size());
    if (output.width() > 0) {
      json.writeNumber(output.width());
    }
    json.writeEndArray();
    if (requested.binary()) {
      byte[] bytes = raw(output, predictions);
      raw.write(bytes);
      json.writeObjectFieldStart("parameters");
      json.writeNumberField("binary_data_size", bytes.length);
      json.writeEndObject();
    } else {
      json.writeArrayFieldStart("data");
      for (Prediction prediction : predictions) {
        for (Number number : numbers(output, prediction)) {
          if (number instanceof Long whole) {
            json.writeNumber(whole.longValue());
          } else {
            json.writeNumber(number.floatValue());
          }
        }
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  /** Little-endian, as the protocol's extension for binary data says. */
  private static byte[] raw(Output output, List<Prediction> predictions) {
    int numbers = predictions.size() * Math.max(1, output.width());
    ByteBuffer bytes = ByteBuffer.allocate(numbers * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (Prediction prediction : predictions) {
      for (Number number : numbers(output, prediction)) {
        if (number instanceof Long whole) {
          bytes.putLong(whole);
        } else {
          bytes.putFloat(number.floatValue());
        }
      }
    }
    byte[] written = new byte[bytes.position()];
    bytes.flip().get(written);
    return written;
  }

  /** Of one face: whole numbers as {@link Long}, others as {@link Float}. */
  private static List<Number> numbers(Output output, Prediction prediction) {
    return switch (output) {
      case AGE -> List.of((float) prediction.years());
      case AGE_CLASS -> List.of((long) prediction.age().mostLikely().years());
      case AGE_PROB -> {
        float[] probabilities = prediction.age().toArray();
        Number[] numbers = new Number[probabilities.length];
        for (int i = 0; i < numbers.length; i++) {
          numbers[i] = probabilities[i];
        }
        yield List.of(numbers);
      }
      case GENDER_CLASS -> List.of((long) prediction.gender().code());
      case GENDER_PROB -> {
        double male = prediction.maleProbability();
        yield List.of((float) (1 - male), (float) male);
      }
    };
  }
}
