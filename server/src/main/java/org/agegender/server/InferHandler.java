package org.agegender.server;

import io.javalin.http.Context;
import java.util.Locale;
import java.util.OptionalInt;
import org.agegender.server.batch.Deadline;
import org.agegender.server.batch.DynamicBatcher;
import org.agegender.server.kserve.InferRequest;
import org.agegender.server.kserve.InferRequestReader;
import org.agegender.server.kserve.InferResponseWriter;

/** {@code POST /v2/models/agegender/infer}: the bare network by the Open Inference Protocol. */
final class InferHandler {

  /** How many bytes of a body are JSON, where raw tensors follow. */
  static final String JSON_LENGTH = "Inference-Header-Content-Length";

  private static final String RAW_TYPE = "application/octet-stream";

  private final DynamicBatcher batcher;
  private final HttpLimits limits;
  private final BodyBudget budget;
  private final InferRequestReader reader;
  private final InferResponseWriter writer;

  InferHandler(DynamicBatcher batcher, ServerOptions options, BodyBudget budget) {
    this.batcher = batcher;
    this.limits = options.limits();
    this.budget = budget;
    this.reader = new InferRequestReader(options.analysis().pictures().maxFaces());
    this.writer = new InferResponseWriter(ModelHandlers.MODEL);
  }

  void handle(Context ctx) {
    Deadline deadline = Deadline.in(limits.requestTime());
    OptionalInt jsonLength = jsonLength(ctx);
    requireType(ctx, jsonLength.isPresent());
    InferResponseWriter.Answer answer;
    try (RequestBody body = RequestBody.read(ctx.req(), limits, budget, deadline)) {
      InferRequest request = reader.read(body.bytes(), jsonLength);
      answer = writer.write(request, batcher.predict(request.faces(), deadline));
    }
    if (answer.jsonLength().isPresent()) {
      ctx.header(JSON_LENGTH, Integer.toString(answer.jsonLength().getAsInt()));
    }
    ctx.contentType(answer.jsonLength().isPresent() ? RAW_TYPE : JsonAnswer.TYPE)
        .result(answer.body());
  }

  private static OptionalInt jsonLength(Context ctx) {
    String value = ctx.header(JSON_LENGTH);
    if (value == null) {
      return OptionalInt.empty();
    }
    if (!value.matches("[0-9]{1,9}")) {
      throw new Problem(
          Problem.BAD_REQUEST, JSON_LENGTH + " must be a whole number of bytes, 0 or more");
    }
    return OptionalInt.of(Integer.parseInt(value));
  }

  private static void requireType(Context ctx, boolean raw) {
    String type =
        String.valueOf(ctx.header("Content-Type"))
            .split(";", 2)[0]
            .strip()
            .toLowerCase(Locale.ROOT);
    if (!type.equals(JsonAnswer.TYPE) && !(raw && type.equals(RAW_TYPE))) {
      throw new Problem(
          Problem.UNSUPPORTED_TYPE,
          "Content-Type must be application/json, or application/octet-stream with " + JSON_LENGTH);
    }
  }
}
