package org.agegender.core;

import java.nio.file.Path;
import java.util.Map;

/**
 * Walks the protobuf fields of an ONNX file without reading values, before a native parser sees it:
 * tells a file that is cut short from one that is something else, and refuses tensors kept in other
 * files, since a model may not name a path.
 */
final class OnnxStructure {

  private static final int DEEPEST = 64;
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED32 = 5;

  private static final int MODEL_IR_VERSION = 1;
  private static final int MODEL_GRAPH = 7;
  private static final int TENSOR_EXTERNAL_DATA = 13;
  private static final int TENSOR_DATA_LOCATION = 14;

  /** The messages in which tensors may hide. */
  private enum Message {
    MODEL,
    GRAPH,
    FUNCTION,
    NODE,
    ATTRIBUTE,
    SPARSE_TENSOR,
    TENSOR
  }

  /** Which fields of a message are such messages, by their number in ONNX's specification. */
  private static final Map<Message, Map<Long, Message>> CHILDREN =
      Map.of(
          Message.MODEL,
          Map.of((long) MODEL_GRAPH, Message.GRAPH, 25L, Message.FUNCTION),
          Message.GRAPH,
          Map.of(1L, Message.NODE, 5L, Message.TENSOR, 15L, Message.SPARSE_TENSOR),
          Message.FUNCTION,
          Map.of(7L, Message.NODE, 11L, Message.ATTRIBUTE),
          Message.NODE,
          Map.of(5L, Message.ATTRIBUTE),
          Message.ATTRIBUTE,
          Map.of(
              5L,
              Message.TENSOR,
              6L,
              Message.GRAPH,
              10L,
              Message.TENSOR,
              11L,
              Message.GRAPH,
              22L,
              Message.SPARSE_TENSOR,
              23L,
              Message.SPARSE_TENSOR),
          Message.SPARSE_TENSOR,
          Map.of(1L, Message.TENSOR, 2L, Message.TENSOR),
          Message.TENSOR,
          Map.of());

  private final Path file;
  private final byte[] bytes;
  private final String remedy;
  private int position;
  private boolean hasVersion;
  private boolean hasGraph;

  private OnnxStructure(Path file, byte[] bytes, String remedy) {
    this.file = file;
    this.bytes = bytes;
    this.remedy = remedy;
  }

  /**
   * @param file for messages
   * @param remedy what the user can do, for messages
   * @throws InvalidInputException if the bytes are no whole, self-contained ONNX model
   */
  static void check(Path file, byte[] bytes, String remedy) {
    if (bytes.length == 0) {
      throw new InvalidInputException(
          "%s: must be an ONNX model, found an empty file; %s".formatted(file, remedy));
    }
    OnnxStructure structure = new OnnxStructure(file, bytes, remedy);
    structure.walk(Message.MODEL, bytes.length, 0);
    if (!structure.hasVersion || !structure.hasGraph) {
      throw structure.notOnnx();
    }
  }

  private void walk(Message message, int end, int depth) {
    if (depth > DEEPEST) {
      throw notOnnx();
    }
    while (position < end) {
      long tag = varint(end);
      long field = tag >>> 3;
      switch ((int) (tag & 7)) {
        case VARINT -> {
          long value = varint(end);
          hasVersion |= message == Message.MODEL && field == MODEL_IR_VERSION;
          if (message == Message.TENSOR && field == TENSOR_DATA_LOCATION && value != 0) {
            throw external();
          }
        }
        case FIXED64 -> skip(Long.BYTES, end);
        case FIXED32 -> skip(Integer.BYTES, end);
        case LENGTH_DELIMITED -> {
          if (message == Message.TENSOR && field == TENSOR_EXTERNAL_DATA) {
            throw external();
          }
          part(message, field, end, depth);
        }
        default -> throw broken();
      }
    }
  }

  private void part(Message message, long field, int end, int depth) {
    long length = varint(end);
    if (length < 0 || length > end - position) {
      throw broken();
    }
    int partEnd = position + (int) length;
    hasGraph |= message == Message.MODEL && field == MODEL_GRAPH;
    Message child = CHILDREN.getOrDefault(message, Map.of()).get(field);
    if (child == null) {
      position = partEnd;
    } else {
      walk(child, partEnd, depth + 1);
    }
  }

  private void skip(int count, int end) {
    if (count > end - position) {
      throw broken();
    }
    position += count;
  }

  private long varint(int end) {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      if (position >= end) {
        throw broken();
      }
      byte next = bytes[position++];
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw broken();
  }

  private InvalidInputException broken() {
    return hasVersion
        ? new InvalidInputException(
            "%s: the ONNX model is cut short or damaged (%d bytes); %s"
                .formatted(file, bytes.length, remedy))
        : notOnnx();
  }

  private InvalidInputException notOnnx() {
    return new InvalidInputException(
        "%s: must be an ONNX model, found something else; %s".formatted(file, remedy));
  }

  private InvalidInputException external() {
    return new InvalidInputException(
        "%s: a model must be one file, found weights kept in another; %s".formatted(file, remedy));
  }
}
