package org.agegender.server;

import java.time.Duration;

/**
 * How the service runs.
 *
 * @param host name or address to listen at; 127.0.0.1 for this machine alone
 * @param port 0 to 65535; 0 takes one that is free
 * @param access who may ask
 * @param limits what a client may take; not more pictures in a request than find a place at once
 * @param analysis how pictures are worked on
 * @param stopTime how long requests in flight may take to finish once the service stops
 */
public record ServerOptions(
    String host,
    int port,
    Access access,
    HttpLimits limits,
    AnalysisOptions analysis,
    Duration stopTime) {

  private static final int LAST_PORT = 65535;

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public ServerOptions {
    if (host.isBlank()) {
      throw new IllegalArgumentException("host must not be empty");
    }
    if (port < 0 || port > LAST_PORT) {
      throw new IllegalArgumentException("port must be 0..65535, found " + port);
    }
    if (stopTime.isNegative() || stopTime.isZero()) {
      throw new IllegalArgumentException("stopTime must be more than 0, found " + stopTime);
    }
    long places = (long) analysis.inFlight() + analysis.queue();
    if (limits.maxPictures() > places) {
      throw new IllegalArgumentException(
          "maxPictures must be at most inFlight + queue, %d, to find places at once, found %d"
              .formatted(places, limits.maxPictures()));
    }
  }
}
