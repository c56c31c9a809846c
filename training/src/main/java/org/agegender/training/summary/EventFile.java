package org.agegender.training.summary;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Locale;

/**
 * An event file that TensorBoard reads: named scalars over steps. Each record goes to the operating
 * system in one write, so a killed process leaves whole records and at most one cut one at the end,
 * which TensorBoard passes over. Not safe for use by several threads.
 *
 * <p>A run that goes on after an interruption writes a new file in the same folder: {@link
 * #resume}.
 *
 * <pre>{@code
 * try (EventFile events = EventFile.create(run)) {
 *   events.scalar("validation/age_mae", step, 6.1, Instant.now());
 * }
 * }</pre>
 */
public final class EventFile implements Closeable {

  private final FileChannel channel;
  private final Path path;

  private EventFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Opens a new file {@code events.out.tfevents.SECONDS.HOST} and writes its version record.
   *
   * @param folder the run, made if absent; never overwrites a file in it
   * @throws IOException if the file cannot be written
   */
  public static EventFile create(Path folder) throws IOException {
    return open(folder, Instant.now());
  }

  /**
   * Opens a new file for a run that goes on. It begins with the start of a session at {@code
   * nextStep}: TensorBoard then drops what older files of the folder hold for this step and later
   * ones, so steps that are run again after the last checkpoint show once, with their new values.
   *
   * @param folder the run
   * @param nextStep the first step that will be written
   * @throws IOException if the file cannot be written
   */
  public static EventFile resume(Path folder, long nextStep) throws IOException {
    Instant now = Instant.now();
    EventFile file = open(folder, now);
    try {
      file.append(EventMessage.sessionStart(now, nextStep));
    } catch (IOException e) {
      file.channel.close();
      throw e;
    }
    return file;
  }

  /**
   * Writes one point of a curve.
   *
   * @param tag the name of the curve, {@code group/name}
   * @param step the training step, at least 0
   * @param value stored as a 32-bit float
   * @param wallTime when it was measured
   * @throws IOException if it cannot be written
   */
  public void scalar(String tag, long step, double value, Instant wallTime) throws IOException {
    append(EventMessage.scalar(wallTime, step, tag, (float) value));
  }

  /**
   * Forces what was written to the disk.
   *
   * @throws IOException if the disk refuses
   */
  public void flush() throws IOException {
    channel.force(false);
  }

  /** Where it is written. */
  public Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static EventFile open(Path folder, Instant now) throws IOException {
    Files.createDirectories(folder);
    String name =
        String.format(Locale.ROOT, "events.out.tfevents.%010d.%s", now.getEpochSecond(), host());
    for (int copy = 0; ; copy++) {
      Path path = folder.resolve(copy == 0 ? name : name + "." + copy);
      try {
        FileChannel channel =
            FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        EventFile file = new EventFile(path, channel);
        file.append(EventMessage.fileVersion(now));
        return file;
      } catch (FileAlreadyExistsException e) {
        // Another file was begun in the same second; the next name sorts behind it.
        continue;
      }
    }
  }

  private void append(byte[] event) throws IOException {
    ByteBuffer frame = RecordFrame.of(event);
    while (frame.hasRemaining()) {
      channel.write(frame);
    }
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9.-]", "_");
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
