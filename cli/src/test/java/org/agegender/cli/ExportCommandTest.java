package org.agegender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.agegender.cli.console.CapturedConsole;
import org.agegender.training.RunFolder;
import org.agegender.training.TrainingConfigReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExportCommandTest {

  @TempDir private Path folder;

  private final CapturedConsole captured = new CapturedConsole(false);

  private int export(String epoch) {
    return Main.run(
        captured.console(),
        "export",
        "--run",
        folder.resolve("run").toString(),
        "--output",
        folder.resolve("models/model.onnx").toString(),
        "--epoch",
        epoch);
  }

  @ParameterizedTest
  @ValueSource(strings = {"best", "last"})
  void aRunWithoutAWholeEpochIsRefusedAndSaidHowToGoOn(String epoch) throws IOException {
    RunFolder.create(
        folder.resolve("run"), TrainingConfigReader.read(null, Map.of()).resolved(), false);
    assertThat(export(epoch)).isEqualTo(2);
    assertThat(captured.errLines())
        .containsExactly(
            "agegender: %s: has no whole epoch behind it yet; go on with train --resume"
                .formatted(folder.resolve("run")));
    assertThat(captured.out()).isEmpty();
    assertThat(folder.resolve("models")).doesNotExist();
  }

  @Test
  void aFolderThatIsNoRunIsRefused() {
    assertThat(export("best")).isEqualTo(2);
    assertThat(captured.errLines()).hasSize(1);
    assertThat(captured.err()).contains(folder.resolve("run") + ": is no training run");
  }

  @Test
  void anEpochThatIsNoneIsRefusedWithTheChoice() {
    assertThat(export("first")).isEqualTo(2);
    assertThat(captured.err()).contains("--epoch", "best, last", "'first'");
  }
}
