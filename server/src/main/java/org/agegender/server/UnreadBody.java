package org.agegender.server;

import io.javalin.http.Context;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.agegender.server.batch.Deadline;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/**
 * Many requests are refused before their body is read, or before it has come. What is left of it
 * would be taken for the next request on that connection, so the answer ends the connection. A
 * client that is still sending would miss the answer if the connection were closed at once, for
 * what comes in afterwards is answered by a reset: the filter sends the answer and then throws away
 * what still comes (RFC 9112, section 9.6), as long as it comes as fast as a body must.
 */
final class UnreadBody implements Filter {

  private static final String UNREAD = UnreadBody.class.getName();
  private static final String ANSWERED = UNREAD + ".answered";
  private static final int READS_AT_ONCE = 16;
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final long PAUSE_MILLIS = 10;

  private final HttpLimits limits;
  private final BooleanSupplier stopping;

  /** What a look at the connection found. */
  private enum Found {
    MORE,
    NOTHING_YET,
    END,
    FAILURE
  }

  /**
   * Reads on for {@code requestTime} at most.
   *
   * @param stopping whether the service should not wait for anybody any more
   */
  UnreadBody(HttpLimits limits, BooleanSupplier stopping) {
    this.limits = limits;
    this.stopping = stopping;
  }

  /** Reads what is there without waiting; unless that was all, the answer ends the connection. */
  static void check(Context ctx) {
    ServletContextRequest request = ServletContextRequest.getServletContextRequest(ctx.req());
    if (throwAway(request) != Found.END) {
      ctx.header("Connection", "close");
      ctx.req().setAttribute(UNREAD, true);
    }
  }

  /**
   * Reads a little without waiting. Not {@code consumeAvailable}: after that nothing more can be
   * read.
   */
  private static Found throwAway(ServletContextRequest request) {
    for (int i = 0; i < READS_AT_ONCE; i++) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        return Found.NOTHING_YET;
      }
      chunk.release();
      if (chunk.isLast()) {
        return Content.Chunk.isFailure(chunk) ? Found.FAILURE : Found.END;
      }
    }
    return Found.MORE;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    chain.doFilter(request, response);
    if (request.getAttribute(UNREAD) != null) {
      response.getOutputStream().close();
      ServletContextRequest refused =
          ServletContextRequest.getServletContextRequest((HttpServletRequest) request);
      refused.setAttribute(ANSWERED, System.nanoTime());
      linger(refused);
    }
  }

  /** When the answer to a request that is done with was complete, as {@link System#nanoTime}. */
  static long answeredNanos(Request request) {
    return request.getAttribute(ANSWERED) instanceof Long nanos ? nanos : System.nanoTime();
  }

  private void linger(ServletContextRequest request) {
    Connection connection = request.getConnectionMetaData().getConnection();
    Deadline end = Deadline.in(limits.requestTime());
    Deadline second = Deadline.in(SECOND);
    long bytesBefore = connection.getBytesIn();
    for (Found found = throwAway(request);
        found == Found.MORE || found == Found.NOTHING_YET && paused();
        found = throwAway(request)) {
      if (stopping.getAsBoolean() || end.passed()) {
        return;
      }
      if (second.passed()) {
        long bytes = connection.getBytesIn();
        if (bytes - bytesBefore < limits.minBytesPerSecond()) {
          return;
        }
        second = Deadline.in(SECOND);
        bytesBefore = bytes;
      }
    }
  }

  /** Waits a moment for more; false if the thread should end. */
  private static boolean paused() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
