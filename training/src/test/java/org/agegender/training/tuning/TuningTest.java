package org.agegender.training.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.agegender.core.InvalidInputException;
import org.agegender.training.ColouredFaces;
import org.agegender.training.RunFolder;
import org.agegender.training.TrainingConfig;
import org.agegender.training.TrainingConfigReader;
import org.agegender.training.checkpoint.Checkpoint;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

final class TuningTest {

  private static final long LONG_ENOUGH_SECONDS = 240;

  @TempDir private static Path shared;
  private static Path data;
  private static TuningFixture.Listener told;
  private static TuningResult whole;

  @TempDir private Path folder;

  @BeforeAll
  static void searchOnce() throws IOException {
    data = ColouredFaces.write(shared.resolve("set"), 24, 20);
    told = new TuningFixture.Listener();
    whole = search(shared.resolve("whole"), told).orElseThrow();
  }

  private static Optional<TuningResult> search(Path folder, TuningFixture.Listener listener)
      throws IOException {
    return TuningFixture.tuning(folder, TuningFixture.PLAN, TuningFixture.base(data), listener)
        .run();
  }

  @Test
  void theBetterHalfGoesOnAtEachComparison() throws IOException {
    assertThat(told.notes)
        .startsWith("4 trials: 4 to epoch 1, 2 to epoch 2, 1 to epoch 4; 8 epochs in all")
        .doesNotHaveDuplicates();
    Map<Integer, List<Double>> curves = new HashMap<>();
    for (int trial = 1; trial <= 4; trial++) {
      curves.put(trial, maes(shared.resolve("whole/trials/000%d/metrics.csv".formatted(trial))));
    }
    List<Integer> afterOne = new ArrayList<>(List.of(1, 2, 3, 4));
    afterOne.sort((a, b) -> Double.compare(curves.get(a).get(0), curves.get(b).get(0)));
    List<Integer> afterTwo = new ArrayList<>(afterOne.subList(0, 2));
    afterTwo.sort((a, b) -> Double.compare(least(curves.get(a), 2), least(curves.get(b), 2)));
    for (int trial = 1; trial <= 4; trial++) {
      int epochs = trial == afterTwo.get(0) ? 4 : afterOne.indexOf(trial) < 2 ? 2 : 1;
      assertThat(curves.get(trial)).as("trial %d", trial).hasSize(epochs);
    }
    assertThat(whole.trial()).isEqualTo(afterTwo.get(0));
    assertThat(whole.value()).isEqualTo(least(curves.get(whole.trial()), 4));
    assertThat(whole.failed()).isZero();
  }

  @Test
  void theModelIsOfTheEpochThatTheObjectiveFindsBest() throws IOException {
    String plan = TuningFixture.PLAN.replace("trials: 4", "trials: 1\nobjective: val_age_exact");
    TuningResult result =
        TuningFixture.tuning(
                folder.resolve("search"),
                plan,
                TuningFixture.base(data),
                new TuningFixture.Listener())
            .run()
            .orElseThrow();
    RunFolder run = RunFolder.open(folder.resolve("search/trials/0001"));
    assertThat(Checkpoint.read(run.best()).position().epoch()).isEqualTo(result.epoch());
    assertThat(Checkpoint.read(run.best()).metrics())
        .containsEntry("val_age_exact", result.value());
  }

  @Test
  void aTrialIsAnOrdinaryRunOfTheSettingsDrawn() throws IOException {
    Path run = shared.resolve("whole/trials/0002");
    TrainingConfig config = TrainingConfigReader.read(run.resolve("config.yaml"), Map.of());
    Map<String, String> drawn =
        TuningPlanReader.read(shared.resolve("whole/plan.yaml")).settings(2);
    assertThat(config.optimiser().learningRate())
        .isEqualTo(Double.parseDouble(drawn.get("optimiser.learning-rate")));
    assertThat(config.augmentation().flip())
        .isEqualTo(Double.parseDouble(drawn.get("augmentation.flip")));
    assertThat(config.epochs()).isEqualTo(4);
    assertThat(run.resolve("checkpoints/last.safetensors")).exists();
    assertThat(whole.run().resolve("model.onnx")).exists();
  }

  @Test
  void theTableHasTheBestFirst() throws IOException {
    List<String> rows = Files.readAllLines(shared.resolve("whole/trials.csv"));
    assertThat(rows.get(0))
        .isEqualTo(
            "trial,epochs,val_age_mae,best_epoch,seconds,optimiser.learning-rate,"
                + "augmentation.flip,failure");
    assertThat(rows).hasSize(5);
    assertThat(rows.get(1)).startsWith(whole.trial() + ",4,");
  }

  @Test
  void theReportIsWellFormedAndShowsEveryTrial() throws Exception {
    Document page =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(shared.resolve("whole/report.html").toFile());
    // Curves and one plot for each of two settings; a series for each of four trials in each.
    assertThat(page.getElementsByTagName("svg").getLength()).isEqualTo(3);
    assertThat(page.getElementsByTagName("title").getLength()).isEqualTo(1 + 3 * 4);
    assertThat(page.getElementsByTagName("tr").getLength()).isEqualTo(5);
    assertThat(page.getDocumentElement().getTextContent()).doesNotContain("NaN");
  }

  @Test
  void stoppedAndRunAgainItFindsTheSame() throws IOException {
    Path stopped = folder.resolve("stopped");
    for (String at : List.of("2/1", whole.trial() + "/3")) {
      TuningFixture.Listener listener = new TuningFixture.Listener();
      listener.atEpoch =
          epoch -> {
            if (epoch.equals(at)) {
              listener.tuning.stop();
            }
          };
      assertThat(search(stopped, listener)).as("stopped at " + at).isEmpty();
    }
    assertSame(stopped, search(stopped, new TuningFixture.Listener()).orElseThrow());
  }

  @Test
  void aSearchThatIsDoneTrainsNothingMore() throws IOException {
    TuningFixture.Listener listener = new TuningFixture.Listener();
    assertThat(search(shared.resolve("whole"), listener)).contains(whole);
    assertThat(listener.epochs).isEmpty();
  }

  @Test
  @Timeout(value = 2 * LONG_ENOUGH_SECONDS, unit = TimeUnit.SECONDS)
  void killedAndRunAgainItFindsTheSame() throws Exception {
    Path killed = folder.resolve("killed");
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                killed.toString(),
                data.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("child.log").toFile())
            .start();
    Path second = killed.resolve("trials/0002/checkpoints/last.safetensors");
    try {
      while (process.isAlive() && !Files.exists(second)) {
        process.waitFor(20, TimeUnit.MILLISECONDS);
      }
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor(LONG_ENOUGH_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(second).as(Files.readString(folder.resolve("child.log"))).exists();
    assertThat(killed.resolve("trials/0004/checkpoints/last.safetensors")).doesNotExist();
    assertSame(killed, search(killed, new TuningFixture.Listener()).orElseThrow());
  }

  /** Searches in a process of its own, which the test kills; it never begins its last trial. */
  static final class Child {
    public static void main(String[] arguments) throws IOException {
      data = Path.of(arguments[1]);
      TuningFixture.Listener listener = new TuningFixture.Listener();
      listener.atEpoch = epoch -> waitForTheParent(epoch.equals("3/1"));
      search(Path.of(arguments[0]), listener);
    }

    private static void waitForTheParent(boolean really) {
      try {
        if (really && System.in.read() < 0) {
          Runtime.getRuntime().halt(1);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void assertSame(Path found, TuningResult result) throws IOException {
    assertThat(result.trial()).isEqualTo(whole.trial());
    assertThat(result.value()).isEqualTo(whole.value());
    assertThat(withoutSeconds(found)).isEqualTo(withoutSeconds(shared.resolve("whole")));
    String last = "trials/000%d/checkpoints/last.safetensors".formatted(whole.trial());
    assertThat(found.resolve(last)).hasSameBinaryContentAs(shared.resolve("whole").resolve(last));
    assertThat(result.run().resolve("model.onnx"))
        .hasSameBinaryContentAs(whole.run().resolve("model.onnx"));
  }

  private static List<String> withoutSeconds(Path search) throws IOException {
    return Files.readAllLines(search.resolve("trials.csv")).stream()
        .map(row -> row.replaceFirst("^((?:[^,]*,){4})[^,]*", "$1"))
        .toList();
  }

  @Test
  void aTrialThatCannotBeTrainedOnIsOutAndNamed() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.safetensors"), "no weights");
    String plan =
        "trials: 6\nkeep-one-in: 6\nranges:\n  init: {choice: ['', '%s']}\n".formatted(broken);
    TuningFixture.Listener listener = new TuningFixture.Listener();
    TrainingConfig base = TuningFixture.base(data, "epochs", "1");
    Path search = folder.resolve("search");
    TuningResult found = TuningFixture.tuning(search, plan, base, listener).run().orElseThrow();
    assertThat(found.failed()).isBetween(1, 5);
    assertThat(listener.notes).anyMatch(note -> note.contains("is out: " + broken));
    assertThat(Files.readString(search.resolve("trials.csv")))
        .contains("is no whole safetensors file");
    assertThat(TuningFixture.tuning(search, plan, base, listener).run()).contains(found);
  }

  @Test
  void whereNoTrialCanBeTrainedOnTheReasonIsTold() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.safetensors"), "no weights");
    TrainingConfig base = TuningFixture.base(data, "init", broken.toString());
    Tuning tuning =
        TuningFixture.tuning(
            folder.resolve("search"), TuningFixture.PLAN, base, new TuningFixture.Listener());
    assertThatThrownBy(tuning::run)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("none of the trials could be trained on; the first: " + broken);
  }

  @Test
  void drawsThatDoNotGoTogetherAreOutAndNamed() throws IOException {
    String plan =
        """
        trials: 8
        keep-one-in: 8
        ranges:
          loss.age-weight: {choice: [0.0, 1.0]}
          loss.gender-weight: {choice: [0.0, 1.0]}
        """;
    TrainingConfig base = TuningFixture.base(data, "epochs", "1");
    Path search = folder.resolve("search");
    TuningFixture.Listener listener = new TuningFixture.Listener();
    TuningResult found = TuningFixture.tuning(search, plan, base, listener).run().orElseThrow();
    assertThat(found.failed()).isBetween(1, 7);
    assertThat(listener.notes).anyMatch(note -> note.contains("is out: "));
    assertThat(TuningFixture.tuning(search, plan, base, listener).run()).contains(found);
  }

  @Test
  void whatStandsInTheWayOfAllTrialsIsHeldAgainstNone() throws IOException {
    Path set = ColouredFaces.write(folder.resolve("set"), 24, 20);
    Path away = folder.resolve("away");
    Path search = folder.resolve("search");
    TrainingConfig base = TuningFixture.base(set);
    TuningFixture.Listener listener = new TuningFixture.Listener();
    listener.atEpoch = epoch -> move(epoch.equals("2/1"), set, away);
    Tuning tuning = TuningFixture.tuning(search, TuningFixture.PLAN, base, listener);
    assertThatThrownBy(tuning::run).isInstanceOf(InvalidInputException.class);
    assertThat(search.resolve("trials/0003/failure.txt")).doesNotExist();
    move(true, away, set);
    TuningResult found =
        TuningFixture.tuning(search, TuningFixture.PLAN, base, new TuningFixture.Listener())
            .run()
            .orElseThrow();
    assertThat(found.failed()).isZero();
    assertThat(found.value()).isEqualTo(whole.value());
  }

  private static void move(boolean really, Path from, Path to) {
    try {
      if (really) {
        Files.move(from, to);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aTrialThatFailedLaterIsComparedBeforeAsItWas() throws IOException {
    Path search = folder.resolve("search");
    copy(shared.resolve("whole"), search);
    int second = 0;
    for (int trial = 1; trial <= 4; trial++) {
      second =
          maes(search.resolve("trials/000%d/metrics.csv".formatted(trial))).size() == 2
              ? trial
              : second;
    }
    Path run = search.resolve("trials/000%d".formatted(second));
    List<String> rows = Files.readAllLines(run.resolve("metrics.csv"));
    Files.write(run.resolve("metrics.csv"), rows.subList(0, 2));
    Files.writeString(run.resolve("failure.txt"), "diverged in its second epoch");
    TuningFixture.Listener listener = new TuningFixture.Listener();
    TuningResult found = search(search, listener).orElseThrow();
    assertThat(listener.epochs).isEmpty();
    assertThat(found.trial()).isEqualTo(whole.trial());
    assertThat(found.failed()).isEqualTo(1);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
  }

  @Test
  void twoSearchesNeverShareAFolder() throws IOException {
    Path search = folder.resolve("search");
    TuningFixture.Listener listener = new TuningFixture.Listener();
    TrainingConfig base = TuningFixture.base(data, "epochs", "1");
    Tuning second =
        TuningFixture.tuning(search, TuningFixture.PLAN, base, new TuningFixture.Listener());
    listener.atEpoch =
        epoch ->
            assertThatThrownBy(second::run)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("another tune is searching in this folder");
    TuningResult found =
        TuningFixture.tuning(search, TuningFixture.PLAN, base, listener).run().orElseThrow();
    assertThat(listener.epochs).hasSize(4);
    assertThat(found.failed()).isZero();
  }

  @Test
  void anotherPlanOrFolderIsRefused() throws IOException {
    Path whole = shared.resolve("whole");
    TuningFixture.Listener nobody = new TuningFixture.Listener();
    TrainingConfig base = TuningFixture.base(data);
    assertThatThrownBy(
            () ->
                TuningFixture.tuning(
                    whole, TuningFixture.PLAN.replace("seed: 3", "seed: 4"), base, nobody))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("plan.yaml line 2")
        .hasMessageContaining("it was 'seed: 3' and is now 'seed: 4'");
    TrainingConfig other = TuningFixture.base(data, "batch-size", "16");
    assertThatThrownBy(() -> TuningFixture.tuning(whole, TuningFixture.PLAN, other, nobody))
        .hasMessageContaining("it was 'batch-size: 8' and is now 'batch-size: 16'");
    Path thesis = Files.createDirectories(folder.resolve("thesis"));
    Files.writeString(thesis.resolve("thesis.txt"), "mine");
    assertThatThrownBy(() -> TuningFixture.tuning(thesis, TuningFixture.PLAN, base, nobody))
        .hasMessageContaining("holds files that are no search of settings");
    Path file = Files.writeString(folder.resolve("file"), "mine");
    assertThatThrownBy(() -> TuningFixture.tuning(file, TuningFixture.PLAN, base, nobody))
        .hasMessageContaining("is a file; name a folder for the search");
  }

  private static List<Double> maes(Path metrics) throws IOException {
    List<String> rows = Files.readAllLines(metrics);
    int column = List.of(rows.get(0).split(",")).indexOf("val_age_mae");
    return rows.stream().skip(1).map(row -> Double.valueOf(row.split(",")[column])).toList();
  }

  private static double least(List<Double> values, int epochs) {
    return values.stream().limit(epochs).mapToDouble(Double::doubleValue).min().orElseThrow();
  }
}
