package org.agegender.vision.detect;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.agegender.core.InvalidInputException;
import org.agegender.core.OnnxFile;
import org.agegender.vision.BgrPlanes;

/** YuNet in ONNX Runtime. Safe for use by several threads; nobody may use it once it is closed. */
final class YuNetNetwork implements DetectionNetwork, AutoCloseable {

  /** The published files have 0.2 to 0.4 MB. */
  private static final long MAX_BYTES = 16L << 20;

  private static final String REMEDY = "fetch one with: agegender models fetch";
  private static final long ANY = -1;
  private static final int CHANNELS = 3;

  /** How many numbers each cell has in the outputs of this name. */
  private static final Map<String, Integer> OUTPUTS =
      Map.of("cls", 1, "obj", 1, "bbox", 4, "kps", Candidate.COORDINATES);

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final String input;
  private final String hash;

  private YuNetNetwork(OrtEnvironment environment, OrtSession session, String input, String hash) {
    this.environment = environment;
    this.session = session;
    this.input = input;
    this.hash = hash;
  }

  /**
   * @throws InvalidInputException if the file is no YuNet with free height and width
   */
  static YuNetNetwork open(Path path, int threads) {
    OnnxFile file = OnnxFile.read(path, MAX_BYTES, REMEDY);
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions settings = new OrtSession.SessionOptions()) {
      settings.setIntraOpNumThreads(threads);
      settings.addConfigEntry("session.intra_op.allow_spinning", "0");
      settings.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      // A pattern would be kept for each size of picture.
      settings.setMemoryPatternOptimization(false);
      OrtSession session = environment.createSession(file.bytes(), settings);
      try {
        return new YuNetNetwork(environment, session, check(path, session), file.sha256());
      } catch (OrtException | RuntimeException e) {
        session.close();
        throw e;
      }
    } catch (OrtException e) {
      throw new InvalidInputException(
          "%s: the face detector cannot be loaded (%s); %s".formatted(path, firstLine(e), REMEDY),
          e);
    }
  }

  /** SHA-256 of the file, in hex. */
  String hash() {
    return hash;
  }

  /**
   * @return the name of the input
   */
  private static String check(Path path, OrtSession session) throws OrtException {
    Map<String, NodeInfo> inputs = session.getInputInfo();
    if (inputs.size() != 1) {
      throw notYuNet(path, "one input", inputs.keySet().toString());
    }
    String name = inputs.keySet().iterator().next();
    requireImage(path, name, inputs);
    Map<String, NodeInfo> outputs = session.getOutputInfo();
    for (int stride : YuNetOutputs.STRIDES) {
      OUTPUTS.forEach((kind, numbers) -> requireCells(path, kind + "_" + stride, numbers, outputs));
    }
    return name;
  }

  private static void requireImage(Path path, String name, Map<String, NodeInfo> inputs) {
    long[] shape = floats(path, "input", name, inputs);
    if (shape.length != 4
        || shape[0] != ANY && shape[0] != 1
        || shape[1] != CHANNELS
        || shape[2] != ANY
        || shape[3] != ANY) {
      throw notYuNet(
          path,
          "an input of [1 or any, 3, any height, any width]",
          "'%s' of %s".formatted(name, shape(shape)));
    }
  }

  private static void requireCells(
      Path path, String name, int numbers, Map<String, NodeInfo> outputs) {
    long[] shape = floats(path, "output", name, outputs);
    if (shape.length != 3 || shape[2] != numbers) {
      throw notYuNet(path, "output '%s' of [1, any, %d]".formatted(name, numbers), shape(shape));
    }
  }

  private static long[] floats(Path path, String kind, String name, Map<String, NodeInfo> all) {
    NodeInfo node = all.get(name);
    if (node == null) {
      throw notYuNet(path, "an %s '%s'".formatted(kind, name), all.keySet().toString());
    }
    if (!(node.getInfo() instanceof TensorInfo tensor) || tensor.type != OnnxJavaType.FLOAT) {
      throw notYuNet(path, "an %s '%s' of floats".formatted(kind, name), node.getInfo().toString());
    }
    return tensor.getShape();
  }

  private static String shape(long[] shape) {
    return Arrays.toString(shape).replace("-1", "any");
  }

  private static InvalidInputException notYuNet(Path path, String required, String found) {
    return new InvalidInputException(
        "%s: the face detector must be YuNet with %s, found %s; %s"
            .formatted(path, required, found, REMEDY));
  }

  @Override
  public List<Candidate> candidates(BgrPlanes sheet, double minScore) {
    long[] shape = {1, CHANNELS, sheet.height(), sheet.width()};
    try (OnnxTensor tensor = OnnxTensor.createTensor(environment, sheet.buffer(), shape);
        OrtSession.Result result = session.run(Map.of(input, tensor))) {
      return YuNetOutputs.read(
          name -> numbers(result, name), sheet.width(), sheet.height(), minScore);
    } catch (OrtException e) {
      throw new IllegalStateException("the face detector cannot be run: " + firstLine(e), e);
    }
  }

  private static FloatBuffer numbers(OrtSession.Result result, String name) {
    return ((OnnxTensor) result.get(name).orElseThrow()).getFloatBuffer();
  }

  private static String firstLine(OrtException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("the face detector cannot be closed", e);
    }
  }
}
