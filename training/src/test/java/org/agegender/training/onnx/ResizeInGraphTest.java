package org.agegender.training.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.agegender.core.RgbImage;
import org.agegender.training.network.Architecture;
import org.agegender.training.network.Layer;
import org.agegender.training.onnx.proto.ModelProto;
import org.agegender.training.onnx.proto.TensorProto.DataType;
import org.agegender.training.onnx.proto.ValueInfoProto;
import org.agegender.vision.NetworkInput;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The graph's resizing against {@link NetworkInput}, which training uses. */
final class ResizeInGraphTest {

  /** Sums near a half may fall to either side; no more than this share of values may. */
  private static final double MOST_FLIPS = 1e-3;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "200, 200, 64",
    "200, 200, 96",
    "224, 224, 112",
    "50, 50, 64",
    "321, 123, 112",
    "40, 300, 64",
    "1, 1, 64",
    "2000, 1500, 64",
  })
  void theGraphResizesAsTrainingDoes(int width, int height, int size) throws Exception {
    RgbImage image = Examples.noise(width * 31L + height, width, height);
    float[] found = resizeInGraph(image, size);
    byte[] expected = NetworkInput.resize(image, size, size).pixels();
    int flips = 0;
    for (int pixel = 0; pixel < size * size; pixel++) {
      for (int channel = 0; channel < 3; channel++) {
        float value = found[channel * size * size + pixel];
        int wanted = expected[pixel * 3 + channel] & 0xff;
        assertThat(value).isBetween(0f, 255f).isEqualTo((float) Math.rint(value));
        assertThat(Math.abs(value - wanted)).isLessThanOrEqualTo(1);
        flips += value == wanted ? 0 : 1;
      }
    }
    assertThat((double) flips / found.length).isLessThanOrEqualTo(MOST_FLIPS);
  }

  @ParameterizedTest
  @CsvSource({"64", "112"})
  void aPictureOfTheRightSizeIsLeftAlone(int size) throws Exception {
    RgbImage image = Examples.noise(size, size, size);
    float[] found = resizeInGraph(image, size);
    for (int i = 0; i < found.length; i++) {
      int plane = size * size;
      assertThat(found[i]).isEqualTo((float) (image.pixels()[i % plane * 3 + i / plane] & 0xff));
    }
  }

  /** The pixels that the network sees, {@code [3, size, size]}. */
  private float[] resizeInGraph(RgbImage image, int size) throws Exception {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    long[] shape = {1, image.height(), image.width(), 3};
    try (OrtSession session = environment.createSession(modelThatShowsItsPixels(size));
        OnnxTensor input =
            OnnxTensor.createTensor(
                environment, ByteBuffer.wrap(image.pixels()), shape, OnnxJavaType.UINT8);
        OrtSession.Result result = session.run(Map.of("image", input))) {
      OnnxTensor pixels = (OnnxTensor) result.get("pixels").orElseThrow();
      float[] values = new float[3 * size * size];
      pixels.getFloatBuffer().get(values);
      return values;
    }
  }

  private byte[] modelThatShowsItsPixels(int size) throws Exception {
    Architecture architecture =
        new Architecture(
            "pool",
            size,
            Layer.NormaliseChannels.IMAGENET,
            new Layer.GlobalAveragePool(),
            new Layer.Linear("age", 3, 101),
            new Layer.Linear("gender", 3, 2));
    Path file = folder.resolve("model.onnx");
    OnnxWriter.write(
        architecture, Examples.weights(architecture, 1), Examples.metadata(architecture), file);
    ModelProto.Builder model = ModelProto.parseFrom(Files.readAllBytes(file)).toBuilder();
    ValueInfoProto.Builder pixels = model.getGraphBuilder().addOutputBuilder().setName("pixels");
    var type = pixels.getTypeBuilder().getTensorTypeBuilder();
    type.setElemType(DataType.FLOAT.getNumber());
    for (String name : new String[] {"N", "c", "h", "w"}) {
      type.getShapeBuilder().addDimBuilder().setDimParam(name);
    }
    return model.build().toByteArray();
  }
}
