package org.agegender.server;

import io.javalin.Javalin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agegender.core.InvalidInputException;
import org.agegender.inference.FaceNetwork;
import org.agegender.inference.PhotoAnalyzer;
import org.agegender.server.batch.DynamicBatcher;
import org.agegender.server.metrics.ServiceMetrics;
import org.agegender.vision.FaceDetector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP service.
 *
 * <pre>{@code
 * try (FaceModel model = FaceModel.open(Path.of("model.onnx"));
 *     FaceServer server = FaceServer.start(options, model, Optional.of(detector))) {
 *   System.out.println(server.address());
 *   ...
 * }
 * }</pre>
 *
 * <p>Safe for use by several threads.
 */
public final class FaceServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FaceServer.class);
  private static final int BACKLOG = 256;

  private final ServerOptions options;
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final ServiceMetrics metrics = new ServiceMetrics();
  private final AnalysisPool pool;
  private final DynamicBatcher batcher;
  private final PhotoAnalyzer analyzer;
  private final ConnectionGuard guard;
  private final BodyBudget budget;
  private final Javalin http;

  private FaceServer(
      ServerOptions options,
      FaceNetwork network,
      Optional<FaceDetector> detector,
      ServerSocketChannel socket) {
    this.options = options;
    AnalysisOptions analysis = options.analysis();
    DecodingSlots slots = new DecodingSlots(analysis.threads());
    this.pool = new AnalysisPool(slots, analysis.inFlight(), analysis.queue());
    this.batcher = DynamicBatcher.start(network, analysis.batching(), slots, metrics);
    FaceNetwork shared = slots.leavingFor(batcher);
    this.analyzer =
        detector
            .map(found -> PhotoAnalyzer.of(shared, found, analysis.pictures()))
            .orElseGet(() -> PhotoAnalyzer.ofWholePictures(shared, analysis.pictures()));
    this.guard = new ConnectionGuard(options.limits());
    this.budget = new BodyBudget(options.limits().maxWaitingBytes());
    this.http = Javalin.create(new HttpSetup(this, options, socket)::configure);
    addGauges();
  }

  /**
   * Begins to listen.
   *
   * @param network stays the caller's to close, after the server
   * @param detector looks for faces, and stays the caller's to close; without one each picture is
   *     taken as one face
   * @throws InvalidInputException if the address cannot be listened at
   */
  public static FaceServer start(
      ServerOptions options, FaceNetwork network, Optional<FaceDetector> detector) {
    ServerSocketChannel socket = bind(options);
    FaceServer server = new FaceServer(options, network, detector, socket);
    try {
      server.http.start();
      return server;
    } catch (RuntimeException e) {
      server.closeParts();
      close(socket);
      throw e;
    }
  }

  /** Before anything else, so that an address that cannot be had costs one line. */
  private static ServerSocketChannel bind(ServerOptions options) {
    InetSocketAddress address = new InetSocketAddress(options.host(), options.port());
    try {
      ServerSocketChannel socket = ServerSocketChannel.open();
      try {
        socket.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        return socket.bind(address, BACKLOG);
      } catch (IOException | RuntimeException e) {
        close(socket);
        throw e;
      }
    } catch (UnresolvedAddressException e) {
      throw cannotListen(options, "there is no such host", e);
    } catch (IOException e) {
      throw cannotListen(options, String.valueOf(e.getMessage()), e);
    }
  }

  private static InvalidInputException cannotListen(
      ServerOptions options, String reason, Exception e) {
    return new InvalidInputException(
        "the service cannot listen at %s port %d (%s); choose others with --host and --port"
            .formatted(options.host(), options.port(), reason),
        e);
  }

  private static void close(ServerSocketChannel socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException("a socket cannot be closed", e);
    }
  }

  private void addGauges() {
    metrics.gauge("agegender.pictures.waiting", "Pictures that wait for a thread", pool::waiting);
    metrics.gauge("agegender.pictures.in.hand", "Pictures that are worked on", pool::inHand);
    metrics.gauge(
        "agegender.faces.waiting", "Faces that wait for the network", batcher::waitingFaces);
    metrics.gauge("agegender.connections", "Open connections", guard::connections);
    metrics.gauge("agegender.body.bytes", "Memory taken by bodies of requests", budget::taken);
  }

  /** Where it listens, with the port that was found free. */
  public URI address() {
    String host = options.host().contains(":") ? "[" + options.host() + "]" : options.host();
    return URI.create("http://" + host + ":" + http.port() + "/");
  }

  /** What looks for faces, for the user. */
  public String detectorName() {
    return analyzer.detectorName();
  }

  /** What the user should know of how faces are cut out; empty if all is well. */
  public Optional<String> warning() {
    return analyzer.warning();
  }

  boolean isStopping() {
    return stopping.get();
  }

  ServiceMetrics metrics() {
    return metrics;
  }

  AnalysisPool pool() {
    return pool;
  }

  DynamicBatcher batcher() {
    return batcher;
  }

  PhotoAnalyzer analyzer() {
    return analyzer;
  }

  ConnectionGuard guard() {
    return guard;
  }

  BodyBudget budget() {
    return budget;
  }

  /**
   * Takes no new requests, lets those in flight finish within {@link ServerOptions#stopTime()}, and
   * gives all back. A second call does nothing.
   */
  @Override
  public void close() {
    if (stopping.compareAndSet(false, true)) {
      stopListening();
      closeParts();
    }
  }

  private void stopListening() {
    try {
      http.jettyServer().server().stop();
    } catch (TimeoutException e) {
      LOG.warn(
          "requests that had not finished {} s after the service was stopped were cut off",
          options.stopTime().toSeconds());
    } catch (Exception e) {
      LOG.error("the service could not be stopped in order", e);
    }
  }

  private void closeParts() {
    pool.close();
    batcher.close();
    analyzer.close();
    metrics.close();
  }
}
