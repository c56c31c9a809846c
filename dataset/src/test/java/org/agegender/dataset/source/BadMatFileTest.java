package org.agegender.dataset.source;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import org.agegender.core.InvalidInputException;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Array;
import us.hebi.matlab.mat.types.Struct;

/** Every bad file gets one line, and never more memory than it holds bytes. */
@Timeout(60)
final class BadMatFileTest {

  private static final int HEADER = 128;
  private static final int RAW = 0;

  @TempDir Path folder;

  @Test
  void noFile() {
    assertRefused(folder.resolve("absent.mat"), "no such file", "--metadata");
  }

  @Test
  void notAMatFile() {
    assertRefused("hello".getBytes(StandardCharsets.UTF_8), "found 5 bytes, less than a header");
    assertRefused(new byte[4096], "found no MAT-file header");
    assertRefused(new byte[0], "found 0 bytes");
  }

  @Test
  void version73IsNamed() {
    byte[] hdf5 = Arrays.copyOf("MATLAB 7.3 MAT-file".getBytes(StandardCharsets.UTF_8), 1000);
    assertRefused(hdf5, "version 7.3", "-v7");
  }

  @Test
  void anotherVariable() {
    assertRefused(bytes("imdb", good()), "a struct named wiki is required, found [imdb]");
  }

  @Test
  void anotherKindOfVariable() {
    assertRefused(bytes("wiki", Mat5.newScalar(3)), "must be one struct");
    assertRefused(bytes("wiki", Mat5.newStruct(1, 2)), "must be one struct");
  }

  @Test
  void missingFieldsAreNamed() {
    for (String field :
        List.of("dob", "photo_taken", "full_path", "gender", "face_score", "second_face_score")) {
      Struct struct = good();
      struct.remove(field);
      assertRefused(bytes("wiki", struct), "must have a field " + field + ", found [");
    }
  }

  @Test
  void fieldsOfUnequalLengths() {
    Struct struct = good().set("gender", MatFixture.numbers(MatFixture.rows(4), row -> 1));
    assertRefused(bytes("wiki", struct), "equal length", "5 in full_path and 4 in gender");
  }

  @Test
  void fieldsOfAnotherKind() {
    assertRefused(
        bytes("wiki", good().set("dob", MatFixture.texts(List.of("a", "b", "c", "d", "e")))),
        "wiki.dob must be numbers");
    assertRefused(
        bytes("wiki", good().set("full_path", Mat5.newMatrix(1, 5))),
        "wiki.full_path must be a cell of texts");
    assertRefused(
        bytes("wiki", good().set("full_path", Mat5.newCell(1, 5))),
        "wiki.full_path{1} must be text");
  }

  @Test
  void cutShortAnywhere() {
    byte[] compressed = bytes("wiki", good());
    for (int size = HEADER + 1; size < compressed.length; size += 37) {
      assertRefused(Arrays.copyOf(compressed, size), "fetch it again");
    }
    assertRefused(Arrays.copyOf(compressed, compressed.length - 1), "cut short");
    byte[] raw = MatFixture.bytes("wiki", good(), RAW);
    assertRefused(Arrays.copyOf(raw, raw.length - 8), "cut short");
  }

  @Test
  void bitRotIsNoticedByTheCheckSum() {
    byte[] bytes = bytes("wiki", good());
    bytes[bytes.length - 1] ^= 1;
    assertRefused(bytes, "fetch it again");
  }

  @Test
  void hugeDimensionsAllocateNothing() {
    Struct struct = good();
    byte[] cells = MatFixture.bytes("wiki", struct, RAW);
    int fullPath = indexOfDimensions(cells, 5, 1);
    ByteBuffer.wrap(cells).order(ByteOrder.LITTLE_ENDIAN).putInt(fullPath, 2_000_000_000);
    assertRefused(cells, "fetch it again");
  }

  @Test
  void hugeElementSizesAllocateNothing() {
    byte[] raw = MatFixture.bytes("wiki", good(), RAW);
    ByteBuffer buffer = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = HEADER; at < raw.length; at += 4) {
      int before = buffer.getInt(at);
      buffer.putInt(at, 0x7ffffff0);
      refusedOrRead(raw);
      buffer.putInt(at, before);
    }
  }

  @Test
  void anyDamageIsRefusedOrHarmless() {
    byte[] raw = MatFixture.bytes("wiki", good(), RAW);
    Random random = new Random(7);
    for (int round = 0; round < 3000; round++) {
      byte[] damaged = raw.clone();
      for (int i = 0; i < 1 + round % 4; i++) {
        damaged[HEADER + random.nextInt(raw.length - HEADER)] = (byte) random.nextInt(256);
      }
      refusedOrRead(damaged);
    }
  }

  @Test
  void aSmallFileThatInflatesBeyondMemoryIsRefused() throws IOException {
    int places = 10_000_000;
    long content = 8L * places;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(Arrays.copyOf(MatFixture.bytes("x", Mat5.newScalar(1), RAW), HEADER));
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflated = new DeflaterOutputStream(zipped)) {
      deflated.write(ints(14, (int) (16 + 16 + 16 + content), 6, 8, 1, 0, 5, 8, 1, places));
      deflated.write(ints(1, 4));
      deflated.write("wiki\0\0\0\0".getBytes(StandardCharsets.US_ASCII));
      byte[] empty = new byte[8 << 16];
      ByteBuffer tags = ByteBuffer.wrap(empty).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < empty.length; i += 8) {
        tags.putInt(i, 14);
      }
      for (long left = content; left > 0; left -= empty.length) {
        deflated.write(empty, 0, (int) Math.min(left, empty.length));
      }
    }
    out.write(ints(15, zipped.size()));
    out.write(zipped.toByteArray());
    ByteBuffer bomb = ByteBuffer.wrap(out.toByteArray());

    assertThatThrownBy(() -> MatFileCheck.check(bomb, "wiki", 64L << 20))
        .isInstanceOf(MatTooBigException.class);
  }

  @Test
  void deepNestingIsRefused() {
    Array nested = Mat5.newScalar(1);
    for (int i = 0; i < 20; i++) {
      nested = Mat5.newCell(1, 1).set(0, nested);
    }
    assertRefused(bytes("wiki", nested), "nested more than");
  }

  private static byte[] ints(int... values) {
    ByteBuffer buffer =
        ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      buffer.putInt(value);
    }
    return buffer.array();
  }

  /** Where the first cell of 1 x {@code count} says its number of columns. */
  private static int indexOfDimensions(byte[] raw, int count, int cellClass) {
    ByteBuffer buffer = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = HEADER; at + 24 <= raw.length; at += 4) {
      if (buffer.getInt(at) == cellClass
          && buffer.getInt(at + 8) == 5
          && buffer.getInt(at + 16) == 1
          && buffer.getInt(at + 20) == count) {
        return at + 20;
      }
    }
    throw new AssertionError("no cell found");
  }

  private static Struct good() {
    return MatFixture.struct(MatFixture.rows(5));
  }

  private static byte[] bytes(String name, Array variable) {
    return MatFixture.bytes(name, variable, 6);
  }

  private static void refusedOrRead(byte[] bytes) {
    try {
      ImdbWikiTable.read(Path.of("damaged.mat"), ByteBuffer.wrap(bytes), "wiki");
    } catch (InvalidInputException expected) {
      if (String.valueOf(expected.getMessage()).contains("\n")) {
        throw new AssertionError("more than one line", expected);
      }
    }
  }

  private void assertRefused(byte[] bytes, String... words) {
    assertRefused(MatFixture.write(folder.resolve("bad.mat"), bytes), words);
  }

  private void assertRefused(Path file, String... words) {
    AbstractThrowableAssert<?, ?> refusal =
        assertThatThrownBy(() -> ImdbWikiSource.wiki(folder, file, 1.0).list())
            .isInstanceOf(InvalidInputException.class)
            .hasMessageStartingWith(file.toString())
            .hasMessageNotContaining("\n");
    for (String word : words) {
      refusal.hasMessageContaining(word);
    }
  }
}
