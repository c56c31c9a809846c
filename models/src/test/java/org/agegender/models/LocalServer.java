package org.agegender.models;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on this machine that behaves, for one request after the other, as it is told. */
final class LocalServer implements AutoCloseable {

  /** What a request asked for. */
  record Asked(String address, String range, String ifRange) {}

  /** One way to answer. */
  @FunctionalInterface
  interface Behaviour {
    void answer(HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Deque<Behaviour> next = new ArrayDeque<>();
  private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch closing = new CountDownLatch(1);
  private Behaviour usual = status(500);

  LocalServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /** How it answers when nothing else is said. */
  void usually(Behaviour behaviour) {
    usual = behaviour;
  }

  /** How it answers the next request that nothing is said for yet. */
  void once(Behaviour behaviour) {
    synchronized (next) {
      next.add(behaviour);
    }
  }

  URI address(String path) {
    return URI.create("http://127.0.0.1:%d/%s".formatted(server.getAddress().getPort(), path));
  }

  int port() {
    return server.getAddress().getPort();
  }

  List<Asked> asked() {
    synchronized (asked) {
      return List.copyOf(asked);
    }
  }

  /** The whole content, or the range asked for, as a good server does it. */
  static Behaviour file(byte[] content, String tag) {
    return exchange -> {
      String range = exchange.getRequestHeaders().getFirst("Range");
      exchange.getResponseHeaders().set("ETag", tag);
      if (range != null && tag.equals(exchange.getRequestHeaders().getFirst("If-Range"))) {
        int from = Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
        exchange
            .getResponseHeaders()
            .set(
                "Content-Range",
                "bytes %d-%d/%d".formatted(from, content.length - 1, content.length));
        send(exchange, 206, Arrays.copyOfRange(content, from, content.length));
      } else {
        send(exchange, 200, content);
      }
    };
  }

  /** The whole content, whatever range was asked for, with these headers. */
  static Behaviour whole(byte[] content, String... headers) {
    return exchange -> {
      set(exchange, headers);
      send(exchange, 200, content);
    };
  }

  /** The whole content without saying how long it is. */
  static Behaviour unannounced(byte[] content) {
    return exchange -> {
      exchange.sendResponseHeaders(200, 0);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(content);
      }
    };
  }

  /** Announces the content and breaks off after some bytes. */
  static Behaviour cut(byte[] content, int after, String... headers) {
    return exchange -> {
      set(exchange, headers);
      exchange.sendResponseHeaders(200, content.length);
      exchange.getResponseBody().write(content, 0, after);
      exchange.getResponseBody().flush();
      exchange.close();
    };
  }

  /** Sends some bytes, then nothing more until the server is closed. */
  Behaviour stalled(byte[] content, int after, String... headers) {
    return exchange -> {
      set(exchange, headers);
      exchange.sendResponseHeaders(200, content.length);
      exchange.getResponseBody().write(content, 0, after);
      exchange.getResponseBody().flush();
      try {
        closing.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      exchange.close();
    };
  }

  static Behaviour status(int status, String... headers) {
    return exchange -> {
      set(exchange, headers);
      exchange.sendResponseHeaders(status, -1);
      exchange.close();
    };
  }

  private static void set(HttpExchange exchange, String... headers) {
    for (int i = 0; i < headers.length; i += 2) {
      exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
    }
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    asked.add(
        new Asked(
            exchange.getRequestURI().toString(),
            String.valueOf(exchange.getRequestHeaders().getFirst("Range")),
            String.valueOf(exchange.getRequestHeaders().getFirst("If-Range"))));
    Behaviour behaviour;
    synchronized (next) {
      behaviour = next.isEmpty() ? usual : next.poll();
    }
    behaviour.answer(exchange);
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
