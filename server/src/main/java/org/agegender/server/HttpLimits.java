package org.agegender.server;

import java.time.Duration;

/**
 * What a client may take.
 *
 * @param maxBodyBytes the longest body of a request, 1 to 1 GiB
 * @param maxPictures the most pictures in a request, at least 1
 * @param requestTime from the end of a request's head to the beginning of its answer
 * @param headTime in which the head of a request must have come, from its first byte
 * @param idleTime in which a connection must move at least a byte, and after which an idle one is
 *     closed
 * @param minBytesPerSecond slower bodies are cut off, after {@code headTime}; at least 1
 * @param maxConnections at the same time, at least 1; more wait to be accepted
 * @param maxWaitingBytes the most memory for the bodies of all requests together, at least {@code
 *     maxBodyBytes}; what is made of a body takes up to one and a half times as much beside it
 */
public record HttpLimits(
    int maxBodyBytes,
    int maxPictures,
    Duration requestTime,
    Duration headTime,
    Duration idleTime,
    int minBytesPerSecond,
    int maxConnections,
    long maxWaitingBytes) {

  /** The longest body that can be allowed, 1 GiB. */
  public static final int LARGEST_BODY = 1 << 30;

  /** 32 MiB, 32 pictures, 30 s, 256 connections, a quarter of Java's heap for bodies. */
  public static final HttpLimits DEFAULT =
      new HttpLimits(
          32 << 20,
          32,
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          4096,
          256,
          Math.max(32 << 20, Runtime.getRuntime().maxMemory() / 4));

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public HttpLimits {
    require("maxBodyBytes", maxBodyBytes, LARGEST_BODY);
    require("maxPictures", maxPictures, Integer.MAX_VALUE);
    require("minBytesPerSecond", minBytesPerSecond, Integer.MAX_VALUE);
    require("maxConnections", maxConnections, Integer.MAX_VALUE);
    require("requestTime", requestTime.toMillis(), Integer.MAX_VALUE);
    require("headTime", headTime.toMillis(), Integer.MAX_VALUE);
    require("idleTime", idleTime.toMillis(), Integer.MAX_VALUE);
    if (maxWaitingBytes < maxBodyBytes) {
      throw new IllegalArgumentException(
          "maxWaitingBytes must be at least maxBodyBytes, %d, found %d"
              .formatted(maxBodyBytes, maxWaitingBytes));
    }
  }

  private static void require(String name, long value, long most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException("%s must be 1..%d, found %d".formatted(name, most, value));
    }
  }

  /** The same with another longest body; the memory for all bodies grows with it if it must. */
  public HttpLimits withMaxBodyBytes(int bytes) {
    return new HttpLimits(
        bytes,
        maxPictures,
        requestTime,
        headTime,
        idleTime,
        minBytesPerSecond,
        maxConnections,
        Math.max(bytes, maxWaitingBytes));
  }

  /** The same with another greatest number of pictures. */
  public HttpLimits withMaxPictures(int pictures) {
    return new HttpLimits(
        maxBodyBytes,
        pictures,
        requestTime,
        headTime,
        idleTime,
        minBytesPerSecond,
        maxConnections,
        maxWaitingBytes);
  }

  /** The same with another time for a request. */
  public HttpLimits withRequestTime(Duration time) {
    return new HttpLimits(
        maxBodyBytes,
        maxPictures,
        time,
        headTime,
        idleTime,
        minBytesPerSecond,
        maxConnections,
        maxWaitingBytes);
  }

  /** The same with other times for slow clients. */
  public HttpLimits withPatience(Duration head, Duration idle, int bytesPerSecond) {
    return new HttpLimits(
        maxBodyBytes,
        maxPictures,
        requestTime,
        head,
        idle,
        bytesPerSecond,
        maxConnections,
        maxWaitingBytes);
  }

  /** The same with another greatest number of connections. */
  public HttpLimits withMaxConnections(int connections) {
    return new HttpLimits(
        maxBodyBytes,
        maxPictures,
        requestTime,
        headTime,
        idleTime,
        minBytesPerSecond,
        connections,
        maxWaitingBytes);
  }

  /** The same with another limit for the bodies of all requests together. */
  public HttpLimits withMaxWaitingBytes(long bytes) {
    return new HttpLimits(
        maxBodyBytes,
        maxPictures,
        requestTime,
        headTime,
        idleTime,
        minBytesPerSecond,
        maxConnections,
        bytes);
  }
}
