package org.agegender.training.onnx;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.agegender.core.InvalidInputException;
import org.agegender.core.OnnxFile;
import org.agegender.training.network.WeightArray;
import org.agegender.training.onnx.proto.ModelProto;
import org.agegender.training.onnx.proto.TensorProto;
import org.agegender.training.onnx.proto.TensorProto.DataType;

/**
 * Reads the weights back from a model. The graph itself is not looked at: what it computes of the
 * network's outputs, such as the mean with a mirror image, is no weight.
 */
public final class OnnxWeights {

  private OnnxWeights() {}

  /**
   * The graph's constants of 32-bit floats that are named like weights, in the order of the file.
   * Names of a state dict have a layer before a dot; those of the graph's own constants have no
   * dot.
   *
   * @throws InvalidInputException if the graph cannot be read, or a constant has not as many values
   *     as its shape says
   */
  public static Map<String, WeightArray> of(OnnxFile file) {
    Map<String, WeightArray> weights = new LinkedHashMap<>();
    for (TensorProto constant : parsed(file).getGraph().getInitializerList()) {
      if (constant.getDataType() == DataType.FLOAT.getNumber()
          && constant.getName().contains(".")) {
        weights.put(constant.getName(), array(file, constant));
      }
    }
    return weights;
  }

  private static ModelProto parsed(OnnxFile file) {
    try {
      return ModelProto.parseFrom(file.bytes());
    } catch (InvalidProtocolBufferException e) {
      throw new InvalidInputException(
          "%s: the ONNX model is damaged: %s; export it again"
              .formatted(file.path(), e.getMessage()),
          e);
    }
  }

  private static WeightArray array(OnnxFile file, TensorProto constant) {
    long[] shape = constant.getDimsList().stream().mapToLong(Long::longValue).toArray();
    ByteString raw = constant.getRawData();
    float[] values = new float[raw.size() / Float.BYTES];
    raw.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    try {
      return new WeightArray(shape, values);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new InvalidInputException(
          "%s: '%s' cannot be read: %s".formatted(file.path(), constant.getName(), e.getMessage()),
          e);
    }
  }
}
