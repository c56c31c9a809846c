package org.agegender.core;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.agegender.core.ProtobufFields.Field;

/**
 * The metadata properties of an ONNX file (field 14 of ModelProto in ONNX's specification, pairs of
 * a key and a value), read and replaced without touching a byte of any other field. For bytes that
 * {@link OnnxStructure} has walked.
 */
final class OnnxProperties {

  private static final int METADATA_PROPS = 14;
  private static final int KEY = 1;
  private static final int VALUE = 2;
  private static final int LENGTH_DELIMITED = 2;

  private OnnxProperties() {}

  /** The properties; of several with one key the last counts. */
  static SortedMap<String, String> read(byte[] model) {
    SortedMap<String, String> properties = new TreeMap<>();
    for (Field field : ProtobufFields.of(model, 0, model.length)) {
      if (field.number() == METADATA_PROPS) {
        Map<Long, String> texts = new LinkedHashMap<>();
        for (Field part : ProtobufFields.of(model, field.content(), field.end())) {
          int length = part.end() - part.content();
          texts.put(
              part.number(), new String(model, part.content(), length, StandardCharsets.UTF_8));
        }
        properties.put(texts.getOrDefault((long) KEY, ""), texts.getOrDefault((long) VALUE, ""));
      }
    }
    return Collections.unmodifiableSortedMap(properties);
  }

  /** The model with these properties and no others: behind all other fields, in order of keys. */
  static byte[] replace(byte[] model, SortedMap<String, String> properties) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(model.length);
    for (Field field : ProtobufFields.of(model, 0, model.length)) {
      if (field.number() != METADATA_PROPS) {
        out.write(model, field.begin(), field.end() - field.begin());
      }
    }
    properties.forEach(
        (key, value) -> {
          ByteArrayOutputStream entry = new ByteArrayOutputStream();
          write(entry, KEY, key.getBytes(StandardCharsets.UTF_8));
          write(entry, VALUE, value.getBytes(StandardCharsets.UTF_8));
          write(out, METADATA_PROPS, entry.toByteArray());
        });
    return out.toByteArray();
  }

  private static void write(ByteArrayOutputStream out, int field, byte[] content) {
    writeVarint(out, (field << 3) | LENGTH_DELIMITED);
    writeVarint(out, content.length);
    out.writeBytes(content);
  }

  private static void writeVarint(ByteArrayOutputStream out, int value) {
    int rest = value;
    while (rest >= 0x80) {
      out.write((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }
}
