package org.agegender.training.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElementTypeTest {

  @ParameterizedTest
  @CsvSource({
    "0x0000, 0.0",
    "0x8000, -0.0",
    "0x3c00, 1.0",
    "0xc000, -2.0",
    "0x3555, 0.333251953125",
    "0x7bff, 65504.0",
    "0x0001, 5.9604644775390625e-8",
    "0x83ff, -6.097555160522461e-5",
    "0x0400, 6.103515625e-5",
    "0x7c00, Infinity",
    "0xfc00, -Infinity",
    "0x7e00, NaN"
  })
  void halvesAreReadByTheirDefinition(String bits, Float expected) {
    assertThat(read(ElementType.HALF, bits)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0x3f80, 1.0", "0xc049, -3.140625", "0x0001, 9.1835e-41", "0x7f80, Infinity"})
  void bfloat16sAreTheUpperHalvesOfFloats(String bits, Float expected) {
    assertThat(read(ElementType.BFLOAT16, bits)).isEqualTo(expected);
  }

  @Test
  void countsAreNoWeights() {
    assertThatThrownBy(() -> ElementType.LONG.read(ByteBuffer.allocate(8), new float[1]))
        .hasMessageContaining("whole numbers are no weights");
  }

  private static float read(ElementType type, String bits) {
    ByteBuffer bytes = ByteBuffer.allocate(2).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putShort(Integer.decode(bits).shortValue()).flip();
    float[] value = new float[1];
    type.read(bytes, value);
    return value[0];
  }
}
