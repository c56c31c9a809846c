package org.agegender.training.checkpoint;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes pickles opcode by opcode, as the format's description has them. */
final class PickleBytes {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Begins one of protocol 2. */
  static PickleBytes begin() {
    return new PickleBytes().raw(0x80, 2);
  }

  PickleBytes raw(int... bytes) {
    for (int b : bytes) {
      out.write(b);
    }
    return this;
  }

  private PickleBytes little(int count, long value) {
    byte[] bytes =
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
    out.write(bytes, 0, count);
    return this;
  }

  PickleBytes text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    raw('X').little(Integer.BYTES, bytes.length).out.writeBytes(bytes);
    return this;
  }

  /** A whole number in the shortest way that torch would choose. */
  PickleBytes whole(long value) {
    if (value >= 0 && value < 256) {
      return raw('K').little(1, value);
    }
    if (value >= 0 && value < 65536) {
      return raw('M').little(2, value);
    }
    return value == (int) value
        ? raw('J').little(Integer.BYTES, value)
        : raw(0x8a, Long.BYTES).little(Long.BYTES, value);
  }

  PickleBytes global(String module, String name) {
    out.writeBytes(("c" + module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
    return this;
  }

  PickleBytes tuple(long... values) {
    raw('(');
    for (long value : values) {
      whole(value);
    }
    return raw('t');
  }

  PickleBytes orderedDict() {
    return global("collections", "OrderedDict").raw(')', 'R');
  }

  /** A storage by its persistent name. */
  PickleBytes storage(String type, String key, long count) {
    return raw('(')
        .text("storage")
        .global("torch", type)
        .text(key)
        .text("cpu")
        .whole(count)
        .raw('t', 'Q');
  }

  /** A whole storage as a tensor. */
  PickleBytes tensor(String type, String key, long count) {
    return tensor(type, key, count, 0, new long[] {count}, 1);
  }

  PickleBytes tensor(
      String type, String key, long count, long offset, long[] sizes, long... strides) {
    return global("torch._utils", "_rebuild_tensor_v2")
        .raw('(')
        .storage(type, key, count)
        .whole(offset)
        .tuple(sizes)
        .tuple(strides)
        .raw(0x89)
        .orderedDict()
        .raw('t', 'R');
  }

  /** Ends it. */
  byte[] end() {
    return raw('.').out.toByteArray();
  }
}
