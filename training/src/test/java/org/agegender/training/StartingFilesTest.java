package org.agegender.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agegender.core.InvalidInputException;
import org.agegender.core.Progress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartingFilesTest {

  private static final String INSIDE =
      ": lies in the run that is to be replaced; copy it elsewhere and name the copy, or name"
          + " another folder for the new run";

  @TempDir Path folder;
  private RunFolder earlier;

  @BeforeEach
  void writeAnEarlierRun() throws IOException {
    earlier = RunFolder.create(folder.resolve("earlier"), config(), false);
    Files.writeString(earlier.best(), "best");
    Files.writeString(earlier.last(), "last");
    Files.writeString(earlier.metrics(), "epoch");
  }

  @Test
  void aMistypedNameCostsNoEarlierRun() throws IOException {
    Path nowhere = folder.resolve("nowhere");
    assertThat(refused("init", nowhere.toString()))
        .isEqualTo(
            nowhere + ": there is no such file of weights to begin with; name another by --init");
    assertThat(refused("init", folder.toString()))
        .startsWith(folder + ": is a folder; begin with a file");
    assertThat(refused("distillation.teachers", "[%s, %s]".formatted(other(), nowhere)))
        .isEqualTo(nowhere + ": there is no such run, checkpoint or model to teach");
  }

  @Test
  void aRunIsNotReplacedByOneThatBeginsWithIt() throws IOException {
    assertThat(refused("init", earlier.best().toString())).isEqualTo(earlier.best() + INSIDE);
    Path roundabout = folder.resolve("earlier/../earlier/checkpoints/last.safetensors");
    assertThat(refused("init", roundabout.toString())).isEqualTo(roundabout + INSIDE);
    Path link = Files.createSymbolicLink(folder.resolve("link"), earlier.best());
    assertThat(refused("init", link.toString())).isEqualTo(link + INSIDE);
    assertThat(refused("distillation.teachers", earlier.path().toString()))
        .isEqualTo(earlier.best() + INSIDE);
    assertThat(refused("distillation.teachers", "[%s, %s]".formatted(other(), earlier.last())))
        .isEqualTo(earlier.last() + INSIDE);
  }

  @Test
  void filesElsewhereAreNoReasonToKeepTheEarlierRun() throws IOException {
    String elsewhere = other().toString();
    RunFolder.create(
        earlier.path(), config("init", elsewhere, "distillation.teachers", elsewhere), true);
    assertThat(earlier.best()).doesNotExist();
    assertThat(earlier.config()).content().contains("init: " + elsewhere);
  }

  @Test
  void aNewRunThatIsRefusedLeavesNoFolder() throws IOException {
    Path fresh = folder.resolve("fresh");
    TrainingConfig config = config("init", folder.resolve("nowhere").toString());
    assertThatThrownBy(() -> RunFolder.create(fresh, config, false))
        .isInstanceOf(InvalidInputException.class);
    assertThat(fresh).doesNotExist();
  }

  @Test
  void weightsThatAreGoneWhenTrainingBeginsAreTheUsersToMend() throws IOException {
    Path data = ColouredFaces.write(folder.resolve("set"), 6, 20);
    Path init = other();
    TrainingConfig config = RunFixture.config(data, "init", init.toString());
    RunFolder run = RunFolder.create(folder.resolve("run"), config, false);
    Files.delete(init);
    Trainer trainer =
        Trainer.of(run, config, new RunFixture.Listener(), Progress.silent(), new StopSignal());
    assertThatThrownBy(trainer::train)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(init + ": there is no such file of weights");
  }

  /** What the earlier run is not replaced for, once it is sure that it is whole. */
  private String refused(String... settings) throws IOException {
    TrainingConfig config = config(settings);
    String message = RunFixture.refused(() -> RunFolder.create(earlier.path(), config, true));
    assertThat(earlier.best()).hasContent("best");
    assertThat(earlier.last()).hasContent("last");
    assertThat(earlier.metrics()).hasContent("epoch");
    assertThat(earlier.config()).hasContent(TrainingConfigReader.write(config()));
    return message;
  }

  private Path other() throws IOException {
    return Files.writeString(folder.resolve("other.safetensors"), "weights");
  }

  private TrainingConfig config(String... settings) throws IOException {
    return RunFixture.config(folder.resolve("set"), settings);
  }
}
