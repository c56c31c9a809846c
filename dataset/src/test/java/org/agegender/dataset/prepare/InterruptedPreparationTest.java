package org.agegender.dataset.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.agegender.core.InvalidInputException;
import org.agegender.core.Progress;
import org.agegender.dataset.PreparedSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class InterruptedPreparationTest {

  private static final int PICTURES = 100;

  private static Faces faces;
  private static Map<String, String> whole;

  @TempDir Path folder;
  private Path output;

  @BeforeAll
  static void set(@TempDir Path shared) throws IOException {
    faces = Faces.many(shared.resolve("in"), PICTURES);
    Path unbroken = shared.resolve("unbroken");
    faces.prepare(unbroken);
    whole = Faces.contents(unbroken);
  }

  @BeforeEach
  void output() {
    output = folder.resolve("out");
  }

  @Test
  void aFullDiskIsOneLineAndNothingIsLost() throws IOException {
    assertThatThrownBy(() -> prepare(failing(new AtomicInteger(60), "No space left on device")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            output
                + ": there is no space left; make some and give the same command again,"
                + " it goes on from there");
    assertFinishes(60, 0);
  }

  @Test
  void otherFailuresOfTheDiskAreNotCalledAFullOne() {
    assertThatThrownBy(() -> prepare(failing(new AtomicInteger(3), "Input/output error")))
        .isInstanceOf(IOException.class)
        .hasMessage("Input/output error");
  }

  @Test
  void anInterruptStopsItAndTheSameCommandGoesOn() throws IOException {
    Thread self = Thread.currentThread();
    AtomicInteger written = new AtomicInteger();
    CropStore interrupting =
        (hash, jpeg) -> {
          if (written.incrementAndGet() == 40) {
            self.interrupt();
          }
          return CropFile.write(output, hash, jpeg);
        };
    assertThatThrownBy(() -> prepare(interrupting))
        .isInstanceOf(PreparationStoppedException.class)
        .hasMessageMatching("prepare was stopped after \\d+ of 100 records; the same command .*");
    assertThat(Thread.interrupted()).as("the thread stays interrupted").isTrue();
    assertThat(written.get()).isLessThan(PICTURES);
    assertThatThrownBy(() -> PreparedSet.open(output)).hasMessageContaining("is not finished");
    assertFinishes(written.get(), 0);
  }

  @Test
  void anInterruptAsTheFilesAreWrittenStopsItToo() throws IOException {
    Progress interrupting =
        (what, total, before) ->
            new Progress.Task() {
              @Override
              public void advance(long steps) {}

              @Override
              public void detail(String text) {}

              @Override
              public void close() {
                Thread.currentThread().interrupt();
              }
            };
    assertThatThrownBy(
            () -> Preparation.run(faces.source(), faces.options(output).build(), interrupting))
        .isInstanceOf(PreparationStoppedException.class)
        .hasMessage("prepare was stopped; the same command goes on from there");
    assertThat(Thread.interrupted()).as("the thread stays interrupted").isTrue();
    assertFinishes(PICTURES, 0);
  }

  @Test
  void cropsThatDisagreeWithTheJournalAreDoneAgain() throws IOException {
    assertThatThrownBy(() -> prepare(failing(new AtomicInteger(60), "No space left on device")))
        .isInstanceOf(InvalidInputException.class);
    List<Path> crops;
    try (Stream<Path> files = Files.walk(output.resolve("crop"))) {
      crops = files.filter(Files::isRegularFile).sorted().toList();
    }
    assertThat(crops).hasSize(60);
    Files.delete(crops.get(0));
    Files.write(crops.get(1), new byte[0]);
    byte[] rotten = Files.readAllBytes(crops.get(2));
    rotten[rotten.length / 2] ^= 1;
    Files.write(crops.get(2), rotten);
    Files.write(
        crops.get(3).resolveSibling("." + crops.get(3).getFileName() + ".part"), new byte[7]);
    assertFinishes(60, 3);
  }

  @Test
  void aTornJournalCostsARedoAndNoMore() throws IOException {
    assertThatThrownBy(() -> prepare(failing(new AtomicInteger(60), "No space left on device")))
        .isInstanceOf(InvalidInputException.class);
    Path journal = output.resolve(PreparedSet.JOURNAL_NAME);
    byte[] said = Files.readAllBytes(journal);
    int header = new String(said, StandardCharsets.ISO_8859_1).indexOf('\n') + 1;
    for (int length : new int[] {said.length - 1, header + 75, header, 0}) {
      Files.write(journal, Arrays.copyOf(said, length));
      if (length < header) {
        // Without its first line nothing says whose crops these are.
        assertThatThrownBy(() -> faces.prepare(output))
            .isInstanceOf(InvalidInputException.class)
            .hasMessageContaining("holds something else, such as crop");
      }
      faces.prepare(faces.options(output).overwrite(length < header).build());
      assertThat(Faces.contents(output)).as("cut to " + length).isEqualTo(whole);
      Files.delete(output.resolve("dataset.json"));
    }
  }

  @Test
  void nonsenseInTheJournalIsLeftOut() throws IOException {
    assertThatThrownBy(() -> prepare(failing(new AtomicInteger(60), "No space left on device")))
        .isInstanceOf(InvalidInputException.class);
    Files.writeString(
        output.resolve(PreparedSet.JOURNAL_NAME),
        "C\tzz\t1\t1\nP\t5\t1\nU\t\n\u0000\u0000\u0000\nP\t99999999999\t1\t1\tab\n",
        StandardOpenOption.APPEND);
    assertFinishes(60, 0);
  }

  @Test
  void anotherPictureUnderTheSameNameIsReadAgain() throws IOException {
    Faces changing = Faces.many(folder.resolve("in"), 10);
    PrepareOptions options = changing.options(output).workers(1).build();
    assertThatThrownBy(
            () ->
                Preparation.run(
                    changing.source(),
                    options,
                    Progress.silent(),
                    failing(new AtomicInteger(5), "No space left on device")))
        .isInstanceOf(InvalidInputException.class);
    changing.picture("p0.jpg", 12345);
    assertThat(changing.prepare(options).resumed()).isEqualTo(4);
    Path again = folder.resolve("again");
    changing.prepare(again);
    assertThat(Faces.contents(output)).isEqualTo(Faces.contents(again));
  }

  @Test
  void killedAtAnyMomentTheSameCommandFinishes() throws Exception {
    for (int crops : new int[] {1, 70}) {
      Process child =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  PreparationToKill.class.getName(),
                  faces.folder.toString(),
                  output.toString(),
                  Integer.toString(crops))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      try {
        assertThat(child.inputReader().readLine()).isEqualTo("ready");
        // The second child took the first one's work up: it holds the folder no less.
        assertThatThrownBy(() -> faces.prepare(faces.options(output).overwrite(true).build()))
            .isInstanceOf(InvalidInputException.class)
            .hasMessageContaining("another prepare is writing into this folder");
      } finally {
        child.destroyForcibly();
      }
      assertThat(child.waitFor(120, TimeUnit.SECONDS)).isTrue();
      assertThat(child.exitValue()).as("SIGKILL").isEqualTo(128 + 9);
      assertThat(output.resolve("dataset.json")).doesNotExist();
    }
    AtomicInteger written = new AtomicInteger();
    PreparationResult result = prepare(counting(written));
    // The last lines of the journal may not have left the killed process.
    assertThat(result.resumed()).isBetween(70 - 2 * 32, PICTURES - 1);
    assertThat(written.get()).isLessThanOrEqualTo(PICTURES - result.resumed());
    assertThat(Faces.contents(output)).isEqualTo(whole);
  }

  private void assertFinishes(int alreadyWritten, int lost) throws IOException {
    AtomicInteger written = new AtomicInteger();
    PreparationResult result = prepare(counting(written));
    assertThat(written).hasValue(PICTURES - alreadyWritten + lost);
    assertThat(result.resumed()).isEqualTo(alreadyWritten - lost);
    assertThat(Faces.contents(output)).isEqualTo(whole);
  }

  private PreparationResult prepare(CropStore crops) throws IOException {
    return Preparation.run(faces.source(), faces.options(output).build(), Progress.silent(), crops);
  }

  private CropStore counting(AtomicInteger written) {
    return (hash, jpeg) -> {
      written.incrementAndGet();
      return CropFile.write(output, hash, jpeg);
    };
  }

  /** Writes so many crops and fails from then on. */
  private CropStore failing(AtomicInteger left, String message) {
    return (hash, jpeg) -> {
      if (left.getAndDecrement() <= 0) {
        throw new IOException(message);
      }
      return CropFile.write(output, hash, jpeg);
    };
  }
}
