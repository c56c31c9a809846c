package org.agegender.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.agegender.core.CropGeometry;
import org.agegender.training.checkpoint.Checkpoint;
import org.agegender.training.checkpoint.DataOrigin;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TeachersOfARunTest {

  @TempDir static Path shared;
  private static Path data;

  @TempDir Path folder;

  @BeforeAll
  static void writeSet() throws IOException {
    data = ColouredFaces.write(shared.resolve("set"), 48, 20);
  }

  @Test
  void aRunGoesOnWithItsTeachersWhenTheirRunsAreGone() throws IOException {
    TrainingConfig teaching = RunFixture.config(data, "epochs", "1", "loss.age", "ordinal");
    Path teacher = folder.resolve("teacher");
    RunFixture.train(teacher, teaching);
    RunFixture.train(
        folder.resolve("other"),
        RunFixture.config(data, "epochs", "1", "seed", "2", "image-size", "24"));
    Path other = folder.resolve("other/checkpoints/last.safetensors");
    TrainingConfig config =
        RunFixture.config(
            data,
            "precision",
            "bf16",
            "mixup",
            "0.4",
            "distillation.teachers",
            "[%s, %s]".formatted(teacher, other));
    RunFixture.train(folder.resolve("whole"), config);

    RunFolder run = RunFolder.create(folder.resolve("stopped"), config, false);
    StopSignal stop = new StopSignal();
    RunFixture.Listener listener = new RunFixture.Listener();
    Trainer.of(run, config, listener, RunFixture.stopAfter(3, stop), stop).train();
    RunFixture.train(
        folder.resolve("new"),
        RunFixture.config(data, "epochs", "1", "loss.age", "ordinal", "seed", "3"));
    Files.copy(
        folder.resolve("new/checkpoints/last.safetensors"),
        teacher.resolve("checkpoints/best.safetensors"),
        StandardCopyOption.REPLACE_EXISTING);
    Files.delete(other);
    RunFixture.resume(run.path(), config);

    assertThat(run.last())
        .hasSameBinaryContentAs(folder.resolve("whole/checkpoints/last.safetensors"));
    RunFixture.train(folder.resolve("alone"), RunFixture.config(data, "precision", "bf16"));
    assertThat(Checkpoint.read(run.last()).state().weights())
        .isNotEqualTo(
            Checkpoint.read(folder.resolve("alone/checkpoints/last.safetensors"))
                .state()
                .weights());
    RunFolder.create(run.path(), RunFixture.config(data), true);
    assertThat(run.teacher(0)).doesNotExist();
    assertThat(run.teacher(1)).doesNotExist();
  }

  @Test
  void refusesTeachersThatSeeOtherPicturesOrHaveNotLearned() throws IOException {
    RunFixture.train(folder.resolve("like"), RunFixture.config(data, "epochs", "1"));
    Path like = folder.resolve("like/checkpoints/best.safetensors");
    Checkpoint before = Checkpoint.read(like);
    DataOrigin aligned =
        new DataOrigin(
            "0".repeat(64),
            Optional.of(
                new DataOrigin.Description("faces", "", new CropGeometry.Aligned(0.5, 96))));
    new Checkpoint(
            before.network(),
            before.imageSize(),
            before.ageCoding(),
            aligned,
            before.position(),
            before.metrics(),
            before.state())
        .write(like);
    assertThat(refusedTeacher(like))
        .contains("learned on faces cut out as aligned=five-point-tight;margin=0.5;side=96")
        .contains("the set's are aligned=none");

    Files.delete(like);
    assertThat(refusedTeacher(folder.resolve("like"))).contains("has no best checkpoint yet");
    assertThat(refusedTeacher(folder.resolve("nothing")))
        .endsWith("nothing: there is no such run, checkpoint or model to teach");
    assertThat(refusedTeacher(data.resolve("train.csv"))).contains("train.csv: ");
  }

  private String refusedTeacher(Path teacher) throws IOException {
    return RunFixture.refusedTeacher(data, folder.resolve("student"), teacher);
  }
}
