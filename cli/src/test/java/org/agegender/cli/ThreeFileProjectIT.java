package org.agegender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.agegender.core.FaceBox;
import org.agegender.core.Gender;
import org.agegender.inference.ColourModel;
import org.agegender.inference.DrawnPhoto;
import org.agegender.models.ModelCache;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The project of three files in {@code examples/photograph}, which is no part of this build, is
 * compiled against the library's modules and analyses a picture. Nothing is installed and no
 * network is needed: its local repository is made of links to this build's own one, and of the
 * modules. Runs once the plugins that it needs have been used by this build.
 */
final class ThreeFileProjectIT {

  private static final List<String> MODULES = List.of("core", "models", "vision", "inference");
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @TempDir private Path folder;
  private Path project;

  @BeforeEach
  void copyProject() throws IOException {
    project = folder.resolve("project");
    Path source = ROOT.resolve("examples/photograph");
    for (Path file : files(source)) {
      Path copy = project.resolve(source.relativize(file).toString());
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy);
    }
  }

  @Test
  void aProjectThatDependsOnInferenceAloneAnalysesAPicture() throws Exception {
    String local = System.getProperty("localRepository");
    Assumptions.assumeTrue(local != null, "not run by Maven, whose repository is needed");
    assertThat(files(project)).hasSize(3);
    Path classPath = folder.resolve("classpath");
    run(
        Map.of(),
        "mvn",
        "--offline",
        "--batch-mode",
        "--quiet",
        "-Dmaven.legacyLocalRepo=true",
        "-Dmaven.repo.local=" + repository(Path.of(local)),
        "-Dagegender.version=" + version(),
        "-Dmdep.outputFile=" + classPath,
        "compile",
        "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath");
    String libraries = Files.readString(classPath).strip();
    assertThat(libraries)
        .contains("agegender-inference", "agegender-vision", "onnxruntime", "opencv")
        .doesNotContain("pytorch", "agegender-training", "agegender-dataset", "jackson");
    analysesAPicture(project.resolve("target/classes") + File.pathSeparator + libraries);
  }

  /** A drawn picture; where the detector and real faces are at hand, one of these as well. */
  private void analysesAPicture(String classPath) throws Exception {
    Path model = ColourModel.write(folder.resolve("model.onnx"));
    Path drawn = folder.resolve("drawn.png");
    new DrawnPhoto(300, 200).with(new FaceBox(100, 60, 80, 80), 30, Gender.MALE).write(drawn);
    assertThat(analyse(classPath, model, drawn)).contains("0 faces");
    Path detector =
        given("AGEGENDER_MODELS", "../../shared/models")
            .resolve(ModelCache.standard().entry(ModelCache.FACE_DETECTOR).fileName());
    Path faces = given("AGEGENDER_DATA", "../../shared/data").resolve("fairface");
    if (Files.isRegularFile(detector) && Files.isDirectory(faces)) {
      Path cache = Files.createDirectories(folder.resolve("cache/models"));
      Files.copy(detector, cache.resolve(detector.getFileName().toString()));
      Path face =
          files(faces).stream()
              .filter(f -> f.toString().endsWith(".jpg"))
              .findFirst()
              .orElseThrow();
      assertThat(analyse(classPath, model, face)).contains("years").doesNotContain("0 faces");
    }
  }

  private static Path given(String variable, String otherwise) {
    return Path.of(System.getenv().getOrDefault(variable, otherwise)).toAbsolutePath().normalize();
  }

  private String analyse(String classPath, Path model, Path picture) throws Exception {
    return run(
        Map.of("AGEGENDER_CACHE", folder.resolve("cache").toString()),
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        classPath,
        "example.Photograph",
        model.toString(),
        picture.toString());
  }

  private String run(Map<String, String> environment, String... command) throws Exception {
    Path output = folder.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(project.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    boolean ended = process.waitFor(5, TimeUnit.MINUTES);
    process.destroyForcibly();
    String said = Files.readString(output);
    assertThat(ended && process.exitValue() == 0).as(said).isTrue();
    return said;
  }

  /** All of the local repository but this project's own modules, which are made anew. */
  private Path repository(Path local) throws IOException {
    Path repository = Files.createDirectory(folder.resolve("repository"));
    link(local, repository, "org");
    Path org = Files.createDirectory(repository.resolve("org"));
    link(local.resolve("org"), org, "agegender");
    install(org, "agegender", ROOT.resolve("pom.xml"));
    for (String module : MODULES) {
      Path artifact = install(org, "agegender-" + module, ROOT.resolve(module).resolve("pom.xml"));
      jar(ROOT.resolve(module).resolve("target/classes"), artifact);
    }
    return repository;
  }

  private static void link(Path from, Path to, String except) throws IOException {
    try (Stream<Path> children = Files.list(from)) {
      for (Path child : children.toList()) {
        String name = child.getFileName().toString();
        if (!name.equals(except)) {
          Files.createSymbolicLink(to.resolve(name), child.toAbsolutePath());
        }
      }
    }
  }

  /** Puts the description of an artifact where Maven looks for it; gives where its jar belongs. */
  private static Path install(Path org, String name, Path pom) throws IOException {
    Path artifact =
        Files.createDirectories(org.resolve("agegender").resolve(name).resolve(version()));
    String base = name + "-" + version();
    Files.copy(pom, artifact.resolve(base + ".pom"));
    return artifact.resolve(base + ".jar");
  }

  private static void jar(Path classes, Path jar) throws IOException {
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Path file : files(classes)) {
        zip.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
        Files.copy(file, zip);
      }
    }
  }

  private static String version() throws IOException {
    Matcher version =
        Pattern.compile("<version>([^<]+)</version>")
            .matcher(Files.readString(ROOT.resolve("pom.xml")));
    assertThat(version.find()).isTrue();
    return version.group(1);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile)
          .filter(file -> !folder.relativize(file).startsWith("target"))
          .sorted()
          .toList();
    }
  }
}
