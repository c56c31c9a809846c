package org.agegender.cli.predict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The picture files that the user named, in order; folders are searched to their bottom, and their
 * files sorted by name.
 *
 * @param entries files; those that the user named are taken whatever they are called
 * @param passedOver how many files of folders do not have the name of a picture
 * @param results how many pictures of folders lie where results are written, and are none to read
 */
public record PictureList(List<Entry> entries, int passedOver, int results) {

  private static final Set<String> EXTENSIONS =
      Set.of("jpg", "jpeg", "png", "webp", "bmp", "gif", "tif", "tiff");

  /**
   * A picture.
   *
   * @param file as it was named or found
   * @param place where a copy of it belongs below another folder, as {@code cp -r} would put it:
   *     the name of the folder that the user named and the way from there, or the file's name
   */
  public record Entry(Path file, Path place) {}

  /** Takes a copy of the list. */
  public PictureList {
    entries = List.copyOf(entries);
  }

  /**
   * Looks for the pictures.
   *
   * @param results the folder to which results are written: what lies there is passed over, unless
   *     the user names it
   * @throws IOException if a folder cannot be read
   */
  public static PictureList of(List<Path> filesAndFolders, Optional<Path> results)
      throws IOException {
    List<Entry> entries = new ArrayList<>();
    int passedOver = 0;
    int made = 0;
    for (Path named : filesAndFolders) {
      if (!Files.isDirectory(named)) {
        entries.add(new Entry(named, lastName(named)));
        continue;
      }
      Optional<Path> excluded = results.map(PictureList::whole).filter(r -> !isBelow(named, r));
      for (Path file : filesBelow(named)) {
        if (!hasPictureName(file)) {
          passedOver++;
        } else if (excluded.filter(r -> isBelow(file, r)).isPresent()) {
          made++;
        } else {
          entries.add(new Entry(file, lastName(named).resolve(named.relativize(file))));
        }
      }
    }
    return new PictureList(entries, passedOver, made);
  }

  private static List<Path> filesBelow(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static boolean isBelow(Path path, Path folder) {
    return whole(path).startsWith(folder);
  }

  private static Path whole(Path path) {
    return path.toAbsolutePath().normalize();
  }

  /** Never {@code ..}; empty for the root of a file system. */
  private static Path lastName(Path path) {
    Path name = whole(path).getFileName();
    return name == null ? Path.of("") : name;
  }

  private static boolean hasPictureName(Path file) {
    return EXTENSIONS.contains(extension(file));
  }

  /** What follows the last point of the name, in lower case; the whole name if there is none. */
  static String extension(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** The files in order. */
  public List<Path> files() {
    return entries.stream().map(Entry::file).toList();
  }

  /** The endings of names that count as pictures, for the help. */
  public static String extensions() {
    return String.join(", ", EXTENSIONS.stream().sorted().toList());
  }
}
