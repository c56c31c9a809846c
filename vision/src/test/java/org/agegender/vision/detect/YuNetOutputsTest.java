package org.agegender.vision.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Outputs for a sheet of 96x64 pixels with one cell that says a face, worked out by hand. */
final class YuNetOutputsTest {

  private static final int WIDTH = 96;
  private static final int HEIGHT = 64;

  private final Map<String, float[]> outputs = new HashMap<>();

  YuNetOutputsTest() {
    for (int stride : new int[] {8, 16, 32}) {
      int cells = WIDTH / stride * (HEIGHT / stride);
      outputs.put("cls_" + stride, new float[cells]);
      outputs.put("obj_" + stride, new float[cells]);
      outputs.put("bbox_" + stride, new float[cells * 4]);
      outputs.put("kps_" + stride, new float[cells * 10]);
    }
    // Stride 16 has 6 cells across: column 2, row 1 is cell 8.
    outputs.get("cls_16")[8] = 0.9f;
    outputs.get("obj_16")[8] = 0.4f;
    put("bbox_16", 32, 0.5f, -0.25f, (float) Math.log(2), (float) Math.log(3));
    put("kps_16", 80, 0, 0, 1, 0, 0.5f, 0.5f, 0, 1, 1, 1);
  }

  @Test
  void boxPointsAndScoreComeFromTheCell() {
    List<Candidate> found = read(0.5);
    assertThat(found).hasSize(1);
    Candidate face = found.get(0);
    assertThat(face.score()).isCloseTo(0.6, within(1e-6));
    assertThat(face.width()).isCloseTo(32, within(1e-4));
    assertThat(face.height()).isCloseTo(48, within(1e-4));
    assertThat(face.left()).isCloseTo(40 - 16, within(1e-4));
    assertThat(face.top()).isCloseTo(12 - 24, within(1e-4));
    assertThat(face.points()).containsExactly(32, 16, 48, 16, 40, 24, 32, 32, 48, 32);
  }

  @Test
  void aLowerScoreIsNoFace() {
    assertThat(read(0.61)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "cls_16, 8, NaN",
    "obj_16, 8, NaN",
    "obj_16, 8, -3",
    "bbox_16, 32, NaN",
    "bbox_16, 32, 100",
    "bbox_16, 33, -Infinity",
    "bbox_16, 34, Infinity",
    "bbox_16, 34, 60",
    "bbox_16, 34, -2000",
    "bbox_16, 35, NaN",
    "bbox_16, 35, -2",
    "bbox_16, 34, 2.6",
    "kps_16, 80, NaN",
    "kps_16, 89, 9",
    "kps_16, 85, -Infinity"
  })
  void whatIsNoFaceOnTheSheetIsLeftOut(String output, int at, float value) {
    outputs.get(output)[at] = value;
    assertThat(read(0.5)).isEmpty();
  }

  @Test
  void probabilitiesAboveOneCountAsOne() {
    outputs.get("cls_16")[8] = 7;
    outputs.get("obj_16")[8] = 2;
    assertThat(read(0.5)).extracting(Candidate::score).containsExactly(1.0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cls_8", "obj_16", "bbox_32", "kps_8"})
  void anOutputOfAnotherSizeIsRefused(String output) {
    outputs.put(output, new float[3]);
    assertThatThrownBy(() -> read(0.5))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(output)
        .hasMessageContaining("found 3");
  }

  private void put(String output, int at, float... values) {
    System.arraycopy(values, 0, outputs.get(output), at, values.length);
  }

  private List<Candidate> read(double minScore) {
    return YuNetOutputs.read(name -> FloatBuffer.wrap(outputs.get(name)), WIDTH, HEIGHT, minScore);
  }
}
