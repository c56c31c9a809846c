package org.agegender.training.onnx;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agegender.training.onnx.proto.AttributeProto;
import org.agegender.training.onnx.proto.GraphProto;
import org.agegender.training.onnx.proto.NodeProto;
import org.agegender.training.onnx.proto.TensorProto;
import org.agegender.training.onnx.proto.TensorShapeProto;
import org.agegender.training.onnx.proto.TypeProto;
import org.agegender.training.onnx.proto.ValueInfoProto;

/**
 * A graph that grows node by node. Values go by their names, as in the file; each node has one
 * output that is used, called after the node.
 */
final class GraphBuilder {

  private final GraphProto.Builder graph = GraphProto.newBuilder();
  private final Map<String, Integer> names = new HashMap<>();

  GraphBuilder(String name) {
    graph.setName(name);
  }

  /**
   * Appends a node.
   *
   * @param operator such as {@code Conv}
   * @param name what the node should be called; a name already taken gets a number
   * @param inputs names of values; empty for an optional input left out
   * @return the name of the output
   */
  String node(String operator, String name, List<String> inputs, AttributeProto... attributes) {
    String unique = unique(name);
    graph.addNode(
        NodeProto.newBuilder()
            .setName(unique)
            .setOpType(operator)
            .addAllInput(inputs)
            .addOutput(unique)
            .addAllAttribute(List.of(attributes)));
    return unique;
  }

  /**
   * Appends a node that sorts each row, the largest value first.
   *
   * @param count a constant: how many values a row has
   * @return the name of the output
   */
  String sorted(String name, String rows, String count) {
    String unique = unique(name);
    graph.addNode(
        NodeProto.newBuilder()
            .setName(unique)
            .setOpType("TopK")
            .addInput(rows)
            .addInput(count)
            .addOutput(unique)
            .addOutput(unique(name + "_places"))
            .addAttribute(attribute("axis", 1)));
    return unique;
  }

  /** Adds a constant of floats and gives its name. */
  String constant(String name, List<Long> shape, float... values) {
    ByteBuffer raw = littleEndian(values.length * Float.BYTES);
    raw.asFloatBuffer().put(values);
    return constant(name, shape, TensorProto.DataType.FLOAT, raw);
  }

  /** Adds a constant vector of whole numbers and gives its name. */
  String constant(String name, long... values) {
    ByteBuffer raw = littleEndian(values.length * Long.BYTES);
    raw.asLongBuffer().put(values);
    return constant(name, List.of((long) values.length), TensorProto.DataType.INT64, raw);
  }

  private String constant(
      String name, List<Long> shape, TensorProto.DataType type, ByteBuffer raw) {
    String unique = unique(name);
    graph.addInitializer(
        TensorProto.newBuilder()
            .setName(unique)
            .addAllDims(shape)
            .setDataType(type.getNumber())
            .setRawData(UnsafeByteOperations.unsafeWrap(raw)));
    return unique;
  }

  /**
   * Declares an input of the graph.
   *
   * @param sizes numbers for fixed sizes, names for sizes known only at run time
   */
  void input(String name, TensorProto.DataType type, String description, Object... sizes) {
    graph.addInput(value(unique(name), type, description, sizes));
  }

  /** Declares an output of the graph: the output of the node of that name. */
  void output(String name, TensorProto.DataType type, String description, Object... sizes) {
    graph.addOutput(value(name, type, description, sizes));
  }

  GraphProto build() {
    return graph.build();
  }

  static AttributeProto attribute(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  static AttributeProto attribute(String name, float value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.FLOAT)
        .setF(value)
        .build();
  }

  static AttributeProto attribute(String name, String value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.STRING)
        .setS(ByteString.copyFromUtf8(value))
        .build();
  }

  static AttributeProto attribute(String name, List<Long> values) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INTS)
        .addAllInts(values)
        .build();
  }

  private static ValueInfoProto value(
      String name, TensorProto.DataType type, String description, Object... sizes) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (Object size : sizes) {
      if (size instanceof Integer number) {
        shape.addDimBuilder().setDimValue(number);
      } else {
        shape.addDimBuilder().setDimParam(size.toString());
      }
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(shape)))
        .setDocString(description)
        .build();
  }

  private String unique(String name) {
    int uses = names.merge(name, 1, Integer::sum);
    return uses == 1 ? name : name + "_" + uses;
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
