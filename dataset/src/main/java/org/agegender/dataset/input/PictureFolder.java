package org.agegender.dataset.input;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.agegender.core.InvalidInputException;

/**
 * A folder that names from outside must not leave: neither by {@code ..} or an absolute path nor
 * through a symbolic link. Safe for use by several threads.
 */
public final class PictureFolder {

  private final Path root;
  private final Path realRoot;
  private final Map<Path, Path> realParents = new ConcurrentHashMap<>();

  private PictureFolder(Path root, Path realRoot) {
    this.root = root;
    this.realRoot = realRoot;
  }

  /** Where a name leads. */
  public sealed interface Place {
    /**
     * A file within the folder.
     *
     * @param file absolute
     * @param attributes of the file, links followed
     */
    record Found(Path file, BasicFileAttributes attributes) implements Place {}

    /** Nothing is there. */
    record Missing() implements Place {}

    /**
     * It leads out of the folder.
     *
     * @param how in words that follow "it", such as {@code leaves the folder}
     */
    record Outside(String how) implements Place {}
  }

  /**
   * @throws InvalidInputException if there is no such folder
   */
  public static PictureFolder of(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new InvalidInputException(
          folder + ": must be a folder, " + (Files.exists(folder) ? "is a file" : "is not there"));
    }
    try {
      return new PictureFolder(folder.toAbsolutePath().normalize(), folder.toRealPath());
    } catch (IOException e) {
      throw new InvalidInputException(folder + ": the folder cannot be read: " + e, e);
    }
  }

  /**
   * Looks a name up, such as {@code crop/01.jpg}; forward slashes separate folders.
   *
   * @throws IOException if the file system fails
   */
  public Place locate(String name) throws IOException {
    try {
      return locate(root.resolve(name));
    } catch (InvalidPathException e) {
      return new Place.Outside("is no file name on this machine");
    }
  }

  /**
   * Looks a path up that was made by resolving a name against this folder.
   *
   * @throws IOException if the file system fails
   */
  public Place locate(Path named) throws IOException {
    Path file = named.toAbsolutePath().normalize();
    if (!file.startsWith(root) || file.equals(root)) {
      return new Place.Outside("leaves the folder");
    }
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (attributes.isSymbolicLink()) {
        if (!file.toRealPath().startsWith(realRoot)) {
          return new Place.Outside("is a symbolic link out of the folder");
        }
        attributes = Files.readAttributes(file, BasicFileAttributes.class);
      } else if (!realParent(file).startsWith(realRoot)) {
        return new Place.Outside("passes a symbolic link out of the folder");
      }
      return new Place.Found(file, attributes);
    } catch (NoSuchFileException e) {
      return new Place.Missing();
    }
  }

  private Path realParent(Path file) throws IOException {
    Path parent = file.resolveSibling("");
    Path known = realParents.get(parent);
    if (known == null) {
      known = parent.toRealPath();
      realParents.put(parent, known);
    }
    return known;
  }
}
