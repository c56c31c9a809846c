package org.agegender.models;

import java.io.Closeable;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer, piece by piece; at most two pieces are in memory. Unlike the client's own
 * stream it gives up when nothing comes. Closing it ends the connection if the body is not at its
 * end.
 */
final class ResponseBody implements Closeable {

  private final Duration idle;
  private final Pieces pieces = new Pieces();

  private ResponseBody(Duration idle) {
    this.idle = idle;
  }

  /**
   * @param idle how long to wait for the next piece
   */
  static ResponseBody of(Flow.Publisher<List<ByteBuffer>> publisher, Duration idle) {
    ResponseBody body = new ResponseBody(idle);
    publisher.subscribe(body.pieces);
    return body;
  }

  /**
   * The next piece; empty at the end.
   *
   * @throws HttpTimeoutException if nothing comes for too long
   * @throws IOException if the connection breaks
   */
  Optional<List<ByteBuffer>> next() throws IOException, InterruptedException {
    Signal signal = pieces.signals.poll(idle.toMillis(), TimeUnit.MILLISECONDS);
    if (signal == null) {
      throw new HttpTimeoutException("nothing came for %d s".formatted(idle.toSeconds()));
    }
    return switch (signal.kind()) {
      case PIECE -> {
        pieces.request();
        yield Optional.of(signal.buffers());
      }
      case END -> Optional.empty();
      case FAILURE -> throw new IOException(String.valueOf(signal.failure()), signal.failure());
    };
  }

  @Override
  public void close() {
    pieces.cancel();
  }

  private enum Kind {
    PIECE,
    END,
    FAILURE
  }

  private record Signal(Kind kind, List<ByteBuffer> buffers, @Nullable Throwable failure) {}

  private static final class Pieces implements Flow.Subscriber<List<ByteBuffer>> {

    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private Flow.@Nullable Subscription subscription;
    private boolean cancelled;

    @Override
    public synchronized void onSubscribe(Flow.Subscription begun) {
      subscription = begun;
      if (cancelled) {
        begun.cancel();
      } else {
        begun.request(1);
      }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      signals.add(new Signal(Kind.PIECE, buffers, null));
    }

    @Override
    public void onError(Throwable failure) {
      signals.add(new Signal(Kind.FAILURE, List.of(), failure));
    }

    @Override
    public void onComplete() {
      signals.add(new Signal(Kind.END, List.of(), null));
    }

    synchronized void request() {
      if (subscription != null) {
        subscription.request(1);
      }
    }

    synchronized void cancel() {
      cancelled = true;
      if (subscription != null) {
        subscription.cancel();
      }
    }
  }
}
