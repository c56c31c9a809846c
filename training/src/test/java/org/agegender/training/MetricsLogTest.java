package org.agegender.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.agegender.training.summary.EventFile;
import org.agegender.training.summary.EventReader;
import org.agegender.training.summary.EventReader.Event;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsLogTest {

  private static final int SESSION_START = 1;

  @TempDir Path folder;
  private TrainingConfig config;

  @BeforeEach
  void writeSet() throws IOException {
    config = RunFixture.config(ColouredFaces.write(folder.resolve("set"), 24, 20), "epochs", "1");
  }

  @Test
  void aRunResumedBeforeItsFirstCheckpointStartsASessionAtItsFirstStep() throws IOException {
    RunFolder run = RunFolder.create(folder.resolve("run"), config, false);
    EventFile.create(run.path()).close();
    RunFixture.resume(run.path(), config);
    List<Path> files = eventFiles(run);
    assertThat(files).hasSize(2);
    Event second = EventReader.read(files.get(1)).get(1);
    assertThat(second.sessionStatus()).isEqualTo(SESSION_START);
    assertThat(second.step()).isEqualTo(1);
  }

  @Test
  void aNewRunStartsNoSession() throws IOException {
    RunFixture.train(folder.resolve("run"), config);
    List<Path> files = eventFiles(RunFolder.open(folder.resolve("run")));
    assertThat(files).hasSize(1);
    assertThat(EventReader.read(files.get(0))).extracting(Event::sessionStatus).containsOnly(0);
  }

  private static List<Path> eventFiles(RunFolder run) throws IOException {
    try (Stream<Path> files = Files.list(run.path())) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("events.out.tfevents."))
          .sorted()
          .toList();
    }
  }
}
