package org.agegender.cli.predict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The picture files that the user named, in order; folders are searched to their bottom, and their
 * files sorted by name.
 *
 * @param pictures files; those that the user named are taken whatever they are called
 * @param passedOver how many files of folders do not have the name of a picture
 */
public record PictureList(List<Path> pictures, int passedOver) {

  private static final Set<String> EXTENSIONS =
      Set.of("jpg", "jpeg", "png", "webp", "bmp", "tif", "tiff");

  /** Takes a copy of the list. */
  public PictureList {
    pictures = List.copyOf(pictures);
  }

  /**
   * Looks for the pictures.
   *
   * @throws IOException if a folder cannot be read
   */
  public static PictureList of(List<Path> filesAndFolders) throws IOException {
    List<Path> pictures = new ArrayList<>();
    int passedOver = 0;
    for (Path named : filesAndFolders) {
      if (!Files.isDirectory(named)) {
        pictures.add(named);
        continue;
      }
      List<Path> files;
      try (Stream<Path> walk = Files.walk(named)) {
        files = walk.filter(Files::isRegularFile).sorted().toList();
      }
      List<Path> found = files.stream().filter(PictureList::hasPictureName).toList();
      pictures.addAll(found);
      passedOver += files.size() - found.size();
    }
    return new PictureList(pictures, passedOver);
  }

  private static boolean hasPictureName(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return EXTENSIONS.contains(name.substring(name.lastIndexOf('.') + 1));
  }

  /** The endings of names that count as pictures, for the help. */
  public static String extensions() {
    return String.join(", ", EXTENSIONS.stream().sorted().toList());
  }
}
