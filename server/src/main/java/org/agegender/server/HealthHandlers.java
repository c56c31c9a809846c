package org.agegender.server;

import io.javalin.http.Context;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Whether the service lives, and whether it takes requests. Never asks for a key. */
final class HealthHandlers {

  private final BooleanSupplier stopping;

  /**
   * @param stopping whether the service has begun to stop
   */
  HealthHandlers(BooleanSupplier stopping) {
    this.stopping = stopping;
  }

  void live(Context ctx) {
    JsonAnswer.of(ctx, Map.of("live", true));
  }

  void ready(Context ctx) {
    requireReady();
    JsonAnswer.of(ctx, Map.of("ready", true));
  }

  void modelReady(Context ctx) {
    requireReady();
    JsonAnswer.of(ctx, Map.of("name", ModelHandlers.MODEL, "ready", true));
  }

  private void requireReady() {
    if (stopping.getAsBoolean()) {
      throw new Problem(Problem.UNAVAILABLE, "the service is stopping");
    }
  }
}
