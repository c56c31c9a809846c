package org.agegender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agegender.cli.console.CapturedConsole;
import org.agegender.core.Gender;
import org.agegender.inference.ColourModel;
import org.agegender.inference.Pngs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TuneCommandTest {

  @TempDir private Path folder;

  private final CapturedConsole captured = new CapturedConsole(false);

  private void makeSet() throws IOException {
    List<String> rows = new ArrayList<>(List.of("filename,age,gender"));
    for (int i = 0; i < 16; i++) {
      Gender gender = i % 2 == 0 ? Gender.FEMALE : Gender.MALE;
      Pngs.write(
          folder.resolve("set/%d.png".formatted(i)), ColourModel.face(16, 16, 5 * i, gender));
      rows.add("%d.png,%d,%d".formatted(i, 5 * i, gender.code()));
    }
    Files.write(folder.resolve("set/train.csv"), rows);
    Files.write(folder.resolve("set/val.csv"), rows);
  }

  private int tune(String plan) throws IOException {
    Path file = Files.writeString(folder.resolve("plan.yaml"), plan);
    return Main.run(
        captured.console(),
        "tune",
        "--plan",
        file.toString(),
        "--output",
        folder.resolve("search").toString(),
        "--data",
        folder.resolve("set").toString(),
        "--image-size",
        "16",
        "--batch-size",
        "16",
        "--threads",
        "1",
        "--epochs",
        "1");
  }

  @Test
  void aSearchInWhichATrialFailedHasItsResultAndLeavesWithOne() throws IOException {
    makeSet();
    Path broken = Files.writeString(folder.resolve("broken.safetensors"), "no weights");
    String plan = "trials: 6\nkeep-one-in: 6\nranges: {init: {choice: ['', '%s']}}\n";
    assertThat(tune(plan.formatted(broken))).as(captured.err()).isEqualTo(1);
    assertThat(captured.out()).contains("best trial", "val_age_mae");
    assertThat(captured.err())
        .contains("is out: " + broken)
        .containsPattern("agegender: [1-5] trials could not be trained on; .*trials.csv says why")
        .doesNotContain("\tat ");
  }

  @Test
  void aSearchInWhichAllTrialsFailHasNone() throws IOException {
    makeSet();
    Path broken = Files.writeString(folder.resolve("broken.safetensors"), "no weights");
    Path other = Files.writeString(folder.resolve("other.safetensors"), "none either");
    String plan = "trials: 2\nranges: {init: {choice: ['%s', '%s']}}\n".formatted(broken, other);
    assertThat(tune(plan)).isEqualTo(2);
    assertThat(captured.out()).isEmpty();
    assertThat(captured.err())
        .contains("none of the trials could be trained on; the first: " + folder)
        .doesNotContain("\tat ");
  }
}
