package org.agegender.dataset.prepare;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agegender.dataset.source.Rejection.Reason;
import org.jspecify.annotations.Nullable;

/** What a journal says; lines that are torn or make no sense are left out and cost a redo. */
final class JournalEntries {

  private static final Pattern READ =
      Pattern.compile("P\t([0-9]{1,9})\t([0-9]{1,18})\t(-?[0-9]{1,18})\t([0-9a-f]{64})");
  private static final Pattern WRITTEN =
      Pattern.compile("C\t([0-9a-f]{64})\t([0-9]{1,18})\t([0-9a-f]{1,8})(?:\t([a-z-]{1,32}))?");
  private static final Pattern IMPOSSIBLE = Pattern.compile("([UN])\t([0-9a-f]{64})\t(.*)");

  private final Map<Integer, PictureRead> read = new HashMap<>();
  private final Map<String, WrittenCrop> written = new HashMap<>();
  private final Map<String, CropState.Impossible> impossible = new HashMap<>();

  private JournalEntries() {}

  private record PictureRead(long size, long modified, String hash) {}

  /**
   * A crop that was written.
   *
   * @param file as it must still be on disk
   * @param by what it was cut out by
   */
  record WrittenCrop(CropFile file, CroppedBy by) {}

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
      CropFile file =
          new CropFile(Long.parseLong(match.group(2)), Long.parseLong(match.group(3), 16));
      String hash = match.group(1);
      croppedBy(match.group(4)).ifPresent(by -> written.put(hash, new WrittenCrop(file, by)));
    } else if ((match = IMPOSSIBLE.matcher(line)).matches()) {
      Reason reason = match.group(1).equals("N") ? Reason.NO_FACE : Reason.PICTURE_UNREADABLE;
      impossible.put(match.group(2), new CropState.Impossible(reason, match.group(3)));
    }
  }

  private static Optional<CroppedBy> croppedBy(@Nullable String label) {
    return label == null
        ? Optional.of(CroppedBy.RESIZING)
        : Arrays.stream(CroppedBy.values()).filter(by -> by.label().equals(label)).findFirst();
  }

  /** The hash of a record's picture if it was read and still looks the same; else null. */
  @Nullable String hash(int index, long size, long modified) {
    PictureRead found = read.get(index);
    return found != null && found.size == size && found.modified == modified ? found.hash : null;
  }

  /** The crop named after this hash; null if none was written. */
  @Nullable WrittenCrop crop(String hash) {
    return written.get(hash);
  }

  /** Why the crop named after this hash cannot be made; null if it can or was not tried. */
  CropState.@Nullable Impossible impossible(String hash) {
    return impossible.get(hash);
  }
}
