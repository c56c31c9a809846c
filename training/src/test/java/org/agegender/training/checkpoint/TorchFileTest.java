package org.agegender.training.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.agegender.core.InvalidInputException;
import org.agegender.training.network.WeightArray;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TorchFileTest {

  @TempDir private Path folder;

  /** One tensor of two values and a counter, as {@code torch.save} writes a state dict. */
  private static byte[] stateDict() {
    return PickleBytes.begin()
        .orderedDict()
        .raw('q', 0, '(')
        .text("w")
        .tensor("FloatStorage", "0", 2)
        .text("n")
        .tensor("LongStorage", "1", 1, 0, new long[0])
        .raw('u', '}')
        .text("_metadata")
        .orderedDict()
        .raw('s', 'b')
        .end();
  }

  @Test
  void readsAStateDictAndLeavesCountersOut() throws IOException {
    Path file = write(stateDict(), Map.of("data/0", floats(1.5f, -2), "data/1", new byte[8]));
    assertThat(WeightFile.read(file))
        .isEqualTo(Map.of("w", new WeightArray(new long[] {2}, new float[] {1.5f, -2})));
  }

  @Test
  void readsEveryTypeOfRealNumber() throws IOException {
    byte[] pickle =
        PickleBytes.begin()
            .raw('}', '(')
            .text("half")
            .tensor("HalfStorage", "0", 2)
            .text("bfloat16")
            .tensor("BFloat16Storage", "1", 2)
            .text("double")
            .tensor("DoubleStorage", "2", 1)
            .raw('u')
            .end();
    byte[] doubles = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(0.1).array();
    Path file =
        write(
            pickle,
            Map.of(
                "data/0", new byte[] {0, 0x3c, 1, (byte) 0xc0},
                "data/1", new byte[] {(byte) 0x80, 0x3f, 0x49, (byte) 0xc0},
                "data/2", doubles));
    assertThat(WeightFile.read(file))
        .isEqualTo(
            Map.of(
                "half", new WeightArray(new long[] {2}, new float[] {1, -2.001953125f}),
                "bfloat16", new WeightArray(new long[] {2}, new float[] {1, -3.140625f}),
                "double", new WeightArray(new long[] {1}, new float[] {0.1f})));
  }

  @Test
  void viewsOfAStorageAreTakenInTheirOwnOrder() throws IOException {
    byte[] pickle =
        PickleBytes.begin()
            .raw('}', '(')
            .text("turned")
            .tensor("FloatStorage", "0", 7, 1, new long[] {3, 2}, 1, 3)
            .text("last")
            .tensor("FloatStorage", "0", 7, 6, new long[] {1}, 1)
            .text("none")
            .tensor("FloatStorage", "0", 7, 7, new long[] {0, 4}, 4, 1)
            .raw('u')
            .end();
    Path file = write(pickle, Map.of("data/0", floats(0, 1, 2, 3, 4, 5, 6)));
    assertThat(WeightFile.read(file))
        .isEqualTo(
            Map.of(
                "turned",
                new WeightArray(new long[] {3, 2}, new float[] {1, 4, 2, 5, 3, 6}),
                "last",
                new WeightArray(new long[] {1}, new float[] {6}),
                "none",
                new WeightArray(new long[] {0, 4}, new float[0])));
  }

  @Test
  void findsTheStateDictInACheckpoint() throws IOException {
    byte[] pickle =
        PickleBytes.begin()
            .raw('}', '(')
            .text("epoch")
            .whole(90)
            .text("best")
            .raw('G', 0x3f, 0xf0, 0, 0, 0, 0, 0, 0)
            .text("names")
            .raw(']', 'K', 1, 'a', '(', 'K', 2, 'N', 'e')
            .text("state_dict")
            .raw('}')
            .text("w")
            .global("torch._utils", "_rebuild_parameter")
            .tensor("FloatStorage", "0", 1)
            .raw(0x88)
            .orderedDict()
            .raw(0x87, 'R', 's', 'u')
            .end();
    Path file = write(pickle, Map.of("data/0", floats(3)));
    assertThat(WeightFile.read(file)).containsOnlyKeys("w");
  }

  @ParameterizedTest
  @CsvSource({
    "os, system",
    "posix, system",
    "builtins, eval",
    "__builtin__, exec",
    "torch.storage, _load_from_bytes",
    "torch._utils, _rebuild_tensor",
    "torch, load",
    "numpy.core.multiarray, _reconstruct",
    "collections, defaultdict",
    "java.lang.Runtime, getRuntime"
  })
  void asksForNothingButTensors(String module, String name) throws IOException {
    byte[] pickle = PickleBytes.begin().global(module, name).text("touch x").raw(0x85, 'R').end();
    refuses(write(pickle, Map.of()), "it asks for '%s.%s'".formatted(module, name));
  }

  @Test
  void everyOtherOpcodeIsRefused() throws IOException {
    String known = ".N(JKMGXUTqrhj)t]}aesucRQb";
    for (int opcode = 0; opcode < 256; opcode++) {
      boolean allowed = known.indexOf(opcode) >= 0 || (opcode >= 0x80 && opcode <= 0x8a);
      boolean refusedAlways = opcode == 0x81 || opcode == 0x82 || opcode == 0x83 || opcode == 0x84;
      if (!allowed || refusedAlways) {
        byte[] pickle = PickleBytes.begin().raw('}', opcode).end();
        refuses(write(pickle, Map.of()), "opcode 0x%02x at byte 3".formatted(opcode));
      }
    }
  }

  @Test
  void aPickleCutShortAnywhereIsRefused() throws IOException {
    byte[] whole = stateDict();
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      refuses(write(cut, Map.of("data/0", floats(1, 2), "data/1", new byte[8])), "");
    }
  }

  @Test
  void malformedPicklesAreRefused() throws IOException {
    refuses(pickle(), "takes a value where there is none");
    refuses(pickle('t'), "ends a group that was not begun");
    refuses(pickle('K', 1, '(', 0x85), "takes a value where there is none");
    refuses(pickle('h', 7), "takes up entry 7");
    refuses(pickle('}', 'K', 1, 'a'), "appends to what is no list");
    refuses(pickle(']', 'K', 1, 'K', 2, 's'), "changes what is no dictionary");
    refuses(pickle(']', '}', 'b'), "changes what is no dictionary");
    refuses(pickle('}', '(', 'K', 1, 'u'), "a key without a value");
    refuses(pickle('}', ']', 'K', 1, 's'), "neither text nor whole number");
    refuses(pickle('X', 0xff, 0xff, 0xff, 0xff), "ends too early");
    refuses(pickle('X', 0xff, 0xff, 0xff, 0x7f), "ends too early");
    refuses(pickle(0x8a, 9, 1, 1, 1, 1, 1, 1, 1, 1, 1), "more than 64 bits");
    refuses(pickle(0x80, 4), "its protocol must be 2, found 4");
    refuses(pickle('K', 1, ')', 'R'), "calls a function with what");
    refuses(pickle('K', 1, 'Q'), "names a storage as torch does not");
    refuses(pickle('}'), "it holds no tensors by name");
    refuses(
        write(PickleBytes.begin().global("a".repeat(200), "b").end(), Map.of()),
        "a name of endless length");
  }

  @Test
  void storagesAreNamedByNumbersOnly() throws IOException {
    byte[] pickle =
        PickleBytes.begin().raw('}').text("w").tensor("FloatStorage", "../../0", 1).raw('s').end();
    refuses(write(pickle, Map.of("data/../../0", floats(1))), "names a storage as torch does not");
  }

  @Test
  void tensorsMustLieWithinTheirStorage() throws IOException {
    long[] two = {2};
    refuses(view(4, 3, two, 1), "'w' reaches out of its storage");
    refuses(view(4, 0, new long[] {2, 2}, 3, 1), "'w' reaches out of its storage");
    refuses(view(4, Long.MAX_VALUE, two, 1), "'w' reaches out of its storage");
    refuses(view(4, 0, two, Long.MAX_VALUE), "'w' reaches out of its storage");
    refuses(view(4, 0, two, 1, 1), "'w' reaches out of its storage");
    refuses(view(4, -1, two, 1), "'w' reaches out of its storage");
    refuses(view(4, 0, new long[] {-2}, 1), "sizes that no tensor has");
    refuses(view(4, 0, two, -1), "sizes that no tensor has");
    refuses(view(4, 0, new long[9], new long[9]), "sizes that no tensor has");
  }

  @Test
  void claimsAreHeldAgainstTheFileBeforeMemoryIsTaken() throws IOException {
    long[] huge = {1 << 30};
    refuses(view(4, 0, huge, 0), "'w' reaches out of its storage");
    refuses(view(1L << 40, 0, huge, 1), "'w' reaches out of its storage");
    refuses(view(5, 0, new long[] {4}, 1), "storage 0 must have 20 bytes, found 16");
    refuses(view(3, 0, new long[] {3}, 1), "must have at most 12 bytes, found 16");
    PickleBytes many = PickleBytes.begin().raw('}', '(');
    for (int i = 0; i < 100; i++) {
      many.text("w" + i).tensor("FloatStorage", "0", 1000, 0, new long[] {1000}, 0);
    }
    refuses(
        write(many.raw('u').end(), Map.of("data/0", new byte[4000])),
        "claim more values than the file can hold");
  }

  @Test
  void aStorageHasOneTypeAndSize() throws IOException {
    byte[] pickle =
        PickleBytes.begin()
            .raw('}', '(')
            .text("a")
            .tensor("FloatStorage", "0", 1)
            .text("b")
            .tensor("HalfStorage", "0", 2)
            .raw('u')
            .end();
    refuses(write(pickle, Map.of("data/0", new byte[4])), "describes storage 0 in two ways");
  }

  @Test
  void entriesAreThereOnceAndNotCompressed() throws IOException {
    refuses(write(stateDict(), Map.of("data/1", new byte[8])), "entry 'data/0' is missing");
    refuses(
        write(
            stateDict(),
            Map.of("data/0", floats(1, 2), "data/1", new byte[8], "byteorder", bytes("big"))),
        "not little endian");
    assertThat(
            WeightFile.read(
                write(
                    stateDict(),
                    Map.of(
                        "data/0",
                        floats(1, 2),
                        "data/1",
                        new byte[8],
                        "byteorder",
                        bytes("little")))))
        .hasSize(1);
    refuses(zip(ZipEntry.DEFLATED, Map.of("a/data.pkl", stateDict())), "must not be compressed");
    refuses(zip(ZipEntry.STORED, Map.of("a/data.pk", stateDict())), "one data.pkl, found 0");
    refuses(
        zip(ZipEntry.STORED, Map.of("a/data.pkl", stateDict(), "b/data.pkl", stateDict())),
        "one data.pkl, found 2");
    refuses(
        zip(ZipEntry.STORED, Map.of("a/data.pkl", new byte[(4 << 20) + 1])),
        "'data.pkl' must have at most 4194304 bytes");
    byte[] cut = Files.readAllBytes(zip(ZipEntry.STORED, Map.of("a/data.pkl", stateDict())));
    refuses(
        Files.write(folder.resolve("cut"), Arrays.copyOf(cut, cut.length / 2)),
        "no whole zip archive");
  }

  private void refuses(Path file, String message) {
    ThrowingCallable reading = () -> WeightFile.read(file);
    assertThatThrownBy(reading)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("must be a PyTorch file with a dictionary of tensors")
        .hasMessageContaining(message);
  }

  private Path pickle(int... opcodes) throws IOException {
    return write(PickleBytes.begin().raw(opcodes).end(), Map.of());
  }

  /** One tensor over a storage of four floats that the pickle says has {@code count}. */
  private Path view(long count, long offset, long[] sizes, long... strides) throws IOException {
    byte[] pickle =
        PickleBytes.begin()
            .raw('}')
            .text("w")
            .tensor("FloatStorage", "0", count, offset, sizes, strides)
            .raw('s')
            .end();
    return write(pickle, Map.of("data/0", floats(1, 2, 3, 4)));
  }

  private Path write(byte[] pickle, Map<String, byte[]> entries) throws IOException {
    Map<String, byte[]> all = new LinkedHashMap<>();
    all.put("archive/data.pkl", pickle);
    entries.forEach((name, content) -> all.put("archive/" + name, content));
    return zip(ZipEntry.STORED, all);
  }

  private Path zip(int method, Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> content : entries.entrySet()) {
        ZipEntry entry = new ZipEntry(content.getKey());
        CRC32 sum = new CRC32();
        sum.update(content.getValue());
        entry.setMethod(method);
        entry.setSize(content.getValue().length);
        entry.setCrc(sum.getValue());
        out.putNextEntry(entry);
        out.write(content.getValue());
      }
    }
    return Files.write(folder.resolve("weights.pth"), bytes.toByteArray());
  }

  private static byte[] floats(float... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
