package org.agegender.inference;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.agegender.core.Age;
import org.agegender.core.Gender;
import org.agegender.core.InvalidInputException;
import org.agegender.core.ModelMetadata;
import org.agegender.core.RgbImage;
import org.jspecify.annotations.Nullable;

/** The input, outputs and metadata that a model of ours has. */
final class ModelContract {

  static final String IMAGE = "image";
  static final String AGE = "age";
  static final String AGE_PROBABILITIES = "age_prob";
  static final String GENDER_PROBABILITIES = "gender_prob";

  private static final long ANY = -1;

  private record Wanted(OnnxJavaType type, long... shape) {

    boolean fits(TensorInfo found) {
      long[] sizes = found.getShape();
      if (found.type != type || sizes.length != shape.length) {
        return false;
      }
      for (int i = 0; i < sizes.length; i++) {
        if (sizes[i] != shape[i]) {
          return false;
        }
      }
      return true;
    }

    @Override
    public String toString() {
      return describe(type, shape);
    }
  }

  private static final Wanted WANTED_IMAGE =
      new Wanted(OnnxJavaType.UINT8, ANY, ANY, ANY, RgbImage.CHANNELS);

  private static final Map<String, Wanted> WANTED_OUTPUTS = new LinkedHashMap<>();

  static {
    WANTED_OUTPUTS.put(AGE, new Wanted(OnnxJavaType.FLOAT, ANY));
    WANTED_OUTPUTS.put("age_class", new Wanted(OnnxJavaType.INT64, ANY));
    WANTED_OUTPUTS.put(AGE_PROBABILITIES, new Wanted(OnnxJavaType.FLOAT, ANY, Age.CLASSES));
    WANTED_OUTPUTS.put("gender_class", new Wanted(OnnxJavaType.INT64, ANY));
    WANTED_OUTPUTS.put(GENDER_PROBABILITIES, new Wanted(OnnxJavaType.FLOAT, ANY, Gender.CLASSES));
  }

  private ModelContract() {}

  /**
   * @param file for messages
   * @return what the model says of itself
   * @throws InvalidInputException if the model is not one of ours
   */
  static ModelMetadata check(Path file, OrtSession session) throws OrtException {
    Map<String, NodeInfo> inputs = session.getInputInfo();
    require(file, "input", IMAGE, WANTED_IMAGE, inputs);
    if (inputs.size() != 1) {
      throw notOurs(file, "it must have one input, found " + inputs.keySet());
    }
    Map<String, NodeInfo> outputs = session.getOutputInfo();
    WANTED_OUTPUTS.forEach((name, wanted) -> require(file, "output", name, wanted, outputs));
    try {
      return ModelMetadata.ofProperties(session.getMetadata().getCustomMetadata());
    } catch (InvalidInputException e) {
      throw notOurs(file, "its metadata: " + e.getMessage());
    }
  }

  private static void require(
      Path file, String kind, String name, Wanted wanted, Map<String, NodeInfo> all) {
    @Nullable NodeInfo node = all.get(name);
    if (node == null) {
      throw notOurs(file, "%s '%s' is missing, found %s".formatted(kind, name, all.keySet()));
    }
    if (!(node.getInfo() instanceof TensorInfo found)) {
      throw notOurs(file, "%s '%s' must be %s, found no tensor".formatted(kind, name, wanted));
    }
    if (!wanted.fits(found)) {
      throw notOurs(
          file,
          "%s '%s' must be %s, found %s"
              .formatted(kind, name, wanted, describe(found.type, found.getShape())));
    }
  }

  private static String describe(OnnxJavaType type, long[] shape) {
    return type + Arrays.toString(shape).replace("-1", "any");
  }

  private static InvalidInputException notOurs(Path file, String why) {
    return new InvalidInputException(
        "%s: the ONNX model is not one of AgeGender: %s; give a file that export wrote"
            .formatted(file, why));
  }
}
