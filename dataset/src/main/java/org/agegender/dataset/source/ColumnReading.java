package org.agegender.dataset.source;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.agegender.core.AgeBins;
import org.agegender.core.AgeInterval;
import org.agegender.core.AgeLabel;
import org.agegender.core.InvalidInputException;

/**
 * The labels of a table whose columns the user named. Ages are years or ranges such as {@code 3-9};
 * without a column of genders all are unknown.
 *
 * @param image the column of the pictures
 * @param age the column of the ages
 * @param gender the column of the genders, where there is one
 * @param group the column of the groups, where there is one
 * @param identity the column of the persons, where there is one
 * @param clipAges whether ages over 100 count as 100
 */
record ColumnReading(
    String image,
    String age,
    Optional<String> gender,
    Optional<String> group,
    Optional<String> identity,
    boolean clipAges) {

  static ColumnReading of(Columns columns, List<String> among, String table, boolean clipAges) {
    return new ColumnReading(
        columns.find("image", true, among, table).orElseThrow(),
        columns.find("age", true, among, table).orElseThrow(),
        columns.find("gender", false, among, table),
        columns.find("group", false, among, table),
        columns.find("identity", false, among, table),
        clipAges);
  }

  /** The columns that hold labels. */
  List<String> labels() {
    return Stream.concat(
            Stream.of(age), Stream.of(gender, group, identity).flatMap(Optional::stream))
        .distinct()
        .toList();
  }

  /**
   * One record.
   *
   * @param text gives the text of a column
   */
  Candidate candidate(String key, Path picture, UnaryOperator<String> text) throws RecordFault {
    String years = text.apply(age);
    Optional<AgeInterval> range = LabelText.range(years, clipAges);
    AgeLabel label =
        range.isPresent()
            ? AgeLabel.within(range.get())
            : AgeLabel.exact(LabelText.age(years, clipAges));
    return new Candidate(
            key,
            picture,
            label,
            gender.isPresent()
                ? Optional.of(LabelText.gender(text.apply(gender.get())))
                : Optional.empty())
        .withGroup(group.map(text).orElse(""))
        .withIdentity(identity.map(text).orElse(""));
  }

  /**
   * The listing, with its bins where all ages are ranges.
   *
   * @throws InvalidInputException if the ranges overlap
   */
  static Listing withBins(Listing listing, String name) {
    List<AgeInterval> ranges =
        listing.candidates().stream()
            .map(candidate -> candidate.label().range())
            .distinct()
            .sorted(Comparator.comparingInt(AgeInterval::low))
            .toList();
    if (listing.candidates().stream().anyMatch(candidate -> candidate.label().isExact())
        || ranges.isEmpty()) {
      return listing;
    }
    try {
      return new Listing(
          listing.candidates(),
          listing.rejections(),
          listing.hash(),
          Optional.of(new AgeBins(ranges)));
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(name + ": " + e.getMessage(), e);
    }
  }

  /** The part of a set that a file or folder of the Hub is named after; empty if it tells none. */
  static String part(String name) {
    return name.startsWith("train")
        ? "train"
        : name.startsWith("val") ? "val" : name.startsWith("test") ? "test" : "";
  }
}
