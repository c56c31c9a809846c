package org.agegender.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.agegender.core.Gender;
import org.agegender.core.InvalidInputException;
import org.agegender.training.onnx.proto.ModelProto;
import org.agegender.training.onnx.proto.TensorProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ModelRefusalTest {

  @TempDir private Path folder;

  @Test
  void aMissingFileIsRefused() {
    refused(folder.resolve("none.onnx"), "there is no such model file");
  }

  @Test
  void aFolderWithoutModelIsRefused() {
    refused(folder, "the folder must hold a model.onnx");
  }

  @Test
  void anEmptyFileIsRefused() throws Exception {
    refused(file(new byte[0]), "found an empty file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PK\u0003\u0004 a zip", "hello, this is no model", "\u0089PNG\r\n", "\n"})
  void anotherKindOfFileIsRefused(String content) throws Exception {
    refused(file(content.getBytes(StandardCharsets.ISO_8859_1)), "must be an ONNX model");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void aFileCutShortAnywhereIsRefused(int tenths) throws Exception {
    byte[] whole = Files.readAllBytes(ColourModel.write(folder.resolve("whole.onnx")));
    byte[] cut = Arrays.copyOf(whole, Math.max(3, (whole.length - 1) * tenths / 10));
    refused(file(cut), "");
  }

  @Test
  void aFileCutInTheMiddleSaysSo() throws Exception {
    byte[] whole = Files.readAllBytes(ColourModel.write(folder.resolve("whole.onnx")));
    refused(file(Arrays.copyOf(whole, whole.length / 2)), "is cut short or damaged");
  }

  @Test
  void aFileOverTheLimitIsRefused() throws Exception {
    Path file = ColourModel.write(folder.resolve("m.onnx"));
    InferenceOptions small = new InferenceOptions(1, 1, 100);
    assertThatThrownBy(() -> FaceModel.open(file, small))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("at most 100 bytes, found " + Files.size(file));
  }

  @Test
  void aModelWithoutAnOutputIsRefused() throws Exception {
    refused(
        changed(model -> model.getGraphBuilder().removeOutput(2)),
        "not one of AgeGender: output 'age_prob' is missing");
  }

  @Test
  void aModelWithAnotherInputIsRefused() throws Exception {
    refused(
        changed(
            model -> {
              model.getGraphBuilder().getInputBuilder(0).setName("picture");
              model.getGraphBuilder().getNodeBuilder(0).setInput(0, "picture");
            }),
        "input 'image' is missing, found [picture]");
  }

  @Test
  void aModelWithASecondInputIsRefused() throws Exception {
    refused(
        changed(
            model ->
                model
                    .getGraphBuilder()
                    .addInput(model.getGraphBuilder().getInput(0).toBuilder().setName("mask"))),
        "it must have one input, found [image, mask]");
  }

  @Test
  void aModelWithAnotherShapeIsRefused() throws Exception {
    refused(
        changed(
            model ->
                model
                    .getGraphBuilder()
                    .getInputBuilder(0)
                    .getTypeBuilder()
                    .getTensorTypeBuilder()
                    .getShapeBuilder()
                    .getDimBuilder(3)
                    .setDimParam("channels")),
        "input 'image' must be UINT8[any, any, any, 3], found UINT8[any, any, any, any]");
  }

  @Test
  void aModelWithoutMetadataIsRefused() throws Exception {
    refused(changed(ModelProto.Builder::clearMetadataProps), "its metadata: entry 'format'");
  }

  @Test
  void aModelWithAnUnknownOperatorIsRefused() throws Exception {
    refused(
        changed(model -> model.getGraphBuilder().getNodeBuilder(1).setOpType("Conjure")),
        "the ONNX model cannot be loaded");
  }

  @Test
  void weightsSaidToLieInAnotherFileAreRefused() throws Exception {
    weightsElsewhere(14, UnknownFieldSet.Field.newBuilder().addVarint(1).build());
  }

  @Test
  void weightsThatNameAnotherFileAreRefused() throws Exception {
    ByteString name = ByteString.copyFromUtf8("\n\u0001a");
    weightsElsewhere(13, UnknownFieldSet.Field.newBuilder().addLengthDelimited(name).build());
  }

  private void weightsElsewhere(int number, UnknownFieldSet.Field field) throws Exception {
    UnknownFieldSet elsewhere = UnknownFieldSet.newBuilder().addField(number, field).build();
    refused(
        changed(
            model -> {
              TensorProto.Builder weight = model.getGraphBuilder().getInitializerBuilder(0);
              weight.clearRawData().setUnknownFields(elsewhere);
            }),
        "a model must be one file");
  }

  @Test
  void probabilitiesThatAreNoneAreRefused() throws Exception {
    Path file =
        changed(
            model ->
                model.getGraphBuilder().getNodeBuilderList().stream()
                    .filter(node -> node.getOpType().equals("Softmax"))
                    .forEach(node -> node.setOpType("Identity").clearAttribute()));
    try (FaceModel model = FaceModel.open(file)) {
      assertThatThrownBy(() -> model.predict(ColourModel.face(8, 8, 30, Gender.MALE)))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("the model's output is no probability");
    }
  }

  private Path changed(Consumer<ModelProto.Builder> change) throws Exception {
    Path file = ColourModel.write(folder.resolve("changed.onnx"));
    ModelProto.Builder model = ModelProto.parseFrom(Files.readAllBytes(file)).toBuilder();
    change.accept(model);
    return Files.write(file, model.build().toByteArray());
  }

  private Path file(byte[] content) throws Exception {
    return Files.write(folder.resolve("given.onnx"), content);
  }

  /** One line that begins with the file. */
  private static void refused(Path file, String message) {
    assertThatThrownBy(() -> FaceModel.open(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(message)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }
}
