package org.agegender.training.checkpoint;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.agegender.core.InvalidInputException;
import org.agegender.core.ModelMetadata;
import org.agegender.core.OnnxFile;
import org.agegender.training.network.AgeCoding;
import org.agegender.training.network.Architecture;
import org.agegender.training.network.Networks;
import org.agegender.training.network.WeightArray;
import org.agegender.training.network.WeightShapes;
import org.agegender.training.onnx.OnnxWeights;
import org.agegender.training.torch.EngineState;

/** A model that was exported, as a source of weights. */
final class OnnxModel {

  /** The tag of {@code ir_version}, which comes first in a ModelProto. */
  private static final byte FIRST_TAG = 0x08;

  /** Where the header of a safetensors file begins, behind its length. */
  private static final int HEADER = Long.BYTES;

  private static final long MAX_BYTES = 1L << 30;

  private final OnnxFile file;

  private OnnxModel(OnnxFile file) {
    this.file = file;
  }

  /**
   * Whether a file that begins so may be an ONNX model. The header of a safetensors file can be as
   * long as its first byte would make it one, but a brace follows its length.
   *
   * @param start at least nine bytes of a longer file
   */
  static boolean beginsWith(byte[] start) {
    return start.length > HEADER && start[0] == FIRST_TAG && start[HEADER] != '{';
  }

  /**
   * Reads a file.
   *
   * @throws InvalidInputException if it is no whole, self-contained ONNX model
   */
  static OnnxModel read(Path path) {
    return new OnnxModel(OnnxFile.read(path, MAX_BYTES, "name a file that export wrote"));
  }

  /** See {@link OnnxWeights}. */
  Map<String, WeightArray> weights() {
    return OnnxWeights.of(file);
  }

  /**
   * What a checkpoint would hold of it: the weights, and what the model says of itself.
   *
   * @throws InvalidInputException if it is no model of ours, or tells ages as one number, whose
   *     usual error only a checkpoint knows
   */
  Checkpoint checkpoint() {
    ModelMetadata metadata = metadata();
    Map<String, WeightArray> weights = weights();
    DataOrigin data =
        new DataOrigin(
            metadata.data().hash(),
            Optional.of(
                new DataOrigin.Description(
                    metadata.data().name(), metadata.data().licence(), metadata.cropGeometry())));
    return new Checkpoint(
        metadata.network(),
        metadata.imageSize(),
        coding(metadata, weights),
        data,
        Position.START,
        metadata.metrics(),
        new EngineState(weights, Map.of(), Map.of(), Map.of(), 0));
  }

  private ModelMetadata metadata() {
    try {
      return ModelMetadata.ofProperties(file.properties());
    } catch (InvalidInputException e) {
      throw new InvalidInputException(
          "%s: is no model of this tool: %s".formatted(file.path(), e.getMessage()), e);
    }
  }

  /** How its ages are coded, which the shapes of its weights tell. */
  private AgeCoding coding(ModelMetadata metadata, Map<String, WeightArray> weights) {
    Architecture network = Networks.named(metadata.network()).forImageSize(metadata.imageSize());
    Map<String, List<Long>> shapes = new HashMap<>();
    weights.forEach(
        (name, array) -> shapes.put(name, Arrays.stream(array.shape()).boxed().toList()));
    return Stream.of(new AgeCoding.Classes(), new AgeCoding.Ranks())
        .filter(coding -> WeightShapes.of(network.codedAs(coding)).equals(shapes))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "%s: its weights are not those of %s with ages as classes or ranks; name the"
                            .formatted(file.path(), metadata.network())
                        + " run or the checkpoint that it was exported from"));
  }
}
