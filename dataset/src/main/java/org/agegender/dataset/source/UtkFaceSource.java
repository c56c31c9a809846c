package org.agegender.dataset.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.agegender.core.Age;
import org.agegender.core.Gender;
import org.agegender.core.InvalidInputException;
import org.agegender.core.Sha256;

/**
 * UTKFace: a flat folder of pictures whose names are their labels, {@code
 * AGE_GENDER_RACE_DATETIME.jpg} or {@code ...jpg.chip.jpg}. Gender 0 is male there and 1 female,
 * the other way round than in IMDB-WIKI. Every file of the folder is a record; a name that breaks
 * the pattern is rejected.
 *
 * @see <a href="https://susanqq.github.io/UTKFace/">UTKFace</a>
 */
public final class UtkFaceSource implements FaceSource {

  private static final Pattern NAME =
      Pattern.compile("([0-9]{1,3})_([0-9])_([0-4])_[0-9]{8,20}\\.jpg(\\.chip\\.jpg)?");

  private static final List<String> RACES = List.of("White", "Black", "Asian", "Indian", "Others");

  private final Path folder;
  private final boolean clipAges;

  private UtkFaceSource(Path folder, boolean clipAges) {
    this.folder = folder;
    this.clipAges = clipAges;
  }

  /**
   * @param folder holds the pictures themselves, not folders of them
   * @param clipAges whether ages over 100 count as 100; else they are rejected
   */
  public static UtkFaceSource of(Path folder, boolean clipAges) {
    return new UtkFaceSource(folder, clipAges);
  }

  @Override
  public String name() {
    return "utkface";
  }

  @Override
  public String licence() {
    return "non-commercial research only";
  }

  @Override
  public Listing list() throws IOException {
    List<Candidate> candidates = new ArrayList<>();
    List<Rejection> rejections = new ArrayList<>();
    Sha256 hash = new Sha256();
    for (Path file : files()) {
      String name = file.getFileName().toString();
      hash.add(name).add(Files.exists(file) ? Long.toString(Files.size(file)) : "");
      Matcher parts = NAME.matcher(name);
      if (!parts.matches()) {
        rejections.add(
            new Rejection(
                name,
                Rejection.Reason.MALFORMED_NAME,
                "must be AGE_GENDER_RACE_DATETIME.jpg, found " + name));
        continue;
      }
      int years = Integer.parseInt(parts.group(1));
      if (!Age.isValid(years) && !clipAges) {
        rejections.add(
            new Rejection(
                name,
                Rejection.Reason.AGE_OUT_OF_RANGE,
                "age must be 0..%d, found %d; --clip-ages takes it as %d"
                    .formatted(Age.MAX, years, Age.MAX)));
        continue;
      }
      int gender = Integer.parseInt(parts.group(2));
      if (gender > 1) {
        rejections.add(
            new Rejection(
                name,
                Rejection.Reason.GENDER_UNKNOWN,
                "gender must be 0 (male) or 1 (female), found " + gender));
        continue;
      }
      candidates.add(
          new Candidate(
              name,
              file,
              new Age(Math.min(years, Age.MAX)),
              gender == 0 ? Gender.MALE : Gender.FEMALE,
              "",
              RACES.get(Integer.parseInt(parts.group(3)))));
    }
    return new Listing(candidates, rejections, hash.hex());
  }

  /** All files but folders, by name: the order of a folder differs between machines. */
  private List<Path> files() throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new InvalidInputException(folder + ": there is no such folder of pictures");
    }
    List<Path> files;
    try (Stream<Path> entries = Files.list(folder)) {
      files =
          entries.filter(f -> !Files.isDirectory(f, LinkOption.NOFOLLOW_LINKS)).sorted().toList();
    }
    if (files.isEmpty()) {
      throw new InvalidInputException(
          folder
              + ": must hold the pictures of UTKFace themselves, found no file; "
              + "give the folder in which AGE_GENDER_RACE_DATETIME.jpg files lie");
    }
    return files;
  }
}
