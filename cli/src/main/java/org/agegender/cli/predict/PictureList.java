package org.agegender.cli.predict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.agegender.core.FilesBelow;

/**
 * The picture files that the user named, in order; folders, and links to folders, are searched to
 * their bottom, and their files sorted by name.
 *
 * @param entries files; those that the user named are taken whatever they are called
 * @param passedOver how many files of folders do not have the name of a picture
 * @param results how many pictures of folders lie where results are written, and are none to read
 * @param unreadable folders that could not be searched, or not to their end
 */
public record PictureList(List<Entry> entries, int passedOver, int results, List<Path> unreadable) {

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

  /** Takes copies of the lists. */
  public PictureList {
    entries = List.copyOf(entries);
    unreadable = List.copyOf(unreadable);
  }

  /**
   * Looks for the pictures.
   *
   * @param results the folder to which results are written: what lies there is passed over, unless
   *     the user names it
   * @throws IOException if the file system fails
   */
  public static PictureList of(List<Path> filesAndFolders, Optional<Path> results)
      throws IOException {
    List<Entry> entries = new ArrayList<>();
    List<Path> unreadable = new ArrayList<>();
    int passedOver = 0;
    int made = 0;
    for (Path named : filesAndFolders) {
      if (!Files.isDirectory(named)) {
        entries.add(new Entry(named, lastName(named)));
        continue;
      }
      Path real = named.toRealPath();
      Optional<Path> excluded = real(results).filter(folder -> !real.startsWith(folder));
      FilesBelow found = FilesBelow.of(named);
      unreadable.addAll(found.unreadable());
      for (Path file : found.files()) {
        if (!Files.isRegularFile(file)) {
          continue;
        }
        Path way = named.relativize(file);
        if (!hasPictureName(file)) {
          passedOver++;
        } else if (excluded.filter(folder -> real.resolve(way).startsWith(folder)).isPresent()) {
          made++;
        } else {
          entries.add(new Entry(file, lastName(named).resolve(way)));
        }
      }
    }
    return new PictureList(entries, passedOver, made, unreadable);
  }

  /** Where the results really lie, whatever links lead there; empty if nothing is there yet. */
  private static Optional<Path> real(Optional<Path> results) throws IOException {
    Optional<Path> there = results.map(PictureList::whole).filter(Files::exists);
    return there.isPresent() ? Optional.of(there.get().toRealPath()) : Optional.empty();
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
