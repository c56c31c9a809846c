package org.agegender.dataset.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.InflaterInputStream;
import org.agegender.dataset.source.MatElementStream.Tag;

/**
 * Walks through a MAT-file (level 5) before it is read, in constant memory, and refuses one that is
 * cut short, damaged or whose declared sizes are lies, so that the reader behind it allocates
 * nothing the file does not hold. Format: "MAT-File Format", The MathWorks.
 */
final class MatFileCheck {

  private static final int HEADER = 128;
  private static final int TEXT = 116;
  private static final String LEVEL_5 = "MATLAB 5.0 MAT-file";

  private final String variable;
  private final MatArrayCheck arrays;
  private final List<String> variables = new ArrayList<>();

  private MatFileCheck(String variable, long heapLimit) {
    this.variable = variable;
    this.arrays = new MatArrayCheck(heapLimit);
  }

  /**
   * Checks a file.
   *
   * @param bytes the whole file; its position is left alone
   * @param variable the variable that will be read; others are passed over
   * @param heapLimit the most bytes of memory its reading may take
   * @return the names of all variables
   * @throws IOException if the file is refused; the message ends the sentence "FILE holds ..."
   */
  static List<String> check(ByteBuffer bytes, String variable, long heapLimit) throws IOException {
    MatFileCheck check = new MatFileCheck(variable, heapLimit);
    check.file(bytes.duplicate());
    return List.copyOf(check.variables);
  }

  private void file(ByteBuffer bytes) throws IOException {
    ByteOrder order = header(bytes);
    bytes.position(HEADER);
    while (bytes.hasRemaining()) {
      MatElementStream tags = new MatElementStream(new ByteBufferInputStream(bytes), order);
      Tag tag = tags.readTag();
      if (tag.size() > bytes.remaining()) {
        throw new IOException(
            "an element of %d bytes, of which only %d are there: the file is cut short"
                .formatted(tag.size(), bytes.remaining()));
      }
      ByteBuffer content = bytes.slice(bytes.position(), (int) tag.size());
      bytes.position(bytes.position() + (int) tag.size());
      InputStream raw = new ByteBufferInputStream(content);
      switch (tag.type()) {
        case MatElementStream.COMPRESSED -> {
          try (InputStream inflated = new InflaterInputStream(raw)) {
            MatElementStream stream = new MatElementStream(inflated, order);
            root(stream, MatArrayCheck.matrixTag(stream, Long.MAX_VALUE));
            if (!stream.atEnd()) {
              throw new IOException("bytes after the end of a variable");
            }
          }
        }
        case MatElementStream.MATRIX -> root(new MatElementStream(raw, order), tag);
        default -> throw new IOException("an element of type " + tag.type() + " at its root");
      }
    }
  }

  private static ByteOrder header(ByteBuffer bytes) throws IOException {
    if (bytes.remaining() < HEADER) {
      throw new IOException("%d bytes, less than a header".formatted(bytes.remaining()));
    }
    byte[] text = new byte[TEXT];
    bytes.get(0, text);
    String description = new String(text, StandardCharsets.ISO_8859_1);
    if (description.startsWith("MATLAB 7.3")) {
      throw new IOException("version 7.3 of the format, which is not read: save it with -v7");
    }
    if (!description.startsWith(LEVEL_5)) {
      throw new IOException("no MAT-file header of level 5");
    }
    String endian = "" + (char) bytes.get(HEADER - 2) + (char) bytes.get(HEADER - 1);
    return switch (endian) {
      case "IM" -> ByteOrder.LITTLE_ENDIAN;
      case "MI" -> ByteOrder.BIG_ENDIAN;
      default -> throw new IOException("no mark of its byte order");
    };
  }

  private void root(MatElementStream stream, Tag tag) throws IOException {
    long end = stream.position() + tag.size();
    MatArrayCheck.Head head = arrays.head(stream, end);
    variables.add(head.name());
    if (head.name().equals(variable)) {
      arrays.content(stream, head, end);
    } else {
      stream.skip(end - stream.position());
    }
  }
}
