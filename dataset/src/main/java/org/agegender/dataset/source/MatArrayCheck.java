package org.agegender.dataset.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.agegender.dataset.source.MatElementStream.Tag;

/**
 * Walks through the arrays of a MAT-file: every size must fit into what encloses it, and the memory
 * that reading would take must stay below a limit.
 */
final class MatArrayCheck {

  /** Bytes of memory the reader takes for one array beside its content, as measured, rounded up. */
  private static final long ARRAY_OVERHEAD = 320;

  /** Bytes a place for an array takes in a cell or struct; in the file, an empty array's tag. */
  private static final long PLACE = 8;

  private static final int MAX_DEPTH = 8;
  private static final int MAX_TEXT = 255;
  private static final int FLAGS = 8;

  private static final int CELL = 1;
  private static final int STRUCT = 2;
  private static final int CHAR = 4;
  private static final int FIRST_NUMERIC = 6;
  private static final int LAST_NUMERIC = 15;
  private static final int OPAQUE = 17;
  private static final int COMPLEX = 0x800;

  private final long memoryLimit;
  private long memory;
  private int depth;

  /**
   * @param memoryLimit the most bytes of memory that reading may take, else {@link
   *     MatTooBigException}
   */
  MatArrayCheck(long memoryLimit) {
    this.memoryLimit = memoryLimit;
  }

  /** What an array says of itself before its content. */
  record Head(int arrayClass, boolean complex, long count, String name) {}

  /** The tag of an array that ends before {@code end}. */
  static Tag matrixTag(MatElementStream stream, long end) throws IOException {
    Tag tag = stream.readTag();
    if (tag.type() != MatElementStream.MATRIX) {
      throw new IOException("an element of type " + tag.type() + " where an array should be");
    }
    requireWithin(stream, tag, end);
    return tag;
  }

  Head head(MatElementStream stream, long end) throws IOException {
    Tag flagsTag = tag(stream, end, MatElementStream.UINT32, FLAGS);
    if (flagsTag.size() != FLAGS) {
      throw new IOException("an array without flags");
    }
    int flags = stream.readInt();
    stream.skip(Integer.BYTES);
    int arrayClass = flags & 0xff;
    if (arrayClass == OPAQUE) {
      throw new IOException("an object of a class, which IMDB-WIKI has none of");
    }
    long count = count(stream, end);
    Tag nameTag = tag(stream, end, MatElementStream.INT8, MAX_TEXT);
    byte[] name = stream.readBytes((int) nameTag.size());
    stream.skip(nameTag.padding());
    return new Head(
        arrayClass, (flags & COMPLEX) != 0, count, new String(name, StandardCharsets.US_ASCII));
  }

  private static long count(MatElementStream stream, long end) throws IOException {
    Tag dimensions = tag(stream, end, MatElementStream.INT32, MAX_TEXT);
    long axes = dimensions.size() / Integer.BYTES;
    if (axes < 2 || dimensions.size() % Integer.BYTES != 0) {
      throw new IOException("an array without dimensions");
    }
    long count = 1;
    for (long axis = 0; axis < axes; axis++) {
      int length = stream.readInt();
      if (length < 0 || (length > 0 && count > Integer.MAX_VALUE / length)) {
        throw new IOException("an array of impossible dimensions");
      }
      count *= length;
    }
    stream.skip(dimensions.padding());
    return count;
  }

  void content(MatElementStream stream, Head head, long end) throws IOException {
    int arrayClass = head.arrayClass();
    if (arrayClass == CELL) {
      places(stream, head.count(), end);
    } else if (arrayClass == STRUCT) {
      struct(stream, head, end);
    } else if (!head.complex()
        && (arrayClass == CHAR || (arrayClass >= FIRST_NUMERIC && arrayClass <= LAST_NUMERIC))) {
      values(stream, head, end);
    } else {
      throw new IOException("an array of class " + arrayClass + ", which IMDB-WIKI has none of");
    }
    if (stream.position() != end) {
      throw new IOException("an array that is longer or shorter than its head says");
    }
  }

  private void struct(MatElementStream stream, Head head, long end) throws IOException {
    Tag lengthTag = tag(stream, end, MatElementStream.INT32, Integer.BYTES);
    if (lengthTag.size() != Integer.BYTES) {
      throw new IOException("a struct without the length of its field names");
    }
    int length = stream.readInt();
    stream.skip(lengthTag.padding());
    Tag names = tag(stream, end, MatElementStream.INT8, end - stream.position());
    if (length < 1 || names.size() % length != 0) {
      throw new IOException("a struct without field names");
    }
    spend(names.size());
    stream.skip(names.size() + names.padding());
    places(stream, names.size() / length * head.count(), end);
  }

  private void places(MatElementStream stream, long count, long end) throws IOException {
    if (count > (end - stream.position()) / PLACE) {
      throw new IOException("%d arrays declared where they cannot fit".formatted(count));
    }
    spend(ARRAY_OVERHEAD + count * PLACE);
    if (++depth > MAX_DEPTH) {
      throw new IOException("arrays nested more than " + MAX_DEPTH + " deep");
    }
    for (long place = 0; place < count; place++) {
      Tag tag = matrixTag(stream, end);
      if (tag.size() > 0) {
        long innerEnd = stream.position() + tag.size();
        content(stream, head(stream, innerEnd), innerEnd);
      }
    }
    depth--;
  }

  private void values(MatElementStream stream, Head head, long end) throws IOException {
    Tag tag = stream.readTag();
    requireWithin(stream, tag, end);
    boolean text = head.arrayClass() == CHAR;
    long values = tag.size() / tag.width();
    boolean fits =
        text
            ? tag.isText() && head.count() <= tag.size()
            : tag.isNumeric() && head.count() == values && tag.size() % tag.width() == 0;
    if (!fits) {
      throw new IOException(
          "an array of %d values with content for %d".formatted(head.count(), values));
    }
    spend(ARRAY_OVERHEAD + 2 * tag.size());
    stream.skip(tag.size() + tag.padding());
  }

  private void spend(long bytes) throws IOException {
    memory += bytes;
    if (memory > memoryLimit) {
      throw new MatTooBigException();
    }
  }

  private static Tag tag(MatElementStream stream, long end, int type, long maxSize)
      throws IOException {
    Tag tag = stream.readTag();
    if (tag.type() != type || tag.size() > maxSize) {
      throw new IOException(
          "an element of type %d and %d bytes where one of type %d should be"
              .formatted(tag.type(), tag.size(), type));
    }
    requireWithin(stream, tag, end);
    return tag;
  }

  private static void requireWithin(MatElementStream stream, Tag tag, long end) throws IOException {
    if (tag.size() > end - stream.position()) {
      throw new IOException("an element of %d bytes where it cannot fit".formatted(tag.size()));
    }
  }
}
