package org.agegender.vision.detect;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.agegender.core.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Model files are not trusted: each is refused in one line that says how to get a good one. */
final class YuNetRefusalTest {

  @TempDir private Path folder;

  @Test
  void aMissingFileIsRefused() {
    refused(folder.resolve("none.onnx"), "there is no such model file");
  }

  @Test
  void aFolderIsRefused() {
    refused(folder, "must be a regular file");
  }

  @Test
  void aFileOverTheLimitIsRefusedBeforeItIsRead() throws Exception {
    Path large = folder.resolve("large.onnx");
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(16L * 1024 * 1024 + 1);
    }
    assertThatThrownBy(() -> YuNetDetector.open(large))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("at most 16777216 bytes, found 16777217");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no model", "\u0089PNG\r\n"})
  void anotherKindOfFileIsRefused(String content) throws Exception {
    refused(Files.writeString(folder.resolve("m.onnx"), content), "must be an ONNX model");
  }

  @Test
  void aFileCutShortIsRefused() throws Exception {
    byte[] whole = Files.readAllBytes(new TinyOnnx().write(folder.resolve("m.onnx")));
    refused(
        Files.write(folder.resolve("cut.onnx"), Arrays.copyOf(whole, whole.length / 2)),
        "cut short or damaged");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cls_8", "obj_16", "bbox_32", "kps_8"})
  void aModelWithoutAnOutputIsRefused(String output) throws Exception {
    refused(
        new TinyOnnx().without(output).write(folder.resolve("m.onnx")),
        "an output '" + output + "'");
  }

  @Test
  void aModelWithOtherBoxesIsRefused() throws Exception {
    refused(
        new TinyOnnx().boxesOf(6).write(folder.resolve("m.onnx")),
        "output 'bbox_8' of [1, any, 4], found [1, any, 6]");
  }

  @Test
  void aModelForOneSizeIsRefused() throws Exception {
    refused(
        new TinyOnnx().input(1, 1, 3, 320, 320).write(folder.resolve("m.onnx")),
        "any height, any width], found 'input' of [1, 3, 320, 320]");
  }

  @Test
  void aModelForManyPicturesAtOnceIsRefused() throws Exception {
    refused(
        new TinyOnnx().input(1, 8, 3, -1, -1).write(folder.resolve("m.onnx")),
        "found 'input' of [8, 3, any, any]");
  }

  private static void refused(Path file, String why) {
    assertThatThrownBy(() -> YuNetDetector.open(file).close())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(why)
        .hasMessageEndingWith("agegender models fetch")
        .message()
        .doesNotContain("\n");
  }
}
