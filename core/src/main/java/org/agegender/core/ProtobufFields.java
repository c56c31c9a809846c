package org.agegender.core;

import java.util.ArrayList;
import java.util.List;

/** The fields of one protobuf message as they lie in memory, in their order; nothing is copied. */
final class ProtobufFields {

  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED32 = 5;

  private final byte[] bytes;
  private final int end;
  private int position;

  private ProtobufFields(byte[] bytes, int begin, int end) {
    this.bytes = bytes;
    this.position = begin;
    this.end = end;
  }

  /**
   * Where a field lies.
   *
   * @param number in the message's definition
   * @param begin of its tag
   * @param content where its value begins, after tag and length
   * @param end behind its value
   */
  record Field(long number, int begin, int content, int end) {}

  /**
   * @param begin of the message
   * @param end behind the message
   * @throws IllegalArgumentException if the message is cut short or none
   */
  static List<Field> of(byte[] bytes, int begin, int end) {
    ProtobufFields message = new ProtobufFields(bytes, begin, end);
    List<Field> fields = new ArrayList<>();
    while (message.position < end) {
      fields.add(message.next());
    }
    return fields;
  }

  private Field next() {
    int begin = position;
    long tag = varint();
    int content = position;
    switch ((int) (tag & 7)) {
      case VARINT -> varint();
      case FIXED64 -> skip(Long.BYTES);
      case FIXED32 -> skip(Integer.BYTES);
      case LENGTH_DELIMITED -> {
        long length = varint();
        content = position;
        skip(length);
      }
      default -> throw damaged();
    }
    return new Field(tag >>> 3, begin, content, position);
  }

  private void skip(long count) {
    if (count < 0 || count > end - position) {
      throw damaged();
    }
    position += (int) count;
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      if (position >= end) {
        throw damaged();
      }
      byte next = bytes[position++];
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw damaged();
  }

  private static IllegalArgumentException damaged() {
    return new IllegalArgumentException("a message of the file is cut short or damaged");
  }
}
