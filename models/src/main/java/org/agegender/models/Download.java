package org.agegender.models;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings an entry's file into a part file: goes on where an earlier download was cut off, tries
 * again when the network fails, takes no byte more than the entry says, and ends with the whole
 * file verified. Used once.
 */
final class Download {

  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;

  private final ModelEntry entry;
  private final PartFile part;
  private final Transport transport;
  private final Patience patience;
  private final Tally tally;

  Download(ModelEntry entry, PartFile part, Transport transport, Patience patience, Tally tally) {
    this.entry = entry;
    this.part = part;
    this.transport = transport;
    this.patience = patience;
    this.tally = tally;
  }

  /**
   * @throws FetchException if what the server has is not the file, or the network fails for long;
   *     what was received is kept in the latter case
   * @throws FileSystemException if it cannot be written
   */
  void run() throws IOException, InterruptedException {
    boolean resumed = part.length() > 0;
    receive();
    if (!verified() && resumed) {
      // The beginning may have been another version's, or spoilt: once more, from the first byte.
      part.discard();
      receive();
    }
    if (!verified()) {
      String found = Checksum.of(part.path());
      part.discard();
      throw refused("its SHA-256 must be %s, found %s".formatted(entry.sha256(), found));
    }
  }

  private boolean verified() throws IOException {
    return Checksum.of(part.path()).equals(entry.sha256());
  }

  /** Until the part has the size of the whole; gives up after some attempts that bring nothing. */
  private void receive() throws IOException, InterruptedException {
    int failures = 0;
    for (long have = part.length(); have != entry.size(); have = part.length()) {
      try {
        ask();
      } catch (ClosedByInterruptException e) {
        Thread.interrupted();
        throw new InterruptedException();
      } catch (FetchException | FileSystemException e) {
        throw e;
      } catch (IOException e) {
        failures = part.length() > have ? 1 : failures + 1;
        if (failures >= patience.attempts()) {
          throw unreachable(failures, e);
        }
        Thread.sleep(patience.pauseAfter(failures).toMillis());
      }
    }
  }

  private void ask() throws IOException, InterruptedException {
    Optional<String> mark = part.mark();
    long have = part.length();
    if (mark.isEmpty() || have >= entry.size()) {
      have = 0;
    }
    Map<String, String> headers =
        have == 0
            ? Map.of()
            : Map.of("Range", "bytes=" + have + "-", "If-Range", mark.orElseThrow());
    try (Transport.Answer answer = transport.get(entry.address(), headers)) {
      switch (answer.status()) {
        case OK -> takeAll(answer);
        case PARTIAL -> takeRest(answer, have);
        case RANGE_NOT_SATISFIABLE -> {
          part.discard();
          throw new IOException("the server has no such range");
        }
        default -> throw unwanted(answer.status());
      }
    }
  }

  private IOException unwanted(int status) {
    boolean mayPass =
        status >= SERVER_ERROR || status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS;
    String found = "the server answers with status " + status;
    return mayPass ? new IOException(found) : refused(found);
  }

  private void takeAll(Transport.Answer answer) throws IOException, InterruptedException {
    requireLength(answer, entry.size());
    try (PartFile.Writer writer = part.begin(mark(answer))) {
      write(answer.body(), writer, 0);
    }
  }

  private void takeRest(Transport.Answer answer, long have)
      throws IOException, InterruptedException {
    String wanted = "bytes " + have + "-" + (entry.size() - 1) + "/" + entry.size();
    String found = answer.header("Content-Range").orElse("none");
    if (have == 0 || !found.equals(wanted)) {
      part.discard();
      throw refused("a range '%s' was asked for, the server sends '%s'".formatted(wanted, found));
    }
    requireLength(answer, entry.size() - have);
    try (PartFile.Writer writer = part.resume()) {
      write(answer.body(), writer, have);
    }
  }

  private void requireLength(Transport.Answer answer, long expected) throws FetchException {
    Optional<String> announced = answer.header("Content-Length");
    if (announced.isPresent() && !announced.get().equals(Long.toString(expected))) {
      throw refused(
          "%d bytes are expected, the server announces %s".formatted(expected, announced.get()));
    }
  }

  private void write(ResponseBody body, PartFile.Writer writer, long from)
      throws IOException, InterruptedException {
    long have = from;
    tally.reached(have);
    for (Optional<List<ByteBuffer>> piece = body.next(); piece.isPresent(); piece = body.next()) {
      for (ByteBuffer bytes : piece.get()) {
        have += bytes.remaining();
        if (have > entry.size()) {
          throw refused("it has more than the %d bytes expected".formatted(entry.size()));
        }
        writer.write(bytes);
      }
      tally.reached(have);
    }
    if (have < entry.size()) {
      throw new IOException("it ended after %d of %d bytes".formatted(have, entry.size()));
    }
  }

  /** What tells versions apart, strictly enough to add to a part: not an ETag that is weak. */
  private static Optional<String> mark(Transport.Answer answer) {
    return answer
        .header("ETag")
        .filter(tag -> tag.startsWith("\""))
        .or(() -> answer.header("Last-Modified"));
  }

  private FetchException refused(String found) {
    return new FetchException(
        "%s: %s: %s; bring the file by other means and give it with --from"
            .formatted(entry.name(), entry.address(), found));
  }

  private FetchException unreachable(int attempts, IOException cause) {
    String reason = cause.getMessage() == null ? "" : ": " + cause.getMessage();
    return new FetchException(
        ("%s: %s could not be fetched in %d attempts (%s%s); check the network and the proxy"
                + " (AGEGENDER_JAVA_OPTS=-Dhttps.proxyHost=...), then run the command again, or"
                + " bring the file by other means and give it with --from")
            .formatted(
                entry.name(), entry.address(), attempts, cause.getClass().getSimpleName(), reason),
        cause);
  }
}
