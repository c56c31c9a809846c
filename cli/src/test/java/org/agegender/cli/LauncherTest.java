package org.agegender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script at the root, in a checkout of its own with a Java and a Maven that only talk. */
final class LauncherTest {

  @TempDir private Path folder;

  private Path checkout;
  private Path bin;

  private record Outcome(int code, String text) {}

  @BeforeEach
  void makeCheckout() throws IOException {
    checkout = Files.createDirectories(folder.resolve("check out"));
    bin = Files.createDirectories(folder.resolve("jdk/bin"));
    Files.copy(Path.of("..", "agegender"), checkout.resolve("agegender"));
    Files.createDirectories(checkout.resolve("core/src/main/java"));
    Files.createDirectories(checkout.resolve("core/target"));
    Files.createDirectories(checkout.resolve("cli/target"));
    Files.createFile(checkout.resolve("core/target/core.jar"));
    Files.createFile(checkout.resolve("cli/target/agegender-cli.jar"));
    script(bin.resolve("javac"), "exit 0");
    script(bin.resolve("mvn"), "echo mvn \"$@\" >&2; exit 1");
    java(17);
    buildIsCurrent();
  }

  private void java(int version) throws IOException {
    script(
        bin.resolve("java"),
        """
        if [ "$1" = -version ]; then echo 'openjdk version "%d.0.1"' >&2; exit 0; fi
        echo "arena=$MALLOC_ARENA_MAX blas=$OPENBLAS_NUM_THREADS"
        for argument in "$@"; do echo "argument=$argument"; done
        exit 7
        """
            .formatted(version));
  }

  private void buildIsCurrent() throws IOException {
    Files.writeString(checkout.resolve("cli/target/classpath"), checkout + "/core/target/core.jar");
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Outcome run(Map<String, String> environment, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("sh", checkout + "/agegender"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.matches("(MALLOC|OPENBLAS|AGEG).*"));
    builder.environment().put("JAVA_HOME", bin.getParent().toString());
    builder.environment().put("PATH", bin + ":" + System.getenv("PATH"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return new Outcome(process.exitValue(), text);
  }

  @Test
  void argumentsAndExitCodePassThroughUnchanged() throws Exception {
    Outcome outcome = run(Map.of(), "predict", "two words", "*");
    assertThat(outcome.code()).isEqualTo(7);
    assertThat(outcome.text())
        .contains(
            "argument=org.agegender.cli.Main\nargument=predict\nargument=two words\nargument=*\n");
  }

  @Test
  void onlyTrainingGetsItsEnvironmentAndTheUsersOwnValuesStay() throws Exception {
    assertThat(run(Map.of(), "predict").text()).contains("arena= blas=\n");
    assertThat(run(Map.of(), "--stacktrace", "train").text()).contains("arena=1 blas=1\n");
    assertThat(run(Map.of("MALLOC_ARENA_MAX", "4"), "train").text()).contains("arena=4 blas=1\n");
    assertThat(run(Map.of(), "tune").text()).contains("arena=1 blas=1\n");
  }

  @Test
  void optionsForJavaComeBeforeTheMainClass() throws Exception {
    String text = run(Map.of("AGEGENDER_JAVA_OPTS", "-Xmx1g -Da=b"), "predict").text();
    assertThat(text).contains("argument=-Xmx1g\nargument=-Da=b\n");
    assertThat(text.indexOf("-Xmx1g")).isLessThan(text.indexOf("org.agegender.cli.Main"));
  }

  @Test
  void aServiceGetsABoundedHeapUnlessTheUserSaysOtherwise() throws Exception {
    assertThat(run(Map.of(), "predict").text()).doesNotContain("-Xmx");
    assertThat(run(Map.of(), "serve").text()).contains("argument=-Xmx1g\n");
    String text = run(Map.of("AGEGENDER_JAVA_OPTS", "-Xmx4g"), "serve").text();
    assertThat(text.indexOf("-Xmx1g")).isLessThan(text.indexOf("-Xmx4g"));
  }

  @Test
  void theProgramIsToldItsFolder() throws Exception {
    assertThat(run(Map.of(), "predict").text())
        .contains("argument=-Dagegender.home=" + checkout.toRealPath() + "\n");
  }

  @Test
  void anOldJavaIsRefusedInWords() throws Exception {
    java(11);
    Outcome outcome = run(Map.of(), "predict");
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.text()).contains("Java 17 or newer is required", "is version 11");
  }

  @Test
  void aJavaHomeWithoutJavaIsNamed() throws Exception {
    Outcome outcome = run(Map.of("JAVA_HOME", "/nowhere"), "predict");
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.text()).contains("JAVA_HOME is /nowhere");
  }

  @Test
  void aSourceNewerThanTheBuildIsBuiltAndAFailureShown() throws Exception {
    Path source = Files.createFile(checkout.resolve("core/src/main/java/A.java"));
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
    Outcome outcome = run(Map.of(), "predict");
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.text()).contains("building from source", "mvn -B", "the build failed");
  }

  @Test
  void aMovedCheckoutOrALostLibraryIsBuiltAnew() throws Exception {
    Path classPath = checkout.resolve("cli/target/classpath");
    Files.writeString(classPath, "/elsewhere/core/target/core.jar");
    assertThat(run(Map.of(), "predict").text()).contains("building from source");
    Files.writeString(classPath, checkout + "/core/target/core.jar:/nowhere/lost.jar");
    assertThat(run(Map.of(), "predict").text()).contains("building from source");
  }
}
