package org.agegender.training.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.agegender.training.summary.EventReader.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EventFileTest {

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00.250Z");

  @TempDir private Path folder;

  @Test
  void theReaderOfThisTestKnowsTheCheckValueOfCrc32c() {
    byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
    assertThat(EventReader.crc32c(digits)).isEqualTo(0xe3069283);
  }

  @Test
  void anIndependentReaderFindsVersionAndScalars() throws IOException {
    Path path;
    try (EventFile file = EventFile.create(folder)) {
      path = file.path();
      file.scalar("train/loss", 3, 1.5, NOON);
      file.scalar("validation/age_mae", 5_000_000_000L, 6.25, NOON);
      file.flush();
    }
    List<Event> events = EventReader.read(path);
    assertThat(events).hasSize(3);
    assertThat(events.get(0).fileVersion()).isEqualTo("brain.Event:2");
    double noon = 1_795_521_600.25;
    assertThat(events.get(1)).isEqualTo(new Event(noon, 3, "", 0, "train/loss", 1.5f));
    assertThat(events.get(2))
        .isEqualTo(new Event(noon, 5_000_000_000L, "", 0, "validation/age_mae", 6.25f));
  }

  @Test
  void theNameIsTheOneTensorBoardLooksFor() throws IOException {
    try (EventFile file = EventFile.create(folder)) {
      assertThat(file.path().getFileName().toString())
          .matches("events\\.out\\.tfevents\\.\\d{10}\\..+");
    }
  }

  @Test
  void whatWasWrittenIsThereBeforeClosing() throws IOException {
    try (EventFile file = EventFile.create(folder)) {
      file.scalar("a/b", 1, 2, NOON);
      assertThat(EventReader.read(file.path())).hasSize(2);
    }
  }

  @Test
  void aResumedRunStartsASessionAtItsNextStepInAFileThatSortsBehind() throws IOException {
    try (EventFile first = EventFile.create(folder);
        EventFile second = EventFile.resume(folder, 41)) {
      assertThat(second.path()).isGreaterThan(first.path());
      Event start = EventReader.read(second.path()).get(1);
      assertThat(start.step()).isEqualTo(41);
      assertThat(start.sessionStatus()).isEqualTo(1);
    }
  }
}
