package org.agegender.training.summary;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * One record of a TFRecord file: length (64 bits), masked CRC-32C of the length, the bytes, masked
 * CRC-32C of the bytes; all little-endian. The mask is that of TensorFlow's {@code crc32c.h}.
 */
final class RecordFrame {

  private static final int MASK_DELTA = 0xa282ead8;
  private static final int MASK_SHIFT = 15;

  private RecordFrame() {}

  /** The framed bytes, ready to be written. */
  static ByteBuffer of(byte[] data) {
    int overhead = Long.BYTES + Integer.BYTES + Integer.BYTES;
    ByteBuffer frame = ByteBuffer.allocate(overhead + data.length).order(ByteOrder.LITTLE_ENDIAN);
    frame.putLong(data.length);
    frame.putInt(maskedCrc(frame.array(), Long.BYTES));
    frame.put(data);
    frame.putInt(maskedCrc(data, data.length));
    return frame.flip();
  }

  private static int maskedCrc(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return Integer.rotateRight((int) crc.getValue(), MASK_SHIFT) + MASK_DELTA;
  }
}
