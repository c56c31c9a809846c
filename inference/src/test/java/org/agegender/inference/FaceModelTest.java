package org.agegender.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.agegender.core.Age;
import org.agegender.core.Gender;
import org.agegender.core.Prediction;
import org.agegender.core.RgbImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FaceModelTest {

  @TempDir private Path folder;

  @Test
  void ageAndGenderOfAFaceOfAnySizeArePredicted() throws Exception {
    try (FaceModel model = FaceModel.open(ColourModel.write(folder.resolve("m.onnx")))) {
      Prediction old = model.predict(ColourModel.face(40, 60, 80, Gender.MALE));
      assertThat(old.age().mostLikely()).isEqualTo(new Age(80));
      assertThat(old.years()).isCloseTo(80, within(0.1));
      assertThat(old.gender()).isEqualTo(Gender.MALE);
      assertThat(old.genderProbability()).isGreaterThan(0.99);
      Prediction young = model.predict(ColourModel.face(8, 8, 20, Gender.FEMALE));
      assertThat(young.age().mostLikely()).isEqualTo(new Age(20));
      assertThat(young.gender()).isEqualTo(Gender.FEMALE);
    }
  }

  @Test
  void predictionsKeepTheOrderOfMixedSizesAcrossBatches() throws Exception {
    Path file = ColourModel.write(folder.resolve("m.onnx"));
    List<RgbImage> faces = new ArrayList<>();
    for (int years = 0; years <= 100; years++) {
      faces.add(ColourModel.face(8 + years % 7, 8 + years % 5, years, Gender.FEMALE));
    }
    try (FaceModel model = FaceModel.open(file, InferenceOptions.DEFAULT.withBatchSize(16))) {
      List<Integer> found =
          model.predict(faces).stream().map(p -> p.age().mostLikely().years()).toList();
      for (int years = 0; years <= 100; years++) {
        assertThat(found.get(years)).isEqualTo(years);
      }
      assertThat(model.predict(List.of())).isEmpty();
    }
  }

  @Test
  void yearsAreTheGraphsOwnAge() throws Exception {
    assertSameAsBareGraph(8, 8, 1e-4);
  }

  @Test
  void theGraphsOwnResizingGivesTheSameAnswer() throws Exception {
    assertSameAsBareGraph(50, 37, 0.02);
  }

  private void assertSameAsBareGraph(int width, int height, double tolerance) throws Exception {
    Path file = ColourModel.write(folder.resolve("m.onnx"));
    int count = 5;
    int length = width * height * RgbImage.CHANNELS;
    byte[] pixels = new byte[count * length];
    new Random(3).nextBytes(pixels);
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    long[] shape = {count, height, width, RgbImage.CHANNELS};
    try (FaceModel model = FaceModel.open(file);
        OrtSession session = environment.createSession(file.toString());
        OnnxTensor input =
            OnnxTensor.createTensor(
                environment, ByteBuffer.wrap(pixels), shape, OnnxJavaType.UINT8);
        OrtSession.Result result = session.run(Map.of("image", input))) {
      float[] ages = (float[]) result.get("age").orElseThrow().getValue();
      for (int i = 0; i < count; i++) {
        byte[] one = Arrays.copyOfRange(pixels, i * length, (i + 1) * length);
        assertThat(model.predict(new RgbImage(width, height, one)).years())
            .isCloseTo(ages[i], within(tolerance));
      }
    }
  }

  @Test
  void aRunStandsForItsModel() throws Exception {
    Path file = ColourModel.write(folder.resolve("model.onnx"));
    try (FaceModel model = FaceModel.open(folder)) {
      assertThat(model.file()).isEqualTo(file);
      assertThat(model.metadata()).isEqualTo(ColourModel.metadata());
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      assertThat(model.sha256()).isEqualTo(HexFormat.of().formatHex(hash));
    }
  }

  @Test
  void threadsShareAModel() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (FaceModel model = FaceModel.open(ColourModel.write(folder.resolve("m.onnx")))) {
      List<Callable<Integer>> calls = new ArrayList<>();
      for (int i = 0; i <= 100; i++) {
        RgbImage face = ColourModel.face(16, 16, i, Gender.MALE);
        calls.add(() -> model.predict(face).age().mostLikely().years());
      }
      List<Future<Integer>> found = threads.invokeAll(calls);
      for (int i = 0; i <= 100; i++) {
        assertThat(found.get(i).get()).isEqualTo(i);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aClosedModelSaysSo() throws Exception {
    FaceModel model = FaceModel.open(ColourModel.write(folder.resolve("m.onnx")));
    model.close();
    model.close();
    assertThatThrownBy(() -> model.predict(ColourModel.face(8, 8, 1, Gender.MALE)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("was closed");
  }
}
