package org.agegender.server;

import io.javalin.config.JettyConfig;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ServerSocketChannel;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The HTTP server underneath: a thread for each connection, so that slow clients cannot take the
 * threads from others; strict paths; no connection beyond the limit, and none for longer than it
 * moves.
 */
final class JettySetup {

  /** Threads beside those of the connections: acceptor, selector, and some to spare. */
  private static final int OWN_THREADS = 16;

  private static final int LEAST_THREADS = 8;
  private static final int THREAD_IDLE_MILLIS = 60_000;
  private static final int HEAD_BYTES = 8 << 10;

  /** With all connections taken, idle ones make place after so long. */
  private static final long CROWDED_IDLE_MILLIS = 1000;

  private final FaceServer server;
  private final ServerOptions options;
  private final ServerSocketChannel socket;

  JettySetup(FaceServer server, ServerOptions options, ServerSocketChannel socket) {
    this.server = server;
    this.options = options;
    this.socket = socket;
  }

  void configure(JettyConfig config) {
    int most = options.limits().maxConnections() + OWN_THREADS;
    config.threadPool =
        new QueuedThreadPool(most, Math.min(most, LEAST_THREADS), THREAD_IDLE_MILLIS);
    config.modifyHttpConfiguration(JettySetup::configure);
    config.modifyServer(this::configure);
    config.modifyServletContextHandler(this::configure);
    config.addConnector(this::connector);
  }

  private static void configure(HttpConfiguration http) {
    http.setUriCompliance(UriCompliance.DEFAULT);
    http.setRequestHeaderSize(HEAD_BYTES);
    http.setSendServerVersion(false);
    http.setSendDateHeader(true);
  }

  private void configure(ServletContextHandler context) {
    context.setErrorHandler(new JettyErrors());
    UnreadBody unread = new UnreadBody(options.limits(), server::isStopping);
    context.addFilter(new FilterHolder(unread), "/*", EnumSet.of(DispatcherType.REQUEST));
  }

  private void configure(Server jetty) {
    jetty.insertHandler(new GracefulHandler());
    jetty.setErrorHandler(new JettyErrors());
    jetty.setStopTimeout(options.stopTime().toMillis());
    jetty.setRequestLog(this::answered);
    NetworkConnectionLimit limit =
        new NetworkConnectionLimit(options.limits().maxConnections(), jetty);
    limit.setEndPointIdleTimeout(
        Math.min(CROWDED_IDLE_MILLIS, options.limits().idleTime().toMillis()));
    jetty.addBean(limit);
  }

  private ServerConnector connector(Server jetty, HttpConfiguration http) {
    ServerConnector connector = new ServerConnector(jetty, 1, 1, new HttpConnectionFactory(http));
    try {
      connector.open(socket);
    } catch (IOException e) {
      throw new UncheckedIOException("the socket that was bound cannot be used", e);
    }
    connector.setIdleTimeout(options.limits().idleTime().toMillis());
    connector.addBean(server.guard());
    return connector;
  }

  private void answered(Request request, Response response) {
    String path = request.getHttpURI() == null ? null : request.getHttpURI().getCanonicalPath();
    String route = path == null ? "other" : Route.of(path).map(Route::path).orElse("other");
    long nanos = UnreadBody.answeredNanos(request) - request.getHeadersNanoTime();
    server.metrics().answered(route, response.getStatus(), Math.max(0, nanos));
  }
}
