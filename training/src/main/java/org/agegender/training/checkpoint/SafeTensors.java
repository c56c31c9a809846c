package org.agegender.training.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.agegender.core.AtomicFile;
import org.agegender.core.InvalidInputException;
import org.agegender.training.network.WeightArray;

/**
 * A file of named float arrays and texts in the safetensors format: eight bytes of header length,
 * little endian, a JSON header with type, shape and place of each array, then the raw values.
 * Reading makes arrays and texts and cannot make anything else.
 *
 * @param metadata texts by name
 * @param tensors arrays by name, in the order of the file's header
 */
public record SafeTensors(Map<String, String> metadata, Map<String, WeightArray> tensors) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String METADATA = "__metadata__";
  private static final String FLOAT = "F32";
  private static final Map<String, ElementType> TYPES =
      Map.of(
          FLOAT,
          ElementType.FLOAT,
          "F64",
          ElementType.DOUBLE,
          "F16",
          ElementType.HALF,
          "BF16",
          ElementType.BFLOAT16);
  private static final int LENGTH_BYTES = Long.BYTES;
  private static final long MAX_HEADER = 16 << 20;
  private static final int COPY_VALUES = 1 << 18;

  /**
   * Writes the file whole or not at all. The same content gives the same bytes.
   *
   * @throws IOException if it cannot be written
   */
  public void write(Path target) throws IOException {
    ObjectNode header = JSON.createObjectNode();
    ObjectNode texts = header.putObject(METADATA);
    metadata.forEach(texts::put);
    long end = 0;
    for (Map.Entry<String, WeightArray> tensor : tensors.entrySet()) {
      ObjectNode entry = header.putObject(tensor.getKey());
      entry.put("dtype", FLOAT);
      ArrayNode shape = entry.putArray("shape");
      for (long size : tensor.getValue().shape()) {
        shape.add(size);
      }
      long start = end;
      end += (long) Float.BYTES * tensor.getValue().values().length;
      entry.putArray("data_offsets").add(start).add(end);
    }
    byte[] json = padded(JSON.writeValueAsBytes(header));
    AtomicFile.write(
        target,
        out -> {
          out.write(
              ByteBuffer.allocate(LENGTH_BYTES)
                  .order(ByteOrder.LITTLE_ENDIAN)
                  .putLong(json.length)
                  .array());
          out.write(json);
          for (WeightArray tensor : tensors.values()) {
            writeValues(tensor.values(), out);
          }
        });
  }

  /** The format asks for values aligned to eight bytes: blanks behind the JSON. */
  private static byte[] padded(byte[] json) {
    int length = (json.length + LENGTH_BYTES - 1) / LENGTH_BYTES * LENGTH_BYTES;
    byte[] padded = new byte[length];
    Arrays.fill(padded, (byte) ' ');
    System.arraycopy(json, 0, padded, 0, json.length);
    return padded;
  }

  private static void writeValues(float[] values, OutputStream out) throws IOException {
    ByteBuffer buffer =
        ByteBuffer.allocate(Float.BYTES * Math.min(COPY_VALUES, Math.max(values.length, 1)))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int start = 0; start < values.length; start += COPY_VALUES) {
      int count = Math.min(COPY_VALUES, values.length - start);
      buffer.clear().asFloatBuffer().put(values, start, count);
      out.write(buffer.array(), 0, count * Float.BYTES);
    }
  }

  /**
   * Reads a file. Floats of 16 and 64 bits become 32-bit floats; arrays of other types, such as
   * counters, are left out.
   *
   * @throws InvalidInputException if it is no whole safetensors file
   * @throws IOException if it cannot be read
   */
  public static SafeTensors read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer length = bytes(channel, file, 0, Math.min(LENGTH_BYTES, channel.size()));
      if (length.remaining() < LENGTH_BYTES) {
        throw broken(file, "it has only " + length.remaining() + " bytes");
      }
      long headerLength = length.getLong();
      if (headerLength < 2 || headerLength > Math.min(MAX_HEADER, channel.size() - LENGTH_BYTES)) {
        throw broken(file, "its header cannot be " + headerLength + " bytes long");
      }
      ByteBuffer header = bytes(channel, file, LENGTH_BYTES, headerLength);
      JsonNode json;
      try {
        json = JSON.readTree(StandardCharsets.UTF_8.decode(header).toString());
      } catch (JsonProcessingException e) {
        throw new InvalidInputException(broken(file, "its header is no JSON").getMessage(), e);
      }
      return read(channel, file, json, LENGTH_BYTES + headerLength);
    }
  }

  private static SafeTensors read(FileChannel channel, Path file, JsonNode header, long data)
      throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>();
    Map<String, WeightArray> tensors = new LinkedHashMap<>();
    long unclaimed = channel.size() - data;
    for (Map.Entry<String, JsonNode> entry : header.properties()) {
      JsonNode value = entry.getValue();
      if (entry.getKey().equals(METADATA)) {
        value.properties().forEach(text -> metadata.put(text.getKey(), text.getValue().asText()));
      } else {
        ElementType type = TYPES.get(value.path("dtype").asText());
        if (type != null) {
          WeightArray tensor = tensor(channel, file, entry, type, data, unclaimed);
          unclaimed -= (long) type.bytes() * tensor.values().length;
          tensors.put(entry.getKey(), tensor);
        }
      }
    }
    return new SafeTensors(metadata, tensors);
  }

  /**
   * Reads one array.
   *
   * @param data where the values of all begin
   * @param unclaimed bytes of the file that the arrays before have left: several can name the same
   *     place, so its size alone does not say
   */
  private static WeightArray tensor(
      FileChannel channel,
      Path file,
      Map.Entry<String, JsonNode> named,
      ElementType type,
      long data,
      long unclaimed)
      throws IOException {
    JsonNode entry = named.getValue();
    long start = entry.path("data_offsets").path(0).asLong(-1);
    long end = entry.path("data_offsets").path(1).asLong(-1);
    long[] shape = new long[entry.path("shape").size()];
    long count = 1;
    for (int i = 0; i < shape.length; i++) {
      shape[i] = entry.path("shape").path(i).asLong(-1);
      boolean possible = shape[i] >= 0 && shape[i] <= Integer.MAX_VALUE;
      count = possible && count <= Integer.MAX_VALUE ? count * shape[i] : Long.MAX_VALUE;
    }
    if (start < 0
        || end < start
        || end > channel.size() - data
        || count > Integer.MAX_VALUE / type.bytes()
        || end - start != count * type.bytes()) {
      throw broken(file, "'%s' lies at %d..%d of its data".formatted(named.getKey(), start, end));
    }
    if (end - start > unclaimed) {
      throw broken(file, "its arrays claim more bytes than it holds");
    }
    float[] values = new float[(int) count];
    type.read(bytes(channel, file, data + start, end - start), values);
    return new WeightArray(shape, values);
  }

  private static ByteBuffer bytes(FileChannel channel, Path file, long start, long count)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate((int) count).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, start + buffer.position()) < 0) {
        throw broken(file, "it ends too early");
      }
    }
    return buffer.flip();
  }

  private static InvalidInputException broken(Path file, String what) {
    return new InvalidInputException(
        "%s: is no whole safetensors file: %s; take another copy".formatted(file, what));
  }
}
