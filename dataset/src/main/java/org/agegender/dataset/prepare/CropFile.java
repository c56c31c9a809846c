package org.agegender.dataset.prepare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * A crop on disk, named after the SHA-256 of the picture it was made from (and of the place in it,
 * where the data set tells one): {@code crop/3f/3f09....jpg}. So the name cannot leave the folder
 * whatever the labels say, copies share one crop, and it does not depend on the order of the work.
 *
 * @param length in bytes
 * @param checksum CRC-32C over the file, against torn writes
 */
record CropFile(long length, long checksum) {

  static final String FOLDER = "crop";

  private static final int HASH_CHARACTERS = 32;

  private static final Pattern OWN_NAME = Pattern.compile("[0-9a-f]{32}\\.jpg");

  private static final Pattern OWN_PART = Pattern.compile("\\.[0-9a-f]{32}\\.jpg\\.part");

  /** Relative to the set, with forward slashes. */
  static String nameOf(String contentHash) {
    return "%s/%s/%s.jpg"
        .formatted(FOLDER, contentHash.substring(0, 2), contentHash.substring(0, HASH_CHARACTERS));
  }

  /** Whether a file in a subfolder of {@code crop} is a crop or what is left of writing one. */
  static boolean isOwn(String subfolder, String name) {
    return OWN_NAME.matcher(name).matches() && name.startsWith(subfolder)
        || OWN_PART.matcher(name).matches() && name.startsWith("." + subfolder);
  }

  /**
   * Writes a crop: whole or absent when the process is killed. It is not forced to the disk, for
   * that costs more than all other work; the journal's checksum finds what a power cut tore.
   */
  static CropFile write(Path output, String contentHash, byte[] jpeg) throws IOException {
    Path target = output.resolve(nameOf(contentHash));
    Path part = target.resolveSibling("." + target.getFileName() + ".part");
    try {
      Files.write(part, jpeg);
    } catch (NoSuchFileException e) {
      // The first of its subfolder; asking each time would cost two calls of the system.
      Files.createDirectories(target.resolveSibling(""));
      Files.write(part, jpeg);
    }
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return of(jpeg);
  }

  static CropFile of(byte[] jpeg) {
    CRC32C checksum = new CRC32C();
    checksum.update(jpeg, 0, jpeg.length);
    return new CropFile(jpeg.length, checksum.getValue());
  }

  /** Whether the file on disk is this one. */
  boolean isOnDisk(Path output, String contentHash) throws IOException {
    Path file = output.resolve(nameOf(contentHash));
    return Files.isRegularFile(file)
        && Files.size(file) == length
        && of(Files.readAllBytes(file)).equals(this);
  }
}
