package org.agegender.dataset.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agegender.core.FilesBelow;
import org.agegender.core.InvalidInputException;
import org.agegender.core.Sha256;
import org.agegender.dataset.source.Rejection.Reason;

/**
 * A folder of pictures whose names are their labels. Every file in it is a record; one whose name
 * breaks the pattern is rejected.
 *
 * @param folder where they lie
 * @param depth how deep; 1 for the folder itself
 * @param pattern of the names
 * @param form the pattern for people, such as {@code 001A02.JPG}
 */
record NamedFiles(Path folder, int depth, Pattern pattern, String form) {

  /** Reads the labels in one name. */
  interface Reading {
    Candidate read(String key, Path file, Matcher name) throws RecordFault;
  }

  static NamedFiles in(Path folder, Pattern pattern, String form) {
    return new NamedFiles(folder, 1, pattern, form);
  }

  /** Also in the folders below, to their bottom. */
  static NamedFiles below(Path folder, Pattern pattern, String form) {
    return new NamedFiles(folder, Integer.MAX_VALUE, pattern, form);
  }

  /** The first of some folders within a folder that is there; the folder itself if none is. */
  static Path among(Path folder, String... names) {
    for (String name : names) {
      if (Files.isDirectory(folder.resolve(name))) {
        return folder.resolve(name);
      }
    }
    return folder;
  }

  /** The records in the order of their names; the hash is over names and sizes. */
  Listing list(Reading reading) throws IOException {
    Records records = new Records();
    Sha256 hash = new Sha256();
    for (Path file : files()) {
      String key = folder.relativize(file).toString().replace('\\', '/');
      hash.add(key).add(Files.exists(file) ? Long.toString(Files.size(file)) : "");
      records.add(
          key,
          name -> {
            Matcher parts = pattern.matcher(file.getFileName().toString());
            if (!parts.matches()) {
              throw new RecordFault(
                  Reason.MALFORMED_NAME, "must be %s, found %s".formatted(form, key));
            }
            return reading.read(name, file, parts);
          });
    }
    return records.listing(hash.hex());
  }

  private List<Path> files() throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new InvalidInputException(folder + ": there is no such folder of pictures");
    }
    List<Path> files = FilesBelow.of(folder, depth).all();
    if (files.isEmpty()) {
      throw new InvalidInputException(
          "%s: must hold pictures named %s, found no file; name their folder by --input"
              .formatted(folder, form));
    }
    return files;
  }
}
