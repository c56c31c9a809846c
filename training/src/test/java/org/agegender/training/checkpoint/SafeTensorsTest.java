package org.agegender.training.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.agegender.core.InvalidInputException;
import org.agegender.training.network.WeightArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTensorsTest {

  @TempDir Path folder;

  @Test
  void writesTheBytesOfTheFormat() throws IOException {
    Path file = folder.resolve("a.safetensors");
    new SafeTensors(
            Map.of("k", "v"), Map.of("w", new WeightArray(new long[] {1, 2}, new float[] {1, -2})))
        .write(file);
    String json =
        "{\"__metadata__\":{\"k\":\"v\"},"
            + "\"w\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]}}";
    String padded = json + " ".repeat((8 - json.length() % 8) % 8);
    ByteBuffer expected =
        ByteBuffer.allocate(8 + padded.length() + 8).order(ByteOrder.LITTLE_ENDIAN);
    expected.putLong(padded.length()).put(padded.getBytes(StandardCharsets.UTF_8));
    expected.putFloat(1).putFloat(-2);
    assertThat(Files.readAllBytes(file)).isEqualTo(expected.array());
  }

  @Test
  void readsWhatItWrote() throws IOException {
    Map<String, WeightArray> tensors = new LinkedHashMap<>();
    float[] many = new float[300_000];
    for (int i = 0; i < many.length; i++) {
      many[i] = i * 0.5f;
    }
    tensors.put("many", new WeightArray(new long[] {3, 100_000}, many));
    tensors.put("scalar", new WeightArray(new long[0], new float[] {Float.MIN_VALUE}));
    tensors.put("none", new WeightArray(new long[] {0, 4}, new float[0]));
    SafeTensors content = new SafeTensors(Map.of("position", "{\"epoch\":3}"), tensors);
    content.write(folder.resolve("b"));
    assertThat(SafeTensors.read(folder.resolve("b"))).isEqualTo(content);
  }

  @Test
  void leavesOutCountersOfOtherTypes() throws IOException {
    Path file = write("{\"n\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8]}}", 8);
    assertThat(SafeTensors.read(file).tensors()).isEmpty();
  }

  @Test
  void floatsOfOtherSizesBecomeFloats() throws IOException {
    String header =
        "{\"d\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]},"
            + "\"h\":{\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[8,10]},"
            + "\"b\":{\"dtype\":\"BF16\",\"shape\":[1,1],\"data_offsets\":[10,12]}}";
    Path file = write(header, 12);
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .position(bytes.length - 12)
        .putDouble(0.1)
        .putShort((short) 0x3c00)
        .putShort((short) 0xc049);
    Files.write(file, bytes);
    assertThat(SafeTensors.read(file).tensors())
        .isEqualTo(
            Map.of(
                "d", new WeightArray(new long[] {1}, new float[] {0.1f}),
                "h", new WeightArray(new long[] {1}, new float[] {1}),
                "b", new WeightArray(new long[] {1, 1}, new float[] {-3.140625f})));
  }

  @Test
  void aShapeIsHeldAgainstTheBytesOfItsType() throws IOException {
    Path file = write("{\"h\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,8]}}", 8);
    assertThatThrownBy(() -> SafeTensors.read(file)).hasMessageContaining("'h' lies at 0..8");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 8, 30, 100, 159})
  void refusesAFileCutShort(int length) throws IOException {
    Path whole = folder.resolve("whole");
    new SafeTensors(
            Map.of("some", "text"), Map.of("w", new WeightArray(new long[] {16}, new float[16])))
        .write(whole);
    byte[] bytes = Files.readAllBytes(whole);
    assertThat(length).isLessThan(bytes.length);
    Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(bytes, length));
    assertThatThrownBy(() -> SafeTensors.read(cut))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("is no whole safetensors file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[-4,0]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,4]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[2,2147483648],\"data_offsets\":[0,17179869184]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[-1,-1],\"data_offsets\":[0,4]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[100,104]}}",
        "{\"w\":{\"dtype\":\"F32\"}}"
      })
  void refusesPlacesThatDoNotFit(String header) throws IOException {
    Path file = write(header, 16);
    if (header.endsWith("\"F32\"}}")) {
      // No shape is a single number, which takes four bytes and is given none.
      assertThatThrownBy(() -> SafeTensors.read(file)).hasMessageContaining("'w' lies at -1..-1");
    } else {
      assertThatThrownBy(() -> SafeTensors.read(file))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("'w' lies at");
    }
  }

  @Test
  void refusesNamesThatShareTheirBytes() throws IOException {
    String entry = "{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16]}";
    Path file = write("{\"a\":%s,\"b\":%s}".formatted(entry, entry), 16);
    assertThatThrownBy(() -> SafeTensors.read(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("its arrays claim more bytes than it holds");
    assertThat(SafeTensors.read(write("{\"a\":%s}".formatted(entry), 16)).tensors())
        .containsOnlyKeys("a");
  }

  @Test
  void refusesAHeaderThatClaimsMoreThanTheFileHolds() throws IOException {
    byte[] bytes =
        ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN).putLong(Long.MAX_VALUE).array();
    Path file = Files.write(folder.resolve("lie"), bytes);
    assertThatThrownBy(() -> SafeTensors.read(file))
        .hasMessageContaining("its header cannot be 9223372036854775807 bytes long");
  }

  @Test
  void refusesAHeaderThatIsNoJson() throws IOException {
    Path file = write("this is no JSON at all  ", 0);
    assertThatThrownBy(() -> SafeTensors.read(file)).hasMessageContaining("its header is no JSON");
  }

  @Test
  void aFileOfAnotherToolIsNoCheckpoint() throws IOException {
    Path file = write("{}", 0);
    assertThatThrownBy(() -> Checkpoint.read(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("it is no checkpoint of this tool");
  }

  private Path write(String header, int dataBytes) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + json.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(json.length).put(json);
    return Files.write(folder.resolve("made"), bytes.array());
  }
}
