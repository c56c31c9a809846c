package org.agegender.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agegender.core.AgeBins;
import org.agegender.core.AgeInterval;
import org.agegender.core.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code dataset.json}: where a prepared set came from and what became of its records. Its
 * presence says that the set is complete.
 *
 * @param format version of this file's layout
 * @param tool name and version of the software that made the set
 * @param source the data set, such as {@code wiki}
 * @param licence its terms in a few words; empty if unknown
 * @param input the folder of the pictures as the user named it
 * @param metadata the file of the labels as the user named it; empty if none was named
 * @param options what decides on the content of the set
 * @param alignment how the faces were cut out; left out of the file for {@link Alignment#NONE}
 * @param listing SHA-256 in hex of the labels that were read
 * @param counts what became of the records
 * @param split how the records were dealt out
 * @param ageBins the ranges that ages are labelled with, from young to old; empty, and left out of
 *     the file, where they are labelled to the year
 * @param fold which fold this set is of that in the folder above; {@link #NO_FOLD}, and left out of
 *     the file, if it is none
 */
public record SetDescription(
    int format,
    String tool,
    String source,
    String licence,
    String input,
    String metadata,
    Options options,
    Alignment alignment,
    String listing,
    Counts counts,
    Split split,
    List<AgeInterval> ageBins,
    int fold) {

  /** Of a set that is no fold of another. */
  public static final int NO_FOLD = -1;

  /** The file's name within the set. */
  public static final String FILE_NAME = "dataset.json";

  private static final String COUNTS = "counts";
  private static final String CROPPED_BY = "croppedBy";
  private static final String AGE_BINS = "ageBins";
  private static final String FOLD = "fold";

  /** The layout written now. */
  public static final int FORMAT = 1;

  private static final long MAX_BYTES = 1 << 20;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  /** A set whose ages are labelled to the year. */
  public SetDescription(
      int format,
      String tool,
      String source,
      String licence,
      String input,
      String metadata,
      Options options,
      Alignment alignment,
      String listing,
      Counts counts,
      Split split) {
    this(
        format, tool, source, licence, input, metadata, options, alignment, listing, counts, split,
        List.of(), NO_FOLD);
  }

  /**
   * @throws InvalidInputException if the bins are none
   */
  public SetDescription {
    ageBins = List.copyOf(ageBins);
    if (!ageBins.isEmpty()) {
      binsOf(ageBins);
    }
  }

  private static AgeBins binsOf(List<AgeInterval> bins) {
    try {
      return new AgeBins(bins);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(FILE_NAME + ": " + e.getMessage(), e);
    }
  }

  /** The folder of a fold within its set. */
  public static String foldName(int fold) {
    return "fold-" + fold;
  }

  /** Whether the set is dealt out to folds, which are in folders of it. */
  public boolean hasFolds() {
    return fold == NO_FOLD && !options.folds().isEmpty();
  }

  /** The ranges that ages are labelled with, where they are. */
  public Optional<AgeBins> bins() {
    return ageBins.isEmpty() ? Optional.empty() : Optional.of(binsOf(ageBins));
  }

  /**
   * The options that decide on the content of a set.
   *
   * @param imageSize width and height of the crops in pixels
   * @param jpegQuality of the crops
   * @param maxPixels limit for the pictures read
   * @param split shares of train, val and test, then the share of val that was moved to train if
   *     any was; none where the parts are the published ones, or there are folds
   * @param seed of the split
   * @param minFaceScore lowest face score kept, where the data set has one
   * @param clipAges whether ages over 100 count as 100
   * @param folds how many folds the set is dealt out to, or {@code published}; empty, and left out
   *     of the file, where it has none
   * @param exclude SHA-256 in hex of the table of records to leave out; empty, and left out of the
   *     file, where there was none
   * @param nearCopies {@code reject} where pictures of the same photograph were left out; empty,
   *     and left out of the file, where they were not looked for
   */
  public record Options(
      int imageSize,
      int jpegQuality,
      long maxPixels,
      List<Double> split,
      long seed,
      double minFaceScore,
      boolean clipAges,
      String folds,
      String exclude,
      String nearCopies) {

    /** The name of the entry in {@code dataset.json}. */
    public static final String ENTRY = "options";

    /** The names of its entries that are left out where they are empty. */
    public static final List<String> LEFT_OUT_IF_EMPTY = List.of("folds", "exclude", "nearCopies");

    /** The options of a set without folds and exclusions, where near copies were not looked for. */
    public Options(
        int imageSize,
        int jpegQuality,
        long maxPixels,
        List<Double> split,
        long seed,
        double minFaceScore,
        boolean clipAges) {
      this(imageSize, jpegQuality, maxPixels, split, seed, minFaceScore, clipAges, "", "", "");
    }
  }

  /**
   * What became of the records: {@code records = train + val + test + rejected}.
   *
   * @param records all records of the source
   * @param train kept for training
   * @param val kept for validation
   * @param test kept for the test
   * @param rejected left out
   * @param rejectedFor left out, by reason
   * @param croppedBy those kept, by what their crops were cut out by: {@code landmarks}, {@code
   *     box} of the detector, {@code source-box} or {@code whole-picture} where no face was found;
   *     empty, and left out of the file, where faces were not aligned
   */
  public record Counts(
      int records,
      int train,
      int val,
      int test,
      int rejected,
      Map<String, Integer> rejectedFor,
      Map<String, Integer> croppedBy) {

    /** Records in any part. */
    public int kept() {
      return train + val + test;
    }
  }

  /**
   * How the records were dealt out.
   *
   * @param by {@code identity}, {@code content}, or {@code identity where known, else content}
   * @param groups how many groups were dealt out; none crosses from one part to another
   * @param largestGroup records of the largest group: shares are exact to this many
   * @param stratifiedBy what is alike in all parts
   */
  public record Split(String by, int groups, int largestGroup, String stratifiedBy) {}

  /**
   * Reads the description of a set.
   *
   * @return null if the folder has none
   * @throws InvalidInputException if it is damaged or of a later version
   * @throws IOException if it cannot be read
   */
  public static @Nullable SetDescription read(Path folder) throws IOException {
    Path file = folder.resolve(FILE_NAME);
    if (!Files.isRegularFile(file)) {
      return null;
    }
    if (Files.size(file) > MAX_BYTES) {
      throw new InvalidInputException(file + ": is no description of a prepared set: too large");
    }
    try {
      if (!(JSON.readTree(Files.readAllBytes(file)) instanceof ObjectNode tree)) {
        throw new InvalidInputException(
            file + ": is no description of a prepared set: must be a JSON object");
      }
      tree.putIfAbsent(Alignment.ENTRY, JSON.valueToTree(Alignment.NONE));
      tree.putIfAbsent(AGE_BINS, JSON.createArrayNode());
      tree.putIfAbsent(FOLD, JSON.getNodeFactory().numberNode(NO_FOLD));
      if (tree.get(Options.ENTRY) instanceof ObjectNode options) {
        Options.LEFT_OUT_IF_EMPTY.forEach(
            name -> options.putIfAbsent(name, JSON.getNodeFactory().textNode("")));
      }
      if (tree.get(COUNTS) instanceof ObjectNode counts) {
        counts.putIfAbsent(CROPPED_BY, JSON.createObjectNode());
      }
      SetDescription found = JSON.treeToValue(tree, SetDescription.class);
      if (found.format != FORMAT) {
        throw new InvalidInputException(
            "%s: format must be %d, found %d; prepare the set again with this version"
                .formatted(file, FORMAT, found.format));
      }
      return found;
    } catch (JsonProcessingException e) {
      throw new InvalidInputException(
          "%s: is no description of a prepared set: %s"
              .formatted(file, e.getOriginalMessage().lines().findFirst().orElse("")),
          e);
    }
  }

  /** The text of the file. */
  public String toJson() {
    try {
      ObjectNode tree = JSON.valueToTree(this);
      if (alignment.equals(Alignment.NONE)) {
        tree.remove(Alignment.ENTRY);
        tree.withObject(COUNTS).remove(CROPPED_BY);
      }
      if (ageBins.isEmpty()) {
        tree.remove(AGE_BINS);
      }
      if (fold == NO_FOLD) {
        tree.remove(FOLD);
      }
      ObjectNode written = tree.withObject(Options.ENTRY);
      Options.LEFT_OUT_IF_EMPTY.stream()
          .filter(name -> written.path(name).asText().isEmpty())
          .forEach(written::remove);
      return JSON.writeValueAsString(tree) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a description cannot be written as JSON", e);
    }
  }
}
