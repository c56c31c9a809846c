package org.agegender.dataset.prepare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.agegender.core.Progress;
import org.agegender.core.RgbImage;
import org.agegender.core.Sha256;
import org.agegender.dataset.source.CsvSource;
import org.agegender.vision.Picture;

/** A small data set of drawn pictures with a labels file, for tests. */
final class Faces {

  final Path folder;
  private final StringBuilder labels = new StringBuilder("filename,age,gender,identity\n");

  Faces(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  /** So many pictures of which each person has three. */
  static Faces many(Path folder, int count) throws IOException {
    Faces faces = new Faces(folder);
    for (int i = 0; i < count; i++) {
      faces.picture("p" + i + ".jpg", i).label("p" + i + ".jpg", i % 101, i % 2, "id" + i / 3);
    }
    return faces;
  }

  /** A picture whose pixels follow from the seed. */
  static byte[] jpeg(int seed) {
    byte[] pixels = new byte[30 * 40 * 3];
    new Random(seed).nextBytes(pixels);
    try (Picture picture = Picture.of(new RgbImage(30, 40, pixels))) {
      return picture.toJpeg(90);
    }
  }

  Faces picture(String name, int seed) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    Files.write(file, jpeg(seed));
    return this;
  }

  Faces label(String name, int age, int gender, String identity) throws IOException {
    labels.append("\"%s\",%d,%d,%s%n".formatted(name, age, gender, identity));
    Files.writeString(folder.resolve("labels.csv"), labels);
    return this;
  }

  CsvSource source() throws IOException {
    return CsvSource.of(folder, Optional.empty(), false);
  }

  PrepareOptions.Builder options(Path output) {
    return PrepareOptions.builder(folder, output).imageSize(32).workers(2);
  }

  PreparationResult prepare(Path output) throws IOException {
    return prepare(options(output).build());
  }

  PreparationResult prepare(PrepareOptions options) throws IOException {
    return Preparation.run(source(), options, Progress.silent());
  }

  /** The hash of every file under a folder, by its relative path. */
  static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(file -> !file.equals(folder))
          .forEach(
              file ->
                  contents.put(
                      folder.relativize(file).toString(),
                      Files.isDirectory(file) ? "folder" : hash(file)));
    }
    return contents;
  }

  private static String hash(Path file) {
    try {
      return Sha256.of(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
