package org.agegender.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.agegender.core.InvalidInputException;
import org.agegender.server.batch.BusyException;
import org.agegender.server.batch.GivenUpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns failures into {@code {"error": "..."}} with the right status. What is not the client's
 * fault goes to the log with its trace, and to the client without.
 */
final class ProblemAnswers {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswers.class);
  private static final String FAILED = "the service failed; its log tells why";
  private static final String RETRY_SECONDS = "1";

  private ProblemAnswers() {}

  static void register(RoutesConfig routes) {
    routes.exception(Problem.class, (e, ctx) -> answer(ctx, e));
    routes.exception(
        InvalidInputException.class,
        (e, ctx) -> answer(ctx, new Problem(Problem.BAD_REQUEST, e.getMessage())));
    routes.exception(
        BusyException.class,
        (e, ctx) -> answer(ctx, new Problem(Problem.UNAVAILABLE, String.valueOf(e.getMessage()))));
    routes.exception(
        GivenUpException.class,
        (e, ctx) -> answer(ctx, new Problem(Problem.UNAVAILABLE, String.valueOf(e.getMessage()))));
    routes.exception(HttpResponseException.class, ProblemAnswers::answer);
    routes.exception(
        Exception.class,
        (e, ctx) -> {
          LOG.error("{} {} failed", ctx.req().getMethod(), routeOf(ctx), e);
          answer(ctx, new Problem(Problem.FAILED, FAILED));
        });
  }

  private static String routeOf(Context ctx) {
    return Route.of(ctx.path()).map(Route::path).orElse("a file");
  }

  private static void answer(Context ctx, Problem problem) {
    if (problem.isForNow()) {
      ctx.header("Retry-After", RETRY_SECONDS);
    }
    ctx.status(problem.status()).contentType(JsonAnswer.TYPE).result(ErrorJson.of(problem.line()));
  }

  /** What the router itself says: no such path, or not with this method. */
  private static void answer(HttpResponseException e, Context ctx) {
    int status = e.getStatus();
    if (status == Problem.METHOD_NOT_ALLOWED) {
      Map<String, String> details = e.getDetails();
      ctx.header("Allow", details.getOrDefault("availableMethods", "GET"));
    }
    String message =
        switch (status) {
          case Problem.NOT_FOUND -> "there is nothing at this path; /docs lists what there is";
          case Problem.METHOD_NOT_ALLOWED -> "this path does not take this method; see Allow";
          default -> "the request cannot be served";
        };
    answer(ctx, new Problem(status, message));
  }

  /** Memory ran out or worse: the service says so and goes on. */
  static void answer(HttpServletResponse response, Error error) {
    LOG.error("a request failed", error);
    response.setStatus(Problem.FAILED);
    response.setContentType(JsonAnswer.TYPE);
    try {
      response.getOutputStream().write(ErrorJson.of(FAILED).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      LOG.debug("nobody is left to hear of it", e);
    }
  }
}
