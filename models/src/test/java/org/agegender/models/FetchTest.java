package org.agegender.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.agegender.core.InvalidInputException;
import org.agegender.core.Progress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fetching over HTTP, from a server on this machine that behaves well and badly. */
final class FetchTest {

  @TempDir private Path folder;

  private LocalServer server;
  private Shelf shelf;

  @BeforeEach
  void start() throws IOException {
    server = new LocalServer();
    shelf = Shelf.at(server.address("made_up-1.onnx"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Path fetch(ModelCache cache) throws Exception {
    return cache.fetch(Shelf.NAME, Progress.silent());
  }

  private void refused(ModelCache cache, String... words) {
    assertThatThrownBy(() -> fetch(cache))
        .isInstanceOf(FetchException.class)
        .hasMessageContainingAll(words);
  }

  private void nothingIsKept() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsOnly("made_up-1.onnx.lock");
    }
  }

  @Test
  void aFileIsFetchedOnceThenFound() throws Exception {
    server.once(LocalServer.file(shelf.content(), "\"a\""));
    ModelCache cache = shelf.cache(folder.resolve("made/when/needed"));
    assertThat(cache.find(Shelf.NAME)).isEmpty();

    Path file = fetch(cache);

    assertThat(file).hasBinaryContent(shelf.content());
    assertThat(cache.find(Shelf.NAME)).contains(file);
    assertThat(fetch(cache)).isEqualTo(file);
    assertThat(server.asked()).hasSize(1);
    assertThat(file.resolveSibling("made_up-1.onnx.part")).doesNotExist();
    assertThat(file.resolveSibling("made_up-1.onnx.part.mark")).doesNotExist();
  }

  @Test
  void progressIsToldInKibAndAddsUpAlsoWhenADownloadBeginsAnew() throws Exception {
    AtomicLong total = new AtomicLong();
    AtomicLong done = new AtomicLong();
    Progress progress =
        (what, steps, before) -> {
          total.set(steps);
          done.set(before);
          Progress.Task silent = Progress.silent().start(what, steps);
          return new Progress.Task() {
            @Override
            public void advance(long more) {
              done.addAndGet(more);
            }

            @Override
            public void detail(String text) {
              silent.detail(text);
            }

            @Override
            public void close() {
              silent.close();
            }
          };
        };
    server.once(LocalServer.cut(shelf.content(), 200_000));
    server.once(LocalServer.whole(shelf.content()));
    shelf.cache(folder, 2).fetch(Shelf.NAME, progress);
    assertThat(total).hasValue(293);
    assertThat(done).hasValue(293);
  }

  @Test
  void aDownloadThatWasCutOffGoesOnInTheNextCall() throws Exception {
    server.once(LocalServer.cut(shelf.content(), 200_000, "ETag", "\"a\""));
    ModelCache cache = shelf.cache(folder);
    refused(cache, Shelf.NAME, "could not be fetched", "--from");
    assertThat(cache.presence(Shelf.NAME)).isEqualTo(Presence.PARTLY);
    long have = Files.size(folder.resolve("made_up-1.onnx.part"));
    assertThat(have).isBetween(1L, 200_000L);

    server.once(LocalServer.file(shelf.content(), "\"a\""));
    assertThat(fetch(cache)).hasBinaryContent(shelf.content());
    assertThat(server.asked().get(1).range()).isEqualTo("bytes=%d-".formatted(have));
    assertThat(server.asked().get(1).ifRange()).isEqualTo("\"a\"");
  }

  @Test
  void aDownloadThatIsCutOffGoesOnInTheSameCall() throws Exception {
    server.once(LocalServer.cut(shelf.content(), 100_000, "ETag", "\"a\""));
    server.once(LocalServer.status(503));
    server.once(LocalServer.file(shelf.content(), "\"a\""));
    assertThat(fetch(shelf.cache(folder, 3))).hasBinaryContent(shelf.content());
    assertThat(server.asked()).hasSize(3);
    assertThat(server.asked().get(2).range()).startsWith("bytes=");
  }

  @Test
  void attemptsThatBringSomethingAreNotCountedAgainstTheServer() throws Exception {
    for (int i = 1; i <= 5; i++) {
      server.once(LocalServer.cut(shelf.content(), 40_000 * i));
    }
    server.once(LocalServer.whole(shelf.content()));
    assertThat(fetch(shelf.cache(folder, 2))).hasBinaryContent(shelf.content());
  }

  @Test
  void aServerThatKnowsNoRangesSendsTheWholeOnceMore() throws Exception {
    server.once(LocalServer.cut(shelf.content(), 200_000, "ETag", "\"a\""));
    server.once(LocalServer.whole(shelf.content(), "ETag", "\"a\""));
    assertThat(fetch(shelf.cache(folder, 2))).hasBinaryContent(shelf.content());
    assertThat(server.asked().get(1).range()).startsWith("bytes=");
  }

  @ParameterizedTest
  @ValueSource(strings = {"W/\"a\"", ""})
  void withoutAStrictMarkOfTheVersionTheDownloadBeginsAnew(String tag) throws Exception {
    server.once(LocalServer.cut(shelf.content(), 200_000, "ETag", tag));
    server.once(LocalServer.whole(shelf.content()));
    assertThat(fetch(shelf.cache(folder, 2))).hasBinaryContent(shelf.content());
    assertThat(server.asked().get(1).range()).isEqualTo("null");
  }

  @Test
  void theTimeOfChangeMarksAVersionToo() throws Exception {
    String time = "Sun, 01 Nov 2026 10:00:00 GMT";
    server.once(LocalServer.cut(shelf.content(), 200_000, "Last-Modified", time));
    server.once(LocalServer.whole(shelf.content()));
    fetch(shelf.cache(folder, 2));
    assertThat(server.asked().get(1).ifRange()).isEqualTo(time);
  }

  @Test
  void aBeginningThatIsSpoiltIsFetchedAnew() throws Exception {
    byte[] half = Arrays.copyOf(shelf.other(), shelf.content().length / 2);
    Files.write(folder.resolve("made_up-1.onnx.part"), half);
    Files.writeString(folder.resolve("made_up-1.onnx.part.mark"), "\"a\"");
    server.usually(LocalServer.file(shelf.content(), "\"a\""));
    assertThat(fetch(shelf.cache(folder))).hasBinaryContent(shelf.content());
    assertThat(server.asked())
        .extracting(LocalServer.Asked::range)
        .containsExactly("bytes=150000-", "null");
  }

  @Test
  void aMarkThatIsNoHeaderIsNotSent() throws Exception {
    Files.write(folder.resolve("made_up-1.onnx.part"), new byte[9]);
    Files.writeString(folder.resolve("made_up-1.onnx.part.mark"), "\"a\"\r\nHost: elsewhere");
    server.usually(LocalServer.file(shelf.content(), "\"a\""));
    assertThat(fetch(shelf.cache(folder))).hasBinaryContent(shelf.content());
    assertThat(server.asked().get(0).range()).isEqualTo("null");
  }

  @Test
  void aRangeThatTheServerDoesNotHaveIsGivenUp() throws Exception {
    Files.write(folder.resolve("made_up-1.onnx.part"), new byte[9]);
    Files.writeString(folder.resolve("made_up-1.onnx.part.mark"), "\"a\"");
    server.once(LocalServer.status(416));
    server.once(LocalServer.file(shelf.content(), "\"a\""));
    assertThat(fetch(shelf.cache(folder, 2))).hasBinaryContent(shelf.content());
    assertThat(server.asked().get(1).range()).isEqualTo("null");
  }

  @Test
  void anotherRangeThanAskedForIsRefused() throws Exception {
    Files.write(folder.resolve("made_up-1.onnx.part"), new byte[9]);
    Files.writeString(folder.resolve("made_up-1.onnx.part.mark"), "\"a\"");
    server.once(
        exchange -> {
          exchange.getResponseHeaders().set("Content-Range", "bytes 8-299999/300000");
          exchange.sendResponseHeaders(206, 299_991);
          exchange.getResponseBody().write(new byte[299_991]);
          exchange.close();
        });
    refused(shelf.cache(folder), "bytes 9-299999/300000", "bytes 8-299999/300000");
    nothingIsKept();
  }

  @Test
  void aRangeThatNobodyAskedForIsRefused() throws Exception {
    server.once(
        exchange -> {
          exchange.getResponseHeaders().set("Content-Range", "bytes 0-299999/300000");
          exchange.sendResponseHeaders(206, shelf.content().length);
          exchange.getResponseBody().write(shelf.content());
          exchange.close();
        });
    refused(shelf.cache(folder), "a range");
  }

  @Test
  void aFileWithAnotherHashIsRefusedAndNothingKept() throws Exception {
    server.usually(LocalServer.whole(shelf.other()));
    refused(
        shelf.cache(folder, 3),
        server.address("made_up-1.onnx").toString(),
        Shelf.sha256(shelf.content()),
        Shelf.sha256(shelf.other()));
    assertThat(server.asked()).hasSize(1);
    nothingIsKept();
  }

  @Test
  void aFileThatIsAnnouncedTooLargeIsRefusedBeforeItIsRead() throws Exception {
    server.usually(LocalServer.whole(new byte[300_001]));
    refused(shelf.cache(folder, 3), "300000 bytes are expected", "announces 300001");
    assertThat(server.asked()).hasSize(1);
    nothingIsKept();
  }

  @Test
  void aFileThatTurnsOutTooLargeIsCutOffAtItsSize() throws Exception {
    server.usually(LocalServer.unannounced(new byte[40_000_000]));
    refused(shelf.cache(folder, 3), "more than the 300000 bytes");
    assertThat(server.asked()).hasSize(1);
    assertThat(Files.size(folder.resolve("made_up-1.onnx.part"))).isLessThanOrEqualTo(300_000);
  }

  @Test
  void aFileThatIsAnnouncedTooShortIsRefused() {
    server.usually(LocalServer.whole(new byte[299_999]));
    refused(shelf.cache(folder), "300000 bytes are expected", "announces 299999");
  }

  @Test
  void aFileThatTurnsOutTooShortIsAskedForAgainThenGivenUp() {
    server.usually(LocalServer.unannounced(new byte[299_999]));
    refused(shelf.cache(folder, 2), "299999 of 300000 bytes");
    assertThat(server.asked().size()).isBetween(2, 3);
  }

  @Test
  void aFileThatIsNotThereIsNotAskedForAgain() {
    server.usually(LocalServer.status(404));
    refused(shelf.cache(folder, 3), "status 404", "made_up-1.onnx");
    assertThat(server.asked()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 503})
  void aServerThatIsBusyIsAskedAgain(int status) throws Exception {
    server.once(LocalServer.status(status));
    server.once(LocalServer.whole(shelf.content()));
    assertThat(fetch(shelf.cache(folder, 2))).hasBinaryContent(shelf.content());
  }

  @Test
  void aServerThatFallsSilentIsGivenUpAndWhatCameIsKept() throws Exception {
    server.usually(server.stalled(shelf.content(), 100_000, "ETag", "\"a\""));
    refused(shelf.impatientCache(folder), "nothing came");
    assertThat(Files.size(folder.resolve("made_up-1.onnx.part"))).isPositive();
  }

  @Test
  void anAddressWhereNobodyListensIsNamed() {
    server.close();
    refused(shelf.cache(folder, 2), "in 2 attempts", "ConnectException", "https.proxyHost");
  }

  @Test
  void aRedirectOnThisMachineIsFollowed() throws Exception {
    server.once(LocalServer.status(302, "Location", "/elsewhere"));
    server.once(LocalServer.whole(shelf.content()));
    assertThat(fetch(shelf.cache(folder))).hasBinaryContent(shelf.content());
    assertThat(server.asked().get(1).address()).isEqualTo("/elsewhere");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.org/a.onnx",
        "http://127.0.0.1.example.org/a.onnx",
        "http://localhost@example.org/a.onnx",
        "file:///etc/passwd",
        "ftp://example.org/a.onnx",
        "::no address::",
        ""
      })
  void aRedirectToWhatIsNotHttpsIsRefused(String location) throws Exception {
    server.usually(LocalServer.status(302, "Location", location));
    refused(shelf.cache(folder, 3), "redirects to");
    assertThat(server.asked()).hasSize(1);
    nothingIsKept();
  }

  @Test
  void redirectsInACircleEnd() {
    server.usually(LocalServer.status(302, "Location", "/round"));
    refused(shelf.cache(folder, 3), "more than 5 redirects");
    assertThat(server.asked()).hasSize(6);
  }

  @Test
  void theProxyOfTheJvmIsAsked() throws Exception {
    ProxySelector before = ProxySelector.getDefault();
    try (LocalServer proxy = new LocalServer()) {
      proxy.usually(LocalServer.whole(shelf.content()));
      ProxySelector.setDefault(ProxySelector.of(new InetSocketAddress("127.0.0.1", proxy.port())));
      assertThat(fetch(shelf.cache(folder))).hasBinaryContent(shelf.content());
      assertThat(proxy.asked().get(0).address()).isEqualTo(shelf.entry().address().toString());
      assertThat(server.asked()).isEmpty();
    } finally {
      ProxySelector.setDefault(before);
    }
  }

  @Test
  void offlineNothingIsAskedForAndTheWayOutIsNamed() {
    ModelCache cache = shelf.cache(folder).offline();
    assertThatThrownBy(() -> fetch(cache))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(
            Shelf.NAME,
            folder.resolve("made_up-1.onnx").toString(),
            "agegender models fetch made-up",
            shelf.entry().address().toString(),
            "--from FILE");
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void offlineWhatIsThereIsGiven() throws Exception {
    Files.write(folder.resolve("made_up-1.onnx"), shelf.content());
    assertThat(fetch(shelf.cache(folder).offline())).hasBinaryContent(shelf.content());
  }

  @Test
  void aDamagedFileIsReplaced() throws Exception {
    Files.write(folder.resolve("made_up-1.onnx"), shelf.other());
    server.once(LocalServer.whole(shelf.content()));
    assertThat(fetch(shelf.cache(folder))).hasBinaryContent(shelf.content());
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamedWithTheWayOut() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> fetch(shelf.cache(file.resolve("cache"))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(file.resolve("cache").toString(), "AGEGENDER_CACHE");
    assertThat(server.asked()).isEmpty();
  }
}
