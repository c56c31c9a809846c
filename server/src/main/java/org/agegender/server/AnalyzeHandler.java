package org.agegender.server;

import io.javalin.http.Context;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.agegender.inference.AnalysedPhoto;
import org.agegender.inference.AnalysisJson;
import org.agegender.inference.PhotoAnalyzer;
import org.agegender.server.batch.Deadline;
import org.agegender.server.metrics.ServiceMetrics;
import org.agegender.vision.UnreadablePictureException;

/**
 * {@code POST /v1/analyze}: the bytes of one picture, answered by one object as {@code predict}
 * prints it, or a multipart body of several, answered by a list of them.
 */
final class AnalyzeHandler {

  private static final Set<String> PARAMETERS = Set.of("full", "name");
  private static final String NAMELESS = "picture";
  private static final int LONGEST_NAME = 255;

  private final PhotoAnalyzer analyzer;
  private final AnalysisPool pool;
  private final HttpLimits limits;
  private final BodyBudget budget;
  private final ServiceMetrics metrics;

  AnalyzeHandler(
      PhotoAnalyzer analyzer,
      AnalysisPool pool,
      HttpLimits limits,
      BodyBudget budget,
      ServiceMetrics metrics) {
    this.analyzer = analyzer;
    this.pool = pool;
    this.limits = limits;
    this.budget = budget;
    this.metrics = metrics;
  }

  private sealed interface Result {
    record Analysed(AnalysedPhoto photo) implements Result {}

    record Unreadable(int status, String error) implements Result {}
  }

  void handle(Context ctx) {
    Deadline deadline = Deadline.in(limits.requestTime());
    AnalysisJson json = new AnalysisJson(full(ctx));
    String contentType = String.valueOf(ctx.header("Content-Type"));
    String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    boolean multipart = type.equals("multipart/form-data");
    if (!multipart && !type.startsWith("image/") && !type.equals("application/octet-stream")) {
      throw new Problem(
          Problem.UNSUPPORTED_TYPE,
          "Content-Type must be image/..., application/octet-stream or multipart/form-data");
    }
    String name = name(ctx, multipart);
    try (RequestBody body = RequestBody.read(ctx.req(), limits, budget, deadline)) {
      List<NamedPicture> pictures =
          multipart
              ? MultipartPictures.read(contentType, body.bytes(), limits.maxPictures())
              : List.of(new NamedPicture(name, ByteBuffer.wrap(body.bytes())));
      List<Result> results = pool.runAll(pictures.stream().map(this::work).toList(), deadline);
      if (multipart) {
        answerSeveral(ctx, json, pictures, results);
      } else {
        answerOne(ctx, json, name, results.get(0));
      }
    }
  }

  private static boolean full(Context ctx) {
    for (Map.Entry<String, List<String>> parameter : ctx.queryParamMap().entrySet()) {
      if (!PARAMETERS.contains(parameter.getKey()) || parameter.getValue().size() != 1) {
        throw new Problem(
            Problem.BAD_REQUEST, "the query may have full=true|false and name=TEXT, each once");
      }
    }
    String full = ctx.queryParam("full");
    if (full != null && !full.equals("true") && !full.equals("false")) {
      throw new Problem(Problem.BAD_REQUEST, "full must be true or false");
    }
    return "true".equals(full);
  }

  private static String name(Context ctx, boolean multipart) {
    String name = ctx.queryParam("name");
    if (name == null) {
      return NAMELESS;
    }
    if (multipart) {
      throw new Problem(
          Problem.BAD_REQUEST, "name is for the bytes of one picture; parts have a filename");
    }
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      throw new Problem(
          Problem.BAD_REQUEST, "name must have 1 to %d characters".formatted(LONGEST_NAME));
    }
    return name;
  }

  private Callable<Result> work(NamedPicture picture) {
    return () -> {
      try {
        AnalysedPhoto photo = analyzer.analyze(picture.bytes());
        metrics.analysed(photo.faces().size());
        return new Result.Analysed(photo);
      } catch (UnreadablePictureException e) {
        metrics.unreadable();
        return new Result.Unreadable(status(e.reason()), String.valueOf(e.getMessage()));
      }
    };
  }

  private static int status(UnreadablePictureException.Reason reason) {
    return switch (reason) {
      case UNKNOWN_FORMAT -> Problem.UNSUPPORTED_TYPE;
      case TOO_LARGE -> Problem.TOO_LARGE;
      case DAMAGED -> Problem.UNPROCESSABLE;
    };
  }

  private static void answerOne(Context ctx, AnalysisJson json, String name, Result result) {
    if (result instanceof Result.Analysed analysed) {
      answer(ctx, 200, json.analysed(name, analysed.photo()));
    } else if (result instanceof Result.Unreadable unreadable) {
      throw new Problem(unreadable.status(), unreadable.error());
    }
  }

  /**
   * Pictures that cannot be read do not spoil the others; only if none can be read is the whole
   * request refused, with the status of the first.
   */
  private static void answerSeveral(
      Context ctx, AnalysisJson json, List<NamedPicture> pictures, List<Result> results) {
    StringBuilder list = new StringBuilder("\"pictures\":[");
    String separator = "";
    for (int i = 0; i < results.size(); i++) {
      String name = pictures.get(i).name();
      list.append(separator);
      if (results.get(i) instanceof Result.Analysed analysed) {
        list.append(json.analysed(name, analysed.photo()));
      } else if (results.get(i) instanceof Result.Unreadable unreadable) {
        list.append(json.unreadable(name, unreadable.error()));
      }
      separator = ",";
    }
    list.append("]}");
    List<Result.Unreadable> failures =
        results.stream()
            .flatMap(
                result ->
                    result instanceof Result.Unreadable unreadable
                        ? Stream.of(unreadable)
                        : Stream.empty())
            .toList();
    if (failures.size() < results.size()) {
      answer(ctx, 200, "{" + list);
    } else {
      String error =
          failures.size() == 1
              ? failures.get(0).error()
              : "none of the %d pictures can be read".formatted(failures.size());
      answer(ctx, failures.get(0).status(), "{\"error\":" + ErrorJson.quoted(error) + "," + list);
    }
  }

  private static void answer(Context ctx, int status, String json) {
    ctx.status(status).contentType(JsonAnswer.TYPE).result(json);
  }
}
