package org.agegender.server;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;
import org.agegender.server.batch.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request in memory, never on disk. Memory is taken as bytes come in, not as they are
 * announced, and given back on closing.
 */
final class RequestBody implements AutoCloseable {

  private static final int FIRST_BYTES = 64 << 10;

  private final BodyBudget budget;
  private byte[] bytes;
  private int length;

  private RequestBody(BodyBudget budget, int size) {
    this.budget = budget;
    budget.take(size);
    this.bytes = new byte[size];
  }

  /**
   * Reads the whole body.
   *
   * @throws Problem 400, 408, 413, 415 or 503
   */
  static RequestBody read(
      HttpServletRequest request, HttpLimits limits, BodyBudget budget, Deadline deadline) {
    long announced = request.getContentLengthLong();
    if (announced > limits.maxBodyBytes()) {
      throw tooLarge(limits);
    }
    if (request.getHeader("Content-Encoding") != null) {
      throw new Problem(
          Problem.UNSUPPORTED_TYPE,
          "Content-Encoding is not taken here; send the bytes as they are");
    }
    long expected = announced < 0 ? limits.maxBodyBytes() : announced;
    int size = (int) Math.min(expected, FIRST_BYTES);
    RequestBody body = new RequestBody(budget, size);
    try {
      body.fill(request.getInputStream(), announced, limits, deadline);
      return body;
    } catch (IOException e) {
      body.close();
      throw isTimeout(e)
          ? new Problem(Problem.TIMEOUT, "the body did not come in time")
          : new Problem(Problem.BAD_REQUEST, "the body ended before it was complete");
    } catch (RuntimeException | Error e) {
      body.close();
      throw e;
    }
  }

  private void fill(InputStream in, long announced, HttpLimits limits, Deadline deadline)
      throws IOException {
    long begun = System.nanoTime();
    while (true) {
      if (length == bytes.length && !grow(in, announced, limits)) {
        return;
      }
      int read = in.read(bytes, length, bytes.length - length);
      if (read < 0) {
        return;
      }
      length += read;
      long elapsed = System.nanoTime() - begun;
      boolean slow =
          elapsed > limits.headTime().toNanos()
              && length < limits.minBytesPerSecond() * (elapsed / 1e9);
      if (slow || deadline.passed()) {
        throw new Problem(
            Problem.TIMEOUT,
            "the body came too slowly: %d bytes in %d s"
                .formatted(length, elapsed / 1_000_000_000));
      }
    }
  }

  /** Makes place for more; false if the body is complete. */
  private boolean grow(InputStream in, long announced, HttpLimits limits) throws IOException {
    if (announced >= 0 && length == announced) {
      return false;
    }
    int beyond = in.read();
    if (beyond < 0) {
      return false;
    }
    if (length == limits.maxBodyBytes()) {
      throw tooLarge(limits);
    }
    long most = announced < 0 ? limits.maxBodyBytes() : announced;
    int size = (int) Math.min(Math.max(1, 2L * bytes.length), most);
    budget.take(size - bytes.length);
    bytes = Arrays.copyOf(bytes, size);
    bytes[length++] = (byte) beyond;
    return true;
  }

  private static Problem tooLarge(HttpLimits limits) {
    return new Problem(
        Problem.TOO_LARGE,
        "the body must have at most %d bytes; send smaller or fewer pictures, or raise --max-body"
            .formatted(limits.maxBodyBytes()));
  }

  private static boolean isTimeout(@Nullable Throwable failure) {
    return failure instanceof TimeoutException || failure != null && isTimeout(failure.getCause());
  }

  /** The bytes; the body's own where it filled them exactly. */
  byte[] bytes() {
    return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
  }

  @Override
  public void close() {
    budget.giveBack(bytes.length);
    bytes = new byte[0];
    length = 0;
  }
}
