package org.agegender.training.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.agegender.core.CropGeometry;
import org.agegender.core.InvalidInputException;
import org.agegender.training.network.AgeCoding;
import org.agegender.training.network.WeightArray;
import org.agegender.training.torch.EngineState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CheckpointTest {

  @TempDir Path folder;

  static Stream<AgeCoding> codings() {
    return Stream.of(new AgeCoding.Classes(), new AgeCoding.Ranks(), new AgeCoding.Value(4.375));
  }

  @ParameterizedTest
  @MethodSource("codings")
  void everyCodingOfAgesIsReadAsItWasWritten(AgeCoding coding) throws IOException {
    Path file = write(coding);
    Checkpoint found = Checkpoint.read(file);
    assertThat(found).isEqualTo(checkpoint(coding));
    assertThat(found.architecture().ageCoding()).isEqualTo(coding);
  }

  @Test
  void aFileThatDoesNotSayHowItCodesAgesHasThemAsClasses() throws IOException {
    Path file = write(new AgeCoding.Ranks());
    change(file, Map.of("age_coding", ""));
    assertThat(Checkpoint.read(file).ageCoding()).isEqualTo(new AgeCoding.Classes());
  }

  @Test
  void runsThatKnewOnlyTheErrorOfAgesGoOn() throws IOException {
    Path file = write(new AgeCoding.Classes());
    String now = SafeTensors.read(file).metadata().get("position");
    assertThat(now).contains("\"bestValue\":");
    change(file, Map.of("position", now.replace("bestValue", "bestMae")));
    assertThat(Checkpoint.read(file)).isEqualTo(checkpoint(new AgeCoding.Classes()));
  }

  @ParameterizedTest
  @CsvSource({
    "age_coding, runes, ages as 'runes' are not known",
    "age_error, NaN, found NaN",
    "age_error, wide, wide"
  })
  void metadataThatCannotBeAreRefused(String name, String value, String message)
      throws IOException {
    Path file = write(new AgeCoding.Value(4));
    change(file, Map.of(name, value));
    assertThatThrownBy(() -> Checkpoint.read(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(file + ": a value of its metadata cannot be read")
        .hasMessageContaining(message);
  }

  private Path write(AgeCoding coding) throws IOException {
    Path file = folder.resolve("last.safetensors");
    checkpoint(coding).write(file);
    return file;
  }

  private static Checkpoint checkpoint(AgeCoding coding) {
    Map<String, WeightArray> weights =
        Map.of("age.weight", new WeightArray(new long[] {2}, new float[] {1, 2}));
    EngineState state = new EngineState(weights, Map.of(), Map.of(), Map.of(), 7);
    DataOrigin data =
        new DataOrigin(
            "00", Optional.of(new DataOrigin.Description("people", "", CropGeometry.WHOLE)));
    return new Checkpoint(
        "tutorial", 16, coding, data, Position.START, Map.of("val_age_mae", 4.375), state);
  }

  /** Puts other texts into the file's metadata; an empty one removes its entry. */
  private static void change(Path file, Map<String, String> changes) throws IOException {
    SafeTensors content = SafeTensors.read(file);
    Map<String, String> texts = new HashMap<>(content.metadata());
    texts.putAll(changes);
    texts.values().removeIf(String::isEmpty);
    new SafeTensors(texts, content.tensors()).write(file);
  }
}
