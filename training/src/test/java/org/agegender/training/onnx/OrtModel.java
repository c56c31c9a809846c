package org.agegender.training.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agegender.core.RgbImage;

/** A model in ONNX Runtime, for tests. */
final class OrtModel implements AutoCloseable {

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  OrtModel(Path file) throws OrtException {
    session = environment.createSession(file.toString());
  }

  OrtModel(byte[] model) throws OrtException {
    session = environment.createSession(model);
  }

  OrtSession session() {
    return session;
  }

  /** Runs on one float input and gives the first output. */
  Tensor run(Tensor input) throws OrtException {
    String name = session.getInputNames().iterator().next();
    try (OnnxTensor tensor =
            OnnxTensor.createTensor(environment, FloatBuffer.wrap(input.values()), input.shape());
        OrtSession.Result result = session.run(Map.of(name, tensor))) {
      return floats((OnnxTensor) result.get(0));
    }
  }

  /**
   * Runs on pictures of one size and gives the outputs by name: {@link Tensor} or {@code long[]}.
   */
  Map<String, Object> run(List<RgbImage> images) throws OrtException {
    int width = images.get(0).width();
    int height = images.get(0).height();
    ByteBuffer pixels = ByteBuffer.allocate(images.size() * width * height * RgbImage.CHANNELS);
    images.forEach(image -> pixels.put(image.pixels()));
    long[] shape = {images.size(), height, width, RgbImage.CHANNELS};
    try (OnnxTensor tensor =
            OnnxTensor.createTensor(environment, pixels.flip(), shape, OnnxJavaType.UINT8);
        OrtSession.Result result = session.run(Map.of("image", tensor))) {
      Map<String, Object> outputs = new HashMap<>();
      for (var entry : result) {
        OnnxTensor output = (OnnxTensor) entry.getValue();
        boolean whole = output.getInfo().type == OnnxJavaType.INT64;
        outputs.put(entry.getKey(), whole ? output.getLongBuffer().array() : floats(output));
      }
      return outputs;
    }
  }

  private static Tensor floats(OnnxTensor tensor) {
    float[] values = new float[tensor.getFloatBuffer().remaining()];
    tensor.getFloatBuffer().get(values);
    return new Tensor(tensor.getInfo().getShape(), values);
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
