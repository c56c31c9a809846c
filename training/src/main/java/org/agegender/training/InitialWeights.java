package org.agegender.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.agegender.core.InvalidInputException;
import org.agegender.training.checkpoint.WeightFile;
import org.agegender.training.network.Architecture;
import org.agegender.training.network.WeightArray;
import org.agegender.training.network.WeightInitialiser;

/**
 * The weights that a run begins with from a file: those whose names and shapes agree, over fresh
 * ones.
 *
 * @param weights all weights of the architecture
 * @param fresh names of those that did not come from a file
 * @param resampled of those that did, the kernels that another input size made larger or smaller
 * @param otherShape of the fresh ones, those that the file has in another shape
 * @param unused names in the file that the architecture has no weight for
 */
record InitialWeights(
    Map<String, WeightArray> weights,
    List<String> fresh,
    List<String> resampled,
    List<String> otherShape,
    List<String> unused) {

  /** What our own checkpoints and PyTorch's parallel modules write before the names. */
  private static final List<String> PREFIXES = List.of("model.", "module.");

  private static final double LEAST_SHARE = 0.5;
  private static final int NAMED = 8;

  /**
   * The file that a configuration names.
   *
   * @throws InvalidInputException if there is none
   */
  static Path file(String named) {
    Path file = Path.of(named);
    if (Files.isDirectory(file)) {
      throw new InvalidInputException(
          file + ": is a folder; begin with a file, such as checkpoints/best.safetensors of a run");
    }
    if (!Files.exists(file)) {
      throw new InvalidInputException(
          file + ": there is no such file of weights to begin with; name another by --init");
    }
    return file;
  }

  /**
   * Takes what fits from a file; the rest, such as heads of another task, stays fresh. In a
   * checkpoint of ours only the network's weights are looked at.
   *
   * @throws InvalidInputException if less than half of the weights fit, or the file is neither a
   *     safetensors file nor one of PyTorch nor an ONNX model
   * @throws IOException if it cannot be read
   */
  static InitialWeights from(Path file, Architecture architecture, long seed) throws IOException {
    Map<String, WeightArray> found = ofModel(WeightFile.read(file));
    Map<String, WeightArray> weights =
        new LinkedHashMap<>(WeightInitialiser.initialise(architecture, seed));
    GlobalKernels kernels = new GlobalKernels(architecture);
    List<String> fresh = new ArrayList<>();
    List<String> resampled = new ArrayList<>();
    List<String> otherShape = new ArrayList<>();
    for (Map.Entry<String, WeightArray> weight : weights.entrySet()) {
      String name = weight.getKey();
      WeightArray candidate = found.get(name);
      if (candidate == null) {
        fresh.add(name);
        continue;
      }
      Optional<WeightArray> fitting =
          sameShape(candidate, weight.getValue())
              ? Optional.of(candidate)
              : kernels.resampled(name, candidate);
      if (fitting.isEmpty()) {
        fresh.add(name);
        otherShape.add(name);
        continue;
      }
      weight.setValue(fitting.get());
      if (fitting.get() != candidate) {
        resampled.add(name);
      }
    }
    List<String> unused =
        found.keySet().stream().filter(name -> !weights.containsKey(name)).toList();
    InitialWeights initial = new InitialWeights(weights, fresh, resampled, otherShape, unused);
    if (initial.taken() < LEAST_SHARE * weights.size()) {
      throw new InvalidInputException(
          "%s: at least half of the %d weights of %s must be in it by name and shape, found %d;"
                  .formatted(file, weights.size(), architecture.network(), initial.taken())
              + " name weights of the same network"
              + initial.differences());
    }
    return initial;
  }

  private static Map<String, WeightArray> ofModel(Map<String, WeightArray> tensors) {
    for (String prefix : PREFIXES) {
      Map<String, WeightArray> ofModel = new LinkedHashMap<>();
      tensors.forEach(
          (name, array) -> {
            if (name.startsWith(prefix)) {
              ofModel.put(name.substring(prefix.length()), array);
            }
          });
      if (!ofModel.isEmpty()) {
        return ofModel;
      }
    }
    return tensors;
  }

  private static boolean sameShape(WeightArray one, WeightArray other) {
    return Arrays.equals(one.shape(), other.shape());
  }

  /** How many weights came from the file. */
  int taken() {
    return weights.size() - fresh.size();
  }

  /** One line on what came from {@code file} and what did not. */
  String report(String file) {
    return "%d of %d weights from %s".formatted(taken(), weights.size(), file)
        + (fresh.isEmpty() ? "" : ", the others fresh")
        + differences();
  }

  private String differences() {
    return (resampled.isEmpty() ? "" : "; resampled from another input size: " + names(resampled))
        + (fresh.isEmpty() ? "" : "; fresh: " + names(fresh))
        + (otherShape.isEmpty() ? "" : "; of another shape in the file: " + names(otherShape))
        + (unused.isEmpty() ? "" : "; in the file and not used: " + names(unused));
  }

  private static String names(List<String> names) {
    String some = names.stream().limit(NAMED).collect(Collectors.joining(", "));
    return names.size() <= NAMED ? some : "%s and %d more".formatted(some, names.size() - NAMED);
  }
}
