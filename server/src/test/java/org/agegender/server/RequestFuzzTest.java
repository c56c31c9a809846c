package org.agegender.server;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;
import org.agegender.core.InvalidInputException;
import org.agegender.core.RgbImage;
import org.agegender.server.kserve.InferRequest;
import org.agegender.server.kserve.InferRequestReader;

/**
 * Whatever the body, a request for this model comes out or a refusal of one line. The first line of
 * the input is the length of the JSON, if it is a number; the rest is the body.
 */
class RequestFuzzTest {

  private static final int MAX_FACES = 8;

  private final InferRequestReader reader = new InferRequestReader(MAX_FACES);

  @FuzzTest(maxDuration = "10s")
  void bodiesAreRequestsOrRefused(byte[] input) {
    int end = 0;
    while (end < input.length && input[end] != '\n') {
      end++;
    }
    String first = new String(input, 0, end, StandardCharsets.ISO_8859_1);
    OptionalInt jsonLength =
        first.matches("-?[0-9]{1,9}")
            ? OptionalInt.of(Integer.parseInt(first))
            : OptionalInt.empty();
    byte[] body = Arrays.copyOfRange(input, Math.min(end + 1, input.length), input.length);
    try {
      InferRequest request = reader.read(body, jsonLength);
      long pixels = 0;
      for (RgbImage face : request.faces()) {
        pixels += face.pixels().length;
      }
      if (request.faces().isEmpty() || request.faces().size() > MAX_FACES || pixels > body.length) {
        throw new AssertionError("more than was sent: " + pixels + " of " + body.length);
      }
    } catch (InvalidInputException e) {
      if (e.getMessage().isBlank() || e.getMessage().contains("\n")) {
        throw new AssertionError("a refusal is one line: " + e.getMessage(), e);
      }
    }
  }
}
