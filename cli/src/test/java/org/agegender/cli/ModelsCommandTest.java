package org.agegender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.agegender.cli.console.CapturedConsole;
import org.agegender.models.ModelCache;
import org.agegender.models.ModelEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ModelsCommandTest {

  private static final byte[] HELLO = "hello\n".getBytes(StandardCharsets.US_ASCII);

  /** What {@code echo hello | sha256sum} prints. */
  private static final String HELLO_SHA256 =
      "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";

  @TempDir private Path folder;

  private final CapturedConsole captured = new CapturedConsole(false);
  private HttpServer server;
  private Path cached;

  @BeforeEach
  void start() throws IOException {
    cached = folder.resolve("cache/hello.onnx");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/hello.onnx",
        exchange -> {
          exchange.sendResponseHeaders(200, HELLO.length);
          exchange.getResponseBody().write(HELLO);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private ModelEntry entry(String name) {
    URI address =
        URI.create("http://127.0.0.1:%d/%s.onnx".formatted(server.getAddress().getPort(), name));
    return new ModelEntry(
        name, name + ".onnx", address, HELLO.length, HELLO_SHA256, "CC0", "says hello");
  }

  private int run(String... arguments) {
    ModelCache cache =
        ModelCache.of(folder.resolve("cache"), List.of(entry("hello"), entry("lost")));
    FilesAtHand files = new FilesAtHand(() -> cache, Optional.empty(), Optional.empty());
    return Main.run(captured.console(), files, arguments);
  }

  @Test
  void whatCanBeFetchedIsListedWithHowItStands() {
    assertThat(run("models", "fetch", "hello")).isZero();
    assertThat(run("models", "list")).isZero();
    assertThat(captured.out())
        .containsPattern("hello +0\\.0 MiB +present +CC0\\R +says hello\\R +" + cached)
        .containsPattern("lost +0\\.0 MiB +absent");
  }

  @Test
  void aFileIsFetchedAndItsPathPrinted() {
    assertThat(run("models", "fetch", "hello")).isZero();
    assertThat(captured.out()).isEqualTo(cached + System.lineSeparator());
    assertThat(cached).hasBinaryContent(HELLO);
    assertThat(run("models", "path", "hello")).isZero();
    assertThat(captured.out().lines()).containsExactly(cached.toString(), cached.toString());
  }

  @Test
  void whatCannotBeFetchedIsNamedTheOthersGoOnAndTheCodeIsOne() {
    assertThat(run("models", "fetch", "lost", "hello")).isEqualTo(1);
    assertThat(captured.errLines()).hasSize(1);
    assertThat(captured.err()).startsWith("agegender: lost: ").contains("status 404");
    assertThat(cached).exists();
  }

  @Test
  void offlineAllThatIsMissingIsNamedAndTheCodeIsTwo() throws IOException {
    assertThat(run("models", "fetch", "--offline", "hello", "lost")).isEqualTo(2);
    assertThat(captured.out()).isEmpty();
    assertThat(captured.errLines()).hasSize(2);
    assertThat(captured.err()).contains("agegender: hello: ", "agegender: lost: ", "--from FILE");
  }

  @Test
  void aCopyIsTakenInsteadOfTheNetworksOne() throws IOException {
    Path copy = Files.write(folder.resolve("copy"), HELLO);
    assertThat(run("models", "fetch", "lost", "--offline", "--from", copy.toString())).isZero();
    assertThat(folder.resolve("cache/lost.onnx")).hasBinaryContent(HELLO);
  }

  @Test
  void aCopyThatIsAnotherFileIsRefused() throws IOException {
    Path copy = Files.writeString(folder.resolve("copy"), "HELLO\n");
    assertThat(run("models", "fetch", "hello", "--from", copy.toString())).isEqualTo(2);
    assertThat(captured.errLines()).hasSize(1);
    assertThat(captured.err()).contains(copy.toString(), HELLO_SHA256);
    assertThat(cached).doesNotExist();
  }

  @Test
  void oneFileIsNoCopyOfTwo() throws IOException {
    Path copy = Files.write(folder.resolve("copy"), HELLO);
    assertThat(run("models", "fetch", "hello", "lost", "--from", copy.toString())).isEqualTo(2);
    assertThat(captured.err()).contains("2 files are asked for");
    assertThat(cached).doesNotExist();
  }

  @Test
  void theCopiesInAFolderAreTakenByTheirNames() throws IOException {
    Files.write(folder.resolve("hello.onnx"), HELLO);
    Files.write(folder.resolve("lost.onnx"), HELLO);
    assertThat(run("models", "fetch", "hello", "lost", "--from", folder.toString())).isZero();
    assertThat(captured.out().lines()).hasSize(2);
  }

  @Test
  void thePathOfWhatIsNotThereIsRefusedWithTheWayToGetIt() {
    assertThat(run("models", "path", "hello")).isEqualTo(2);
    assertThat(captured.out()).isEmpty();
    assertThat(captured.errLines()).hasSize(1);
    assertThat(captured.err()).contains(cached.toString(), "agegender models fetch hello");
  }

  @Test
  void aFileIsRemoved() {
    assertThat(run("models", "fetch", "hello")).isZero();
    assertThat(run("models", "remove", "hello", "lost")).isZero();
    assertThat(cached).doesNotExist();
    assertThat(captured.errLines())
        .containsExactly("models: removed " + cached, "models: lost was not there");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fetch", "path", "remove"})
  void anUnknownNameIsRefusedBeforeAnythingIsDone(String command) {
    String[] arguments =
        command.equals("path")
            ? new String[] {"models", command, "helo"}
            : new String[] {"models", command, "hello", "helo"};
    assertThat(run(arguments)).isEqualTo(2);
    assertThat(captured.errLines()).hasSize(1);
    assertThat(captured.err()).contains("'helo'", "hello, lost");
    assertThat(cached).doesNotExist();
  }

  @Test
  void oneOfItsCommandsIsRequired() {
    assertThat(run("models")).isEqualTo(2);
    assertThat(captured.errLines()).hasSize(1);
    assertThat(captured.err()).contains("commands is required", "agegender models --help");
  }

  @Test
  void eachOfItsCommandsHasHelp() {
    assertThat(run("models", "fetch", "--help")).isZero();
    assertThat(captured.out())
        .contains("Usage: agegender models fetch", "--offline", "--from", "--stacktrace");
  }
}
