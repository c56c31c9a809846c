package org.agegender.server;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.OptionalInt;
import org.agegender.core.InvalidInputException;
import org.agegender.core.RgbImage;
import org.agegender.server.kserve.InferRequest;
import org.agegender.server.kserve.InferRequestReader;

/** Whatever the body, a request for this model comes out or a refusal of one line. */
class RequestFuzzTest {

  private static final int MAX_FACES = 8;

  private final InferRequestReader reader = new InferRequestReader(MAX_FACES);

  @FuzzTest(maxDuration = "20s")
  void bodiesAreRequestsOrRefused(FuzzedDataProvider data) {
    OptionalInt jsonLength =
        data.consumeBoolean() ? OptionalInt.of(data.consumeInt()) : OptionalInt.empty();
    byte[] body = data.consumeRemainingAsBytes();
    try {
      InferRequest request = reader.read(body, jsonLength);
      long pixels = 0;
      for (RgbImage face : request.faces()) {
        pixels += face.pixels().length;
      }
      if (request.faces().isEmpty()
          || request.faces().size() > MAX_FACES
          || pixels > body.length) {
        throw new AssertionError("more than was sent: " + pixels + " of " + body.length);
      }
    } catch (InvalidInputException e) {
      if (e.getMessage().isBlank() || e.getMessage().contains("\n")) {
        throw new AssertionError("a refusal is one line: " + e.getMessage(), e);
      }
    }
  }
}
