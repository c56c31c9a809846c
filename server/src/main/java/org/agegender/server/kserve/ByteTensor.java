package org.agegender.server.kserve;

import com.fasterxml.jackson.core.JsonToken;
import java.util.Arrays;
import org.agegender.core.InvalidInputException;

/**
 * The numbers of a tensor as they come out of JSON: a flat list, or lists within lists. Grows with
 * what was read, never with what was announced.
 */
final class ByteTensor {

  private static final String WHERE = "data";
  private static final int DIMENSIONS = 4;

  private byte[] bytes = new byte[4096];
  private int count;
  private final int[] lengths = new int[DIMENSIONS];
  private int leaves = -1;

  ByteTensor() {
    Arrays.fill(lengths, -1);
  }

  /** Reads the list that comes next. */
  void read(StrictJson json) {
    json.next(JsonToken.START_ARRAY, WHERE);
    readList(json, 0);
  }

  private void readList(StrictJson json, int depth) {
    if (depth == DIMENSIONS) {
      throw new InvalidInputException(
          "'data' must be nested in %d lists at most".formatted(DIMENSIONS));
    }
    int length = 0;
    for (JsonToken token = json.next(); token != JsonToken.END_ARRAY; token = json.next()) {
      if (token == JsonToken.START_ARRAY) {
        readList(json, depth + 1);
      } else if (token == JsonToken.VALUE_NUMBER_INT) {
        leaf(depth);
        append(json.current(WHERE));
      } else {
        throw json.wrong(WHERE, JsonToken.VALUE_NUMBER_INT, token);
      }
      length++;
    }
    if (length == 0) {
      throw new InvalidInputException("'data' must not hold an empty list");
    }
    if (lengths[depth] >= 0 && lengths[depth] != length) {
      throw ragged();
    }
    lengths[depth] = length;
  }

  private void leaf(int depth) {
    if (leaves >= 0 && leaves != depth) {
      throw ragged();
    }
    leaves = depth;
  }

  private static InvalidInputException ragged() {
    return new InvalidInputException(
        "'data' must have lists of equal length and depth, found a ragged one");
  }

  private void append(long value) {
    if (value < 0 || value > 0xFF) {
      throw new InvalidInputException("'data' of type UINT8 must be 0..255, found " + value);
    }
    if (count == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * count);
    }
    bytes[count++] = (byte) value;
  }

  /**
   * The numbers, checked against the announced shape; what follows them in the array is none.
   *
   * @throws InvalidInputException if they do not fit it
   */
  byte[] numbers(TensorShape shape) {
    boolean fits = count == shape.elements();
    for (int i = 0; i <= leaves && leaves > 0; i++) {
      fits &= leaves == DIMENSIONS - 1 && lengths[i] == shape.dimension(i);
    }
    if (!fits) {
      throw new InvalidInputException(
          "'data' must hold the %d numbers of the shape %s, flat or nested alike, found %d"
              .formatted(shape.elements(), shape, count));
    }
    return bytes;
  }
}
