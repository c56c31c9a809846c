package org.agegender.training.summary;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/**
 * The messages of TensorFlow's {@code event.proto} and {@code summary.proto} that scalars need,
 * serialised.
 */
final class EventMessage {

  /** The version that makes TensorBoard heed starts of sessions. */
  static final String FILE_VERSION = "brain.Event:2";

  /** Field numbers of {@code Event}. */
  private static final int WALL_TIME = 1;

  private static final int STEP = 2;
  private static final int VERSION = 3;
  private static final int SUMMARY = 5;
  private static final int SESSION_LOG = 7;

  /** Field numbers of {@code Summary} and {@code Summary.Value}. */
  private static final int SUMMARY_VALUE = 1;

  private static final int VALUE_TAG = 1;
  private static final int VALUE_SIMPLE = 2;

  /** Field number and value in {@code SessionLog}. */
  private static final int SESSION_STATUS = 1;

  private static final int SESSION_START = 1;

  private EventMessage() {}

  static byte[] fileVersion(Instant wallTime) {
    return event(wallTime, 0, out -> out.writeString(VERSION, FILE_VERSION));
  }

  static byte[] sessionStart(Instant wallTime, long step) {
    byte[] log = message(out -> out.writeEnum(SESSION_STATUS, SESSION_START));
    return event(wallTime, step, out -> out.writeByteArray(SESSION_LOG, log));
  }

  static byte[] scalar(Instant wallTime, long step, String tag, float number) {
    byte[] value =
        message(
            out -> {
              out.writeString(VALUE_TAG, tag);
              out.writeFloat(VALUE_SIMPLE, number);
            });
    byte[] summary = message(out -> out.writeByteArray(SUMMARY_VALUE, value));
    return event(wallTime, step, out -> out.writeByteArray(SUMMARY, summary));
  }

  private static byte[] event(Instant wallTime, long step, Fields what) {
    double seconds = wallTime.getEpochSecond() + wallTime.getNano() * 1e-9;
    return message(
        out -> {
          out.writeDouble(WALL_TIME, seconds);
          out.writeInt64(STEP, step);
          what.writeTo(out);
        });
  }

  private static byte[] message(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      fields.writeTo(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("a stream in memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  @FunctionalInterface
  private interface Fields {
    void writeTo(CodedOutputStream out) throws IOException;
  }
}
