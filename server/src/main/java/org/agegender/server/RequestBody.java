package org.agegender.server;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;
import org.agegender.server.batch.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request in memory, never on disk. Memory is taken from the budget as bytes come in,
 * not as they are announced, before it is asked of Java, and given back on closing.
 */
final class RequestBody implements AutoCloseable {

  private static final int FIRST_BYTES = 64 << 10;

  private final BodyBudget budget;
  private byte[] bytes = new byte[0];
  private int length;
  private int taken;

  RequestBody(BodyBudget budget) {
    this.budget = budget;
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
    RequestBody body = new RequestBody(budget);
    try {
      body.grow((int) Math.min(expected, FIRST_BYTES));
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
      if (length == bytes.length && !goesOn(in, announced, limits)) {
        return;
      }
      int read = in.read(bytes, length, bytes.length - length);
      if (read < 0) {
        trim();
        return;
      }
      length += read;
      long elapsed = System.nanoTime() - begun;
      boolean slow =
          elapsed > limits.headTime().toNanos()
              && length < limits.minBytesPerSecond() * (elapsed / 1e9);
      if (slow) {
        throw new Problem(
            Problem.TIMEOUT,
            "the body came too slowly: %d bytes in %d s"
                .formatted(length, elapsed / 1_000_000_000));
      }
      if (deadline.passed()) {
        throw new Problem(
            Problem.TIMEOUT,
            "the body was not complete within %d s; send less at once, or raise --request-timeout"
                .formatted(limits.requestTime().toSeconds()));
      }
    }
  }

  /** Makes place for more; false if the body is complete. */
  private boolean goesOn(InputStream in, long announced, HttpLimits limits) throws IOException {
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
    grow((int) Math.min(Math.max(1, 2L * bytes.length), most));
    bytes[length++] = (byte) beyond;
    return true;
  }

  void grow(int size) {
    budget.take(size - taken);
    taken = size;
    bytes = Arrays.copyOf(bytes, size);
  }

  private void trim() {
    bytes = Arrays.copyOf(bytes, length);
    budget.giveBack(taken - length);
    taken = length;
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

  /** All of it; not a copy. */
  byte[] bytes() {
    return bytes;
  }

  @Override
  public void close() {
    budget.giveBack(taken);
    taken = 0;
    bytes = new byte[0];
    length = 0;
  }
}
