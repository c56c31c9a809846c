package org.agegender.training.checkpoint;

import java.nio.ByteBuffer;

/**
 * How one value lies in a file of weights, little endian. Types of whole numbers count batches and
 * the like: they are known so that they can be passed over.
 */
enum ElementType {
  /** IEEE 754 of 32 bits. */
  FLOAT(Float.BYTES, true),
  /** IEEE 754 of 64 bits; read to the nearest 32-bit float. */
  DOUBLE(Double.BYTES, true),
  /** IEEE 754 of 16 bits. */
  HALF(Short.BYTES, true),
  /** The upper 16 bits of a 32-bit float. */
  BFLOAT16(Short.BYTES, true),
  /** Whole numbers of 64 bits. */
  LONG(Long.BYTES, false),
  /** Whole numbers of 32 bits. */
  INT(Integer.BYTES, false),
  /** Whole numbers of 16 bits. */
  SHORT(Short.BYTES, false),
  /** Whole numbers of 8 bits, with or without sign, and truth values. */
  BYTE(Byte.BYTES, false);

  private static final int HALF_EXPONENT_SHIFT = 10;
  private static final int HALF_FRACTION = 0x3ff;
  private static final int HALF_LARGEST_EXPONENT = 0x1f;
  private static final int BIAS_DIFFERENCE = 127 - 15;
  private static final int FLOAT_EXPONENT_SHIFT = 23;
  private static final int FRACTION_SHIFT = FLOAT_EXPONENT_SHIFT - HALF_EXPONENT_SHIFT;
  private static final int INFINITY = 0xff << FLOAT_EXPONENT_SHIFT;
  private static final float SMALLEST_HALF = 0x1p-24f;

  private final int bytes;
  private final boolean real;

  ElementType(int bytes, boolean real) {
    this.bytes = bytes;
    this.real = real;
  }

  /** Bytes of one value. */
  int bytes() {
    return bytes;
  }

  /** Whether values are real numbers, such as weights, and not counts. */
  boolean real() {
    return real;
  }

  /**
   * Reads as many values as {@code target} takes from the position of {@code source}, which must be
   * little endian.
   *
   * @throws IllegalStateException for whole numbers
   */
  void read(ByteBuffer source, float[] target) {
    switch (this) {
      case FLOAT -> source.asFloatBuffer().get(target);
      case DOUBLE -> {
        for (int i = 0; i < target.length; i++) {
          target[i] = (float) source.getDouble();
        }
      }
      case HALF -> {
        for (int i = 0; i < target.length; i++) {
          target[i] = half(source.getShort());
        }
      }
      case BFLOAT16 -> {
        for (int i = 0; i < target.length; i++) {
          target[i] = Float.intBitsToFloat(source.getShort() << Short.SIZE);
        }
      }
      case LONG, INT, SHORT, BYTE ->
          throw new IllegalStateException("whole numbers are no weights: " + this);
    }
  }

  private static float half(short bits) {
    int sign = (bits & 0x8000) << Short.SIZE;
    int exponent = bits >> HALF_EXPONENT_SHIFT & HALF_LARGEST_EXPONENT;
    int fraction = bits & HALF_FRACTION;
    if (exponent == 0) {
      float small = fraction * SMALLEST_HALF;
      return sign == 0 ? small : -small;
    }
    int wide =
        exponent == HALF_LARGEST_EXPONENT
            ? INFINITY
            : exponent + BIAS_DIFFERENCE << FLOAT_EXPONENT_SHIFT;
    return Float.intBitsToFloat(sign | wide | fraction << FRACTION_SHIFT);
  }
}
