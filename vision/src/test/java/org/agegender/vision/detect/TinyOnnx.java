package org.agegender.vision.detect;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes a network with YuNet's input and outputs, field by field of ONNX's protobuf: a cell of 8
 * pixels that is white is a face of 32x48 pixels, whose centre is the cell's; nothing else is.
 */
final class TinyOnnx {

  /** Whose product with a white cell's pixels is 1. */
  private static final float WHITE = 1f / (3 * 8 * 8 * 255);

  private static final int FLOAT = 1;
  private static final int INT64 = 7;

  private final List<byte[]> nodes = new ArrayList<>();
  private final List<byte[]> weights = new ArrayList<>();
  private final List<byte[]> outputs = new ArrayList<>();
  private long[] inputShape = {1, 3, -1, -1};
  private int inputType = FLOAT;
  private String left = "";
  private int boxNumbers = 4;

  /** With another shape of the input, {@code -1} for any. */
  TinyOnnx input(int type, long... shape) {
    inputType = type;
    inputShape = shape;
    return this;
  }

  /** Without this output. */
  TinyOnnx without(String output) {
    left = output;
    return this;
  }

  /** With another count of numbers for a box. */
  TinyOnnx boxesOf(int numbers) {
    boxNumbers = numbers;
    return this;
  }

  Path write(Path file) throws IOException {
    for (int stride : new int[] {8, 16, 32}) {
      float[] box = new float[boxNumbers];
      box[0] = 0.5f;
      box[1] = 0.5f;
      box[2] = (float) Math.log(4);
      box[boxNumbers - 1] = (float) Math.log(6);
      output("cls", stride, stride == 8 ? WHITE : 0, 0);
      output("obj", stride, stride == 8 ? WHITE : 0, 0);
      output("bbox", stride, 0, box);
      output("kps", stride, 0, -1, -1, 2, -1, 0.5f, 0.5f, -0.5f, 2, 1.5f, 2);
    }
    Message graph = new Message();
    nodes.forEach(node -> graph.bytes(1, node));
    graph.text(2, "tiny");
    weights.forEach(weight -> graph.bytes(5, weight));
    graph.bytes(11, value("input", inputType, inputShape));
    outputs.forEach(output -> graph.bytes(12, output));
    Message model =
        new Message()
            .number(1, 8)
            .bytes(7, graph.content())
            .bytes(8, new Message().text(1, "").number(2, 13).content());
    return Files.write(file, model.content());
  }

  /** A convolution over each cell, then one row for each cell. */
  private void output(String kind, int stride, float weight, float... bias) {
    String name = kind + "_" + stride;
    if (name.equals(left)) {
      return;
    }
    int numbers = bias.length;
    float[] kernel = new float[numbers * 3 * stride * stride];
    Arrays.fill(kernel, weight);
    weights.add(floats(name + "_w", kernel, numbers, 3, stride, stride));
    weights.add(floats(name + "_b", bias, numbers));
    weights.add(shape(name + "_s", 1, -1, numbers));
    nodes.add(
        node("Conv", name + "_c", "input", name + "_w", name + "_b")
            .bytes(5, list("strides", stride, stride))
            .content());
    nodes.add(
        node("Transpose", name + "_t", name + "_c").bytes(5, list("perm", 0, 2, 3, 1)).content());
    nodes.add(node("Reshape", name, name + "_t", name + "_s").content());
    outputs.add(value(name, FLOAT, 1, -1, numbers));
  }

  private static Message node(String type, String output, String... inputs) {
    Message node = new Message();
    for (String input : inputs) {
      node.text(1, input);
    }
    return node.text(2, output).text(4, type);
  }

  private static byte[] list(String name, long... numbers) {
    Message attribute = new Message().text(1, name);
    for (long number : numbers) {
      attribute.number(8, number);
    }
    return attribute.number(20, 7).content();
  }

  private static byte[] floats(String name, float[] values, long... shape) {
    ByteBuffer raw = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    return tensor(name, FLOAT, raw, shape);
  }

  private static byte[] shape(String name, long... values) {
    ByteBuffer raw = ByteBuffer.allocate(values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
    raw.asLongBuffer().put(values);
    return tensor(name, INT64, raw, values.length);
  }

  private static byte[] tensor(String name, int type, ByteBuffer raw, long... shape) {
    Message tensor = new Message();
    for (long length : shape) {
      tensor.number(1, length);
    }
    return tensor.number(2, type).text(8, name).bytes(9, raw.array()).content();
  }

  private static byte[] value(String name, int type, long... lengths) {
    Message shape = new Message();
    for (long length : lengths) {
      Message dimension =
          length < 0 ? new Message().text(2, "any") : new Message().number(1, length);
      shape.bytes(1, dimension.content());
    }
    Message tensor = new Message().number(1, type).bytes(2, shape.content());
    Message kind = new Message().bytes(1, tensor.content());
    return new Message().text(1, name).bytes(2, kind.content()).content();
  }

  /** The fields of a protobuf message. */
  private static final class Message {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Message number(int field, long value) {
      varint(field << 3);
      varint(value);
      return this;
    }

    Message text(int field, String value) {
      return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Message bytes(int field, byte[] value) {
      varint(field << 3 | 2);
      varint(value.length);
      out.writeBytes(value);
      return this;
    }

    private void varint(long value) {
      long rest = value;
      while ((rest & ~0x7FL) != 0) {
        out.write((int) (rest & 0x7F | 0x80));
        rest >>>= 7;
      }
      out.write((int) rest);
    }

    byte[] content() {
      return out.toByteArray();
    }
  }
}
