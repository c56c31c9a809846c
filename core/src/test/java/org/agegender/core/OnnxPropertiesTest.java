package org.agegender.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OnnxPropertiesTest {

  private static final int VERSION = 1;
  private static final int PRODUCER = 2;
  private static final int GRAPH = 7;
  private static final int OPERATORS = 8;
  private static final int PROPERTY = 14;

  @TempDir private Path folder;

  /** A length-delimited field; lengths below 128 only. */
  private static byte[] field(int number, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(number << 3 | 2);
    out.write(content.length);
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static byte[] text(int number, String text) {
    return field(number, text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] property(String key, String value) {
    return field(PROPERTY, join(text(1, key), text(2, value)));
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private OnnxFile file(byte[]... parts) throws Exception {
    Path file = folder.resolve("m.onnx");
    Files.write(file, join(parts));
    return OnnxFile.read(file, 1000, "x");
  }

  private static final byte[] VERSION_FIELD = {VERSION << 3, 8};
  private static final byte[] PRODUCER_FIELD = text(PRODUCER, "maker");
  private static final byte[] GRAPH_FIELD = field(GRAPH, text(2, "a graph"));
  private static final byte[] OPERATORS_FIELD = field(OPERATORS, new byte[] {2 << 3, 17});

  @Test
  void propertiesAreReadWhereverTheyLie() throws Exception {
    OnnxFile file =
        file(
            VERSION_FIELD,
            property("b", "2"),
            GRAPH_FIELD,
            property("a", "Zürich"),
            OPERATORS_FIELD,
            property("", ""));
    assertThat(file.properties()).isEqualTo(Map.of("a", "Zürich", "b", "2", "", ""));
  }

  @Test
  void allButThePropertiesStaysToTheByteAndInItsOrder() throws Exception {
    OnnxFile file =
        file(VERSION_FIELD, property("old", "1"), PRODUCER_FIELD, GRAPH_FIELD, OPERATORS_FIELD);
    byte[] found = file.withProperties(new TreeMap<>(Map.of("z", "1", "new", "äöü")));
    assertThat(found)
        .isEqualTo(
            join(
                VERSION_FIELD,
                PRODUCER_FIELD,
                GRAPH_FIELD,
                OPERATORS_FIELD,
                property("new", "äöü"),
                property("z", "1")));
    assertThat(file.properties()).containsOnlyKeys("old");
  }

  @Test
  void textsOfAnyLengthAreReadBack() throws Exception {
    OnnxFile file = file(VERSION_FIELD, GRAPH_FIELD);
    TreeMap<String, String> properties = new TreeMap<>();
    for (int length : new int[] {0, 127, 128, 16_383, 16_384, 40_000}) {
      properties.put("k" + length, "v".repeat(length));
    }
    Path written = folder.resolve("n.onnx");
    Files.write(written, file.withProperties(properties));
    assertThat(OnnxFile.read(written, 1 << 20, "x").properties()).isEqualTo(properties);
  }

  @Test
  void aDamagedPropertyIsRefused() throws Exception {
    // A key that claims more bytes than its entry has.
    OnnxFile file =
        file(VERSION_FIELD, GRAPH_FIELD, field(PROPERTY, new byte[] {1 << 3 | 2, 100, 'a'}));
    assertThatThrownBy(file::properties)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("m.onnx: the metadata of the model cannot be read");
  }
}
