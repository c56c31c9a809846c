package org.agegender.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ModelTableTest {

  private static final String GOOD =
      """
      names = a
      a.file = a.onnx
      a.address = https://example.org/a.onnx
      a.size = 3
      a.sha256 = %s
      a.licence = MIT
      a.purpose = tests
      """
          .formatted("0123456789abcdef".repeat(4));

  private static ModelTable read(String text) throws IOException {
    return ModelTable.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  @Test
  void theTableIsRead() throws IOException {
    assertThat(read(GOOD).entry("a"))
        .isEqualTo(
            new ModelEntry(
                "a",
                "a.onnx",
                URI.create("https://example.org/a.onnx"),
                3,
                "0123456789abcdef".repeat(4),
                "MIT",
                "tests"));
  }

  @Test
  void theTableOfThisVersionIsWholeAndHasTheDetectorFirst() {
    List<ModelEntry> entries = List.copyOf(ModelTable.standard().entries().values());
    assertThat(entries.get(0).name()).isEqualTo(ModelCache.FACE_DETECTOR);
    assertThat(entries).hasSizeGreaterThanOrEqualTo(9);
    assertThat(entries).allMatch(entry -> entry.address().getScheme().equals("https"));
    assertThat(entries)
        .allMatch(entry -> entry.address().getPath().endsWith("/" + entry.fileName()));
  }

  @Test
  void theHashesOfTorchvisionsFilesBeginAsTheirNamesSay() {
    Pattern name = Pattern.compile(".*-([0-9a-f]{8})\\.pth");
    long checked =
        ModelTable.standard().entries().values().stream()
            .filter(entry -> entry.address().getHost().equals("download.pytorch.org"))
            .peek(
                entry -> {
                  Matcher matcher = name.matcher(entry.fileName());
                  assertThat(matcher.matches()).isTrue();
                  assertThat(entry.sha256()).startsWith(matcher.group(1));
                })
            .count();
    assertThat(checked).isGreaterThanOrEqualTo(7);
  }

  @Test
  void theDetectorOfTheTableIsTheFileAtHand() throws IOException {
    ModelEntry entry = ModelTable.standard().entry(ModelCache.FACE_DETECTOR);
    Path file =
        Path.of(
                Objects.requireNonNullElse(
                    System.getenv("AGEGENDER_MODELS"), "../../shared/models"))
            .resolve(entry.fileName());
    assumeTrue(Files.isRegularFile(file), "skipped: there is no " + file);
    assertThat(Files.size(file)).isEqualTo(entry.size());
    assertThat(Shelf.sha256(Files.readAllBytes(file))).isEqualTo(entry.sha256());
  }

  @ParameterizedTest
  @ValueSource(strings = {"names", "file", "address", "size", "sha256", "licence", "purpose"})
  void aMissingFieldIsRefused(String field) {
    String without = GOOD.replaceAll("(?m)^(a\\.)?" + field + " = .*$", "");
    assertThatThrownBy(() -> read(without))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(field + " is missing");
  }

  @Test
  void aFieldOfNoEntryIsRefused() {
    assertThatThrownBy(() -> read(GOOD + "a.sise = 4"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a.sise");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file = ../a.onnx",
        "file = b/a.onnx",
        "file = .onnx",
        "address = http://example.org/a.onnx",
        "address = https:a.onnx",
        "address = https://user:word@example.org/a.onnx",
        "size = 0",
        "sha256 = 0123",
      })
  void anEntryThatIsNotOfItsFormIsRefused(String line) {
    String field = line.substring(0, line.indexOf(' '));
    String bad = GOOD.replaceAll("(?m)^a\\." + field + " = .*$", "a." + line);
    assertThatThrownBy(() -> read(bad))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a: ");
  }

  @Test
  void aNameThatIsNoPlainWordIsRefused() {
    assertThatThrownBy(() -> read(GOOD.replace("= a\n", "= A\n").replace("a.", "A.")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void twoEntriesOfOneNameOrOneFileAreRefused() throws IOException {
    ModelEntry entry = read(GOOD).entry("a");
    ModelEntry sameFile =
        new ModelEntry("b", entry.fileName(), entry.address(), 3, entry.sha256(), "MIT", "tests");
    assertThatThrownBy(() -> ModelTable.of(List.of(entry, entry)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ModelTable.of(List.of(entry, sameFile)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
