package org.agegender.server;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.component.AbstractLifeCycle;

/**
 * Closes connections that keep the server waiting byte by byte, which an idle timeout alone never
 * ends: those whose head is not complete in time, and those whose exchange as a whole takes too
 * long (an answer that is not read).
 */
final class ConnectionGuard extends AbstractLifeCycle implements Connection.Listener {

  private static final long SWEEP_MILLIS = 500;

  private final long headNanos;
  private final long exchangeNanos;
  private final Map<Connection, Watch> watches = new ConcurrentHashMap<>();
  private final ScheduledExecutorService sweeper =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "connection-guard");
            thread.setDaemon(true);
            return thread;
          });

  ConnectionGuard(HttpLimits limits) {
    this.headNanos = limits.headTime().toNanos();
    this.exchangeNanos = 2 * (limits.requestTime().toNanos() + limits.idleTime().toNanos());
  }

  /** What was seen of a connection when it last took a step, and when that was. */
  private record Watch(long requests, long answers, long bytes, long nanos) {

    static Watch of(Connection connection) {
      return new Watch(
          connection.getMessagesIn(),
          connection.getMessagesOut(),
          connection.getBytesIn(),
          System.nanoTime());
    }
  }

  /** How many connections are open. */
  int connections() {
    return watches.size();
  }

  @Override
  public void onOpened(Connection connection) {
    watches.put(connection, Watch.of(connection));
  }

  @Override
  public void onClosed(Connection connection) {
    watches.remove(connection);
  }

  @Override
  protected void doStart() {
    sweeper.scheduleWithFixedDelay(
        () -> watches.forEach(this::look), SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  protected void doStop() {
    sweeper.shutdownNow();
  }

  private void look(Connection connection, Watch before) {
    Watch now = Watch.of(connection);
    boolean stepped = now.requests != before.requests || now.answers != before.answers;
    boolean answering = now.requests > now.answers;
    boolean idle = !answering && now.bytes == before.bytes;
    if (stepped || idle) {
      watches.computeIfPresent(connection, (key, old) -> now);
    } else if (now.nanos - before.nanos > (answering ? exchangeNanos : headNanos)) {
      connection
          .getEndPoint()
          .close(new TimeoutException("the client kept the server waiting for too long"));
    }
  }
}
