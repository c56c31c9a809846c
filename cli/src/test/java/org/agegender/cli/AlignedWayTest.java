package org.agegender.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.agegender.cli.console.CapturedConsole;
import org.agegender.core.CropGeometry;
import org.agegender.dataset.PreparedSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code prepare --align} with the published detector on published faces, where both are here. */
final class AlignedWayTest {

  private static final int PICTURES = 60;

  private final CapturedConsole captured = new CapturedConsole(false);

  @TempDir private Path folder;

  private static Path shared(String variable, String usual) {
    return Path.of(System.getenv().getOrDefault(variable, "../../shared/" + usual));
  }

  @Test
  void publishedFacesAreFoundCutOutAndTrainedOnAndTheModelTellsHow() throws IOException {
    Path detector =
        shared("AGEGENDER_MODELS", "models").resolve("face_detection_yunet_2026may.onnx");
    Path faces = shared("AGEGENDER_DATA", "data").resolve("utkface");
    assumeTrue(Files.isRegularFile(detector), () -> "skipped: there is no " + detector);
    assumeTrue(Files.isDirectory(faces), () -> "skipped: UTKFace is not in " + faces);
    copyFirst(faces);
    String set = folder.resolve("set").toString();
    List<String> source =
        List.of("--source", "utkface", "--input", folder.resolve("in").toString());
    List<String> target = List.of("--output", set, "--image-size", "64", "--workers", "3");

    assertThat(
            run(
                List.of("prepare", "--align", "--margin", "0.25", "--no-face", "keep"),
                source,
                target,
                List.of("--detector", detector.toString())))
        .isZero();

    assertThat(captured.out()).contains("faces found by yunet", "landmarks");
    PreparedSet prepared = PreparedSet.open(folder.resolve("set"));
    assertThat(prepared.cropGeometry()).isEqualTo(new CropGeometry.Aligned(0.25, 64));
    int byLandmarks =
        prepared.description().orElseThrow().counts().croppedBy().getOrDefault("landmarks", 0);
    assertThat(byLandmarks).isGreaterThanOrEqualTo(prepared.size() * 99 / 100);
    assertThat(filesOf(prepared.folder()))
        .isEqualTo(filesOf(preparedByOneWorker(source, detector)));
    String model = folder.resolve("run").toString();
    assertThat(
            run(
                List.of("train", "--data", set, "--output", model, "--epochs", "1"),
                List.of("--image-size", "16", "--threads", "1")))
        .isZero();
    String whole = folder.resolve("whole").toString();
    assertThat(run(List.of("prepare"), source, List.of("--output", whole, "--image-size", "64")))
        .isZero();

    assertThat(evaluate(model, set).get("crops_agree").asBoolean()).isTrue();
    JsonNode other = evaluate(model, whole);
    assertThat(other.get("crops_agree").asBoolean()).isFalse();
    assertThat(other.at("/model/crop_geometry").asText())
        .isEqualTo("aligned=five-point-tight;margin=0.25;side=64");
    assertThat(captured.err()).contains("warning: " + whole, "prepare the set as the model's was");
  }

  private Path preparedByOneWorker(List<String> source, Path detector) {
    Path alone = folder.resolve("alone");
    assertThat(
            run(
                List.of("prepare", "--align", "--margin", "0.25", "--no-face", "keep"),
                source,
                List.of("--output", alone.toString(), "--image-size", "64", "--workers", "1"),
                List.of("--detector", detector.toString())))
        .isZero();
    return alone;
  }

  /** The bytes of every file, as text, by its name within the folder. */
  private static Map<String, String> filesOf(Path set) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(set)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        contents.put(set.relativize(file).toString(), bytes);
      }
    }
    return contents;
  }

  private JsonNode evaluate(String model, String set) throws IOException {
    int before = captured.out().length();
    assertThat(
            run(List.of("evaluate", "--format", "json"), List.of("--model", model, "--data", set)))
        .isZero();
    return new ObjectMapper().readTree(captured.out().substring(before));
  }

  private void copyFirst(Path faces) throws IOException {
    Path in = Files.createDirectory(folder.resolve("in"));
    try (Stream<Path> files = Files.list(faces)) {
      for (Path file : files.sorted().skip(9000).limit(PICTURES).toList()) {
        Files.copy(file, in.resolve(file.getFileName()));
      }
    }
  }

  @SafeVarargs
  private int run(List<String>... arguments) {
    return Main.run(
        captured.console(), Stream.of(arguments).flatMap(List::stream).toArray(String[]::new));
  }
}
