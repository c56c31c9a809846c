package org.agegender.dataset.prepare;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a journal says; lines that are torn or make no sense are left out and cost a redo. */
final class JournalEntries {

  private static final Pattern READ =
      Pattern.compile("P\t([0-9]{1,9})\t([0-9]{1,18})\t(-?[0-9]{1,18})\t([0-9a-f]{64})");
  private static final Pattern WRITTEN =
      Pattern.compile("C\t([0-9a-f]{64})\t([0-9]{1,18})\t([0-9a-f]{1,8})");
  private static final Pattern UNREADABLE = Pattern.compile("U\t([0-9a-f]{64})\t(.*)");

  private final Map<Integer, PictureRead> read = new HashMap<>();
  private final Map<String, CropFile> written = new HashMap<>();
  private final Map<String, String> unreadable = new HashMap<>();

  private JournalEntries() {}

  private record PictureRead(long size, long modified, String hash) {}

  static JournalEntries none() {
    return new JournalEntries();
  }

  static JournalEntries of(Path output) throws IOException {
    JournalEntries entries = new JournalEntries();
    // Decoding by a reader made this way replaces bytes that are no UTF-8 instead of failing.
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Files.newInputStream(output.resolve(Journal.FILE_NAME)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        entries.add(line);
      }
    }
    return entries;
  }

  private void add(String line) {
    Matcher match = READ.matcher(line);
    if (match.matches()) {
      read.put(
          Integer.parseInt(match.group(1)),
          new PictureRead(
              Long.parseLong(match.group(2)), Long.parseLong(match.group(3)), match.group(4)));
    } else if ((match = WRITTEN.matcher(line)).matches()) {
      written.put(
          match.group(1),
          new CropFile(Long.parseLong(match.group(2)), Long.parseLong(match.group(3), 16)));
    } else if ((match = UNREADABLE.matcher(line)).matches()) {
      unreadable.put(match.group(1), match.group(2));
    }
  }

  /** The hash of a record's picture if it was read and still looks the same; else null. */
  @Nullable String hash(int index, long size, long modified) {
    PictureRead found = read.get(index);
    return found != null && found.size == size && found.modified == modified ? found.hash : null;
  }

  /** The crop made from the picture with this hash; null if none was. */
  @Nullable CropFile crop(String hash) {
    return written.get(hash);
  }

  /** Why the picture with this hash cannot be decoded; null if it can or was not tried. */
  @Nullable String unreadable(String hash) {
    return unreadable.get(hash);
  }
}
