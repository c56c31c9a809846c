package org.agegender.dataset.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.agegender.core.AgeBins;
import org.agegender.core.InvalidInputException;
import org.agegender.dataset.input.LabelTable;

/** Collects a listing: each record becomes a candidate or is rejected with its reason. */
final class Records {

  private final List<Candidate> candidates = new ArrayList<>();
  private final List<Rejection> rejections = new ArrayList<>();
  private final Set<String> keys = new HashSet<>();

  /** Reads one record. */
  interface Reading {
    Candidate read(String key) throws RecordFault;
  }

  /** Adds a record of a folder: its name is its label, and there is one of each. */
  void add(String name, Reading reading) {
    keep(name, "", reading);
  }

  /**
   * Adds a record of a table.
   *
   * @param name what the data set calls it; further records of the name are told apart by where
   *     they stand
   */
  void add(String name, Path table, LabelTable.Row row, Reading reading) {
    add(name, table, row.line(), reading);
  }

  /** Adds a record of a table by the number of its line. */
  void add(String name, Path table, long number, Reading reading) {
    String line = "line " + number;
    String where = table.getFileName() + " " + line;
    String key =
        keys.add(name)
            ? name
            : Stream.of(line, where)
                .map(place -> "%s (%s)".formatted(name, place))
                .filter(keys::add)
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(where + ": stands there twice"));
    keep(key, where + ": ", reading);
  }

  private void keep(String key, String where, Reading reading) {
    try {
      candidates.add(reading.read(key));
    } catch (RecordFault fault) {
      rejections.add(new Rejection(key, fault.reason(), where + fault.detail()));
    }
  }

  Listing listing(String hash) {
    return new Listing(candidates, rejections, hash);
  }

  Listing listing(String hash, AgeBins bins) {
    return new Listing(candidates, rejections, hash, Optional.of(bins));
  }
}
