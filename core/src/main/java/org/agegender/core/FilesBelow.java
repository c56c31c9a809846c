package org.agegender.core;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The files below a folder. The folder itself may be a symbolic link; links within it count as
 * files and are not followed, so that nothing is met twice.
 *
 * @param files sorted, each as the folder was named and the way from there
 * @param unreadable the folders, named likewise, that could not be read, or not to their end
 */
public record FilesBelow(List<Path> files, List<Path> unreadable) {

  /** Takes copies of the lists. */
  public FilesBelow {
    files = List.copyOf(files);
    unreadable = List.copyOf(unreadable);
  }

  /**
   * Looks to the bottom of a folder.
   *
   * @throws IOException if there is no such folder
   */
  public static FilesBelow of(Path folder) throws IOException {
    return of(folder, Integer.MAX_VALUE);
  }

  /**
   * Looks into a folder.
   *
   * @param depth how many levels of folders are entered; 1 for the folder itself
   * @throws IOException if there is no such folder
   */
  public static FilesBelow of(Path folder, int depth) throws IOException {
    Search search = new Search(folder, folder.toRealPath());
    Files.walkFileTree(search.real, Set.of(), depth, search);
    search.files.sort(null);
    return new FilesBelow(search.files, List.copyOf(search.unreadable));
  }

  /**
   * The files, which are all there are.
   *
   * @throws InvalidInputException if a folder could not be read
   */
  public List<Path> all() {
    if (!unreadable.isEmpty()) {
      throw new InvalidInputException(
          unreadable.get(0)
              + ": the folder cannot be read, so that files would be left out; permit it or move"
              + " the folder away");
    }
    return files;
  }

  private static final class Search extends SimpleFileVisitor<Path> {

    private final Path named;
    private final Path real;
    private final List<Path> files = new ArrayList<>();
    private final SortedSet<Path> unreadable = new TreeSet<>();

    Search(Path named, Path real) {
      this.named = named;
      this.real = real;
    }

    @Override
    public FileVisitResult visitFile(Path place, BasicFileAttributes attributes) {
      // On the last level folders come here, too.
      if (!attributes.isDirectory()) {
        files.add(asNamed(place));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path place, IOException failure) {
      // What is gone since its folder was read is no longer there to be read.
      if (!(failure instanceof NoSuchFileException)) {
        // A folder may tell the names in it and nothing else.
        boolean folder = Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS);
        unreadable.add(asNamed(folder ? place : place.resolveSibling("")));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path place, @Nullable IOException failure) {
      if (failure != null) {
        unreadable.add(asNamed(place));
      }
      return FileVisitResult.CONTINUE;
    }

    private Path asNamed(Path place) {
      return named.resolve(real.relativize(place));
    }
  }
}
