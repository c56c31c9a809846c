package org.agegender.dataset.prepare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.agegender.core.InvalidInputException;
import org.agegender.core.Sha256;
import org.agegender.dataset.input.GuardedText;
import org.agegender.dataset.input.LabelTable;
import org.agegender.dataset.source.Candidate;
import org.agegender.dataset.source.Listing;
import org.agegender.dataset.source.Rejection;

/**
 * Records that are left out because somebody says so, named in a CSV file by the {@code source}
 * that prepared sets give them. Immutable.
 */
public final class Exclusions {

  /** Leaves nothing out. */
  public static final Exclusions NONE = new Exclusions("", "", Map.of());

  private static final String SOURCE = "source";

  private final String file;
  private final String hash;
  private final Map<String, Long> lines;

  private Exclusions(String file, String hash, Map<String, Long> lines) {
    this.file = file;
    this.hash = hash;
    this.lines = lines;
  }

  /**
   * Reads a table, such as {@code agegender suspects} writes it; its other columns are left alone.
   * An apostrophe in front of a name is taken off, see {@link GuardedText}.
   *
   * @throws InvalidInputException if it has no column {@code source}, or a row has none
   * @throws IOException if it cannot be read
   */
  public static Exclusions read(Path csv) throws IOException {
    Map<String, Long> lines = new LinkedHashMap<>();
    for (LabelTable.Row row : LabelTable.read(csv, List.of(SOURCE)).rows()) {
      String source = GuardedText.unguard(row.verbatim(SOURCE));
      if (source.isBlank()) {
        throw row.fault("source is empty, so that the row names no record");
      }
      lines.putIfAbsent(source, row.line());
    }
    return new Exclusions(csv.toString(), Sha256.of(Files.readAllBytes(csv)), lines);
  }

  /** SHA-256 of the file in hex; empty for {@link #NONE}. */
  String hash() {
    return hash;
  }

  /**
   * What the names are in a data set.
   *
   * @param reasons why a record is left out, by its key
   * @param unmatched the names of no record, in the order of the file
   */
  record Match(Map<String, String> reasons, List<String> unmatched) {}

  /**
   * Looks the names up.
   *
   * @param setName of the data set
   * @throws InvalidInputException if a name is that of several records
   */
  Match match(Listing listing, String setName) {
    Map<String, String> reasons = new LinkedHashMap<>();
    Map<String, String> keys = new LinkedHashMap<>();
    for (Candidate candidate : listing.candidates()) {
      String source = candidate.source(setName);
      Long line = lines.get(source);
      if (line != null) {
        String before = keys.put(source, candidate.key());
        if (before != null) {
          throw new InvalidInputException(
              "%s line %d: a row must name one record, but '%s' is the source of %s and of %s;"
                      .formatted(file, line, source, before, candidate.key())
                  + " give the records sources of their own");
        }
        reasons.put(candidate.key(), "named in line %d of %s".formatted(line, file));
      }
    }
    Set<String> unmatched = new LinkedHashSet<>(lines.keySet());
    unmatched.removeAll(keys.keySet());
    for (Rejection rejection : listing.rejections()) {
      unmatched.remove(Candidate.source(setName, rejection.key()));
    }
    return new Match(reasons, new ArrayList<>(unmatched));
  }
}
