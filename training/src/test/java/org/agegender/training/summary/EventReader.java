package org.agegender.training.summary;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads event files apart from the code under test: own bitwise CRC-32C, own reading of the
 * protobuf wire format.
 */
public final class EventReader {

  /** One event; what an event does not have is empty or NaN. */
  public record Event(
      double wallTime, long step, String fileVersion, int sessionStatus, String tag, float value) {}

  private EventReader() {}

  /** All events of a file. */
  public static List<Event> read(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    List<Event> events = new ArrayList<>();
    while (bytes.hasRemaining()) {
      byte[] header = new byte[8];
      bytes.get(bytes.position(), header);
      byte[] data = new byte[Math.toIntExact(bytes.getLong())];
      check(header, bytes.getInt());
      bytes.get(data);
      check(data, bytes.getInt());
      events.add(event(ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN)));
    }
    return events;
  }

  private static void check(byte[] data, int stored) {
    int unmasked = stored - 0xa282ead8;
    int crc = (unmasked << 15) | (unmasked >>> 17);
    if (crc != crc32c(data)) {
      throw new AssertionError("checksum does not fit");
    }
  }

  /** Bit by bit, reflected polynomial 0x82f63b78 (RFC 3720, appendix B.4). */
  static int crc32c(byte[] data) {
    int crc = -1;
    for (byte b : data) {
      crc ^= b & 0xff;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ 0x82f63b78;
      }
    }
    return ~crc;
  }

  private static Event event(ByteBuffer in) {
    double wallTime = Double.NaN;
    long step = 0;
    String version = "";
    int status = 0;
    String tag = "";
    float value = Float.NaN;
    while (in.hasRemaining()) {
      int key = (int) varint(in);
      switch (key) {
        case (1 << 3) | 1 -> wallTime = in.getDouble();
        case 2 << 3 -> step = varint(in);
        case (3 << 3) | 2 -> version = text(in);
        case (7 << 3) | 2 -> {
          ByteBuffer log = part(in);
          status = varint(log) == 1 << 3 ? (int) varint(log) : -1;
        }
        case (5 << 3) | 2 -> {
          ByteBuffer summary = part(in);
          expect(varint(summary), (1 << 3) | 2);
          ByteBuffer point = part(summary);
          expect(varint(point), (1 << 3) | 2);
          tag = text(point);
          expect(varint(point), (2 << 3) | 5);
          value = point.getFloat();
        }
        default -> throw new AssertionError("unexpected key " + key);
      }
    }
    return new Event(wallTime, step, version, status, tag, value);
  }

  private static void expect(long found, long wanted) {
    if (found != wanted) {
      throw new AssertionError("key " + wanted + " expected, found " + found);
    }
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte b = in.get();
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
  }

  private static ByteBuffer part(ByteBuffer in) {
    int length = (int) varint(in);
    ByteBuffer part = in.slice(in.position(), length).order(ByteOrder.LITTLE_ENDIAN);
    in.position(in.position() + length);
    return part;
  }

  private static String text(ByteBuffer in) {
    return StandardCharsets.UTF_8.decode(part(in)).toString();
  }
}
