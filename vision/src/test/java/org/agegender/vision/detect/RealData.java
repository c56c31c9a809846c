package org.agegender.vision.detect;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Data sets and models that are not part of the project; tests are skipped where they are not. */
final class RealData {

  private RealData() {}

  /** The model file of YuNet; skips the test where there is none. */
  static Path yunet() {
    return present(
        Path.of(System.getenv().getOrDefault("AGEGENDER_MODELS", "../../shared/models"))
            .resolve("face_detection_yunet_2026may.onnx"),
        "AGEGENDER_MODELS");
  }

  /** Up to so many JPEGs of a data set, drawn evenly; skips the test where there are none. */
  static List<Path> pictures(String set, int most) throws IOException {
    Path folder =
        present(
            Path.of(System.getenv().getOrDefault("AGEGENDER_DATA", "../../shared/data"))
                .resolve(set),
            "AGEGENDER_DATA");
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> all =
          new ArrayList<>(files.filter(file -> file.toString().endsWith(".jpg")).sorted().toList());
      Collections.shuffle(all, new Random(1));
      return List.copyOf(all.subList(0, Math.min(most, all.size())));
    }
  }

  private static Path present(Path path, String variable) {
    assumeTrue(
        Files.exists(path), () -> path + " is not there; set " + variable + " to run this test");
    return path;
  }
}
