package org.agegender.dataset.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads the elements of a MAT-file in sequence, keeping nothing but its position. */
final class MatElementStream {

  /** Types of elements that matter here, by their numbers in the format. */
  static final int INT8 = 1;

  static final int INT32 = 5;
  static final int UINT32 = 6;
  static final int MATRIX = 14;
  static final int COMPRESSED = 15;

  private static final int ALIGNMENT = 8;
  private static final int PACKED_MAX = 4;

  private final InputStream in;
  private final ByteOrder order;
  private final byte[] buffer = new byte[8192];
  private long position;

  MatElementStream(InputStream in, ByteOrder order) {
    this.in = in;
    this.order = order;
  }

  /**
   * The head of an element.
   *
   * @param type the number of its type in the format
   * @param size bytes of content, never negative
   * @param padding bytes between the content and the next element
   */
  record Tag(int type, long size, int padding) {

    /** Bytes of one value of this type. */
    int width() {
      return switch (type) {
        case 3, 4, 17 -> 2;
        case 5, 6, 7, 18 -> 4;
        case 9, 12, 13 -> 8;
        default -> 1;
      };
    }

    /** Whether the content is numbers. */
    boolean isNumeric() {
      return (type >= 1 && type <= 7) || type == 9 || type == 12 || type == 13;
    }

    /** Whether the content is text in one of the encodings of the format. */
    boolean isText() {
      return type == 4 || (type >= 16 && type <= 18);
    }
  }

  long position() {
    return position;
  }

  Tag readTag() throws IOException {
    int word = readInt();
    int packedSize = word >>> 16;
    if (packedSize != 0) {
      if (packedSize > PACKED_MAX) {
        throw new IOException("a packed element of " + packedSize + " bytes");
      }
      return new Tag(word & 0xffff, packedSize, PACKED_MAX - packedSize);
    }
    long size = readInt();
    if (size < 0) {
      throw new IOException("an element of negative size");
    }
    boolean aligned = word != MATRIX && word != COMPRESSED;
    int padding = aligned ? (int) (-size & (ALIGNMENT - 1)) : 0;
    return new Tag(word, size, padding);
  }

  int readInt() throws IOException {
    read(buffer, Integer.BYTES);
    return ByteBuffer.wrap(buffer, 0, Integer.BYTES).order(order).getInt();
  }

  /** Reads content whose size the caller has found reasonable. */
  byte[] readBytes(int size) throws IOException {
    byte[] bytes = new byte[size];
    read(bytes, size);
    return bytes;
  }

  void skip(long size) throws IOException {
    long left = size;
    while (left > 0) {
      int count = (int) Math.min(left, buffer.length);
      read(buffer, count);
      left -= count;
    }
  }

  /** Whether nothing follows; a compressed stream checks its check sum on the way. */
  boolean atEnd() throws IOException {
    return in.read() < 0;
  }

  private void read(byte[] target, int size) throws IOException {
    int count = in.readNBytes(target, 0, size);
    position += count;
    if (count < size) {
      throw new EOFException("the content ends too early");
    }
  }
}
