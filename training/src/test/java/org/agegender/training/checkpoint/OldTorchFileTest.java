package org.agegender.training.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.agegender.core.InvalidInputException;
import org.agegender.training.network.WeightArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OldTorchFileTest {

  private static final byte[] MAGIC = {
    (byte) 0x80,
    2,
    (byte) 0x8a,
    10,
    0x6c,
    (byte) 0xfc,
    (byte) 0x9c,
    0x46,
    (byte) 0xf9,
    0x20,
    0x6a,
    (byte) 0xa8,
    0x50,
    0x19,
    0x2e
  };

  @TempDir private Path folder;

  @Test
  void readsStoragesInTheOrderOfTheirKeys() throws IOException {
    assertThat(WeightFile.read(write(1001, true, "22", "11", 2)))
        .isEqualTo(
            Map.of(
                "a", new WeightArray(new long[] {2}, new float[] {3, 4}),
                "b", new WeightArray(new long[] {2}, new float[] {1, 2})));
  }

  @Test
  void refusesWhatDoesNotFitTogether() throws IOException {
    refuses(write(1000, true, "22", "11", 2), "its version is not 1001");
    refuses(write(1001, false, "22", "11", 2), "not little endian");
    refuses(write(1001, true, "22", "33", 2), "lists a storage that no tensor has");
    refuses(write(1001, true, "22", "22", 2), "storage 11 is missing");
    refuses(write(1001, true, "22", "11", 3), "storage 22 must have 2 values, found 3");
  }

  @Test
  void refusesAFileCutShortAnywhere() throws IOException {
    byte[] whole = Files.readAllBytes(write(1001, true, "22", "11", 2));
    for (int length = MAGIC.length; length < whole.length; length++) {
      refuses(Files.write(folder.resolve("cut"), Arrays.copyOf(whole, length)), "");
    }
  }

  /** Two tensors, whose storages follow in the order of the keys given. */
  private Path write(int version, boolean little, String first, String second, long count)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(MAGIC);
    bytes.put(PickleBytes.begin().whole(version).end());
    bytes.put(
        PickleBytes.begin()
            .raw('}')
            .text("little_endian")
            .raw(little ? 0x88 : 0x89)
            .raw('s')
            .end());
    // A Python of that time wrote names as texts of bytes.
    bytes.put(
        PickleBytes.begin()
            .raw('}', '(', 'U', 1, 'a')
            .tensor("FloatStorage", "11", 2)
            .raw('T', 1, 0, 0, 0, 'b')
            .tensor("FloatStorage", "22", 2)
            .raw('u')
            .end());
    bytes.put(PickleBytes.begin().raw(']', '(').text(first).text(second).raw('e').end());
    bytes.putLong(count).putFloat(1).putFloat(2);
    bytes.putLong(2).putFloat(3).putFloat(4);
    return Files.write(folder.resolve("old.pth"), Arrays.copyOf(bytes.array(), bytes.position()));
  }

  private static void refuses(Path file, String message) {
    assertThatThrownBy(() -> WeightFile.read(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("must be a PyTorch file")
        .hasMessageContaining(message);
  }
}
