package org.agegender.dataset.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.agegender.core.InvalidInputException;
import org.agegender.core.Sha256;

/**
 * IMDB-WIKI as published: {@code imdb.mat} or {@code wiki.mat} and a folder of pictures (Rothe,
 * Timofte, Van Gool: "Deep expectation of real and apparent age from a single image without facial
 * landmarks", IJCV 2018).
 *
 * <p>The age is the year of the photograph less the year of birth, one less for those born in the
 * second half of the year: the photograph is taken to be from mid-year. A person is known by {@code
 * celeb_id} where the file has it, else by what stands before the first underscore of the picture's
 * name. A record is named by its {@code full_path}; where several rows share one, the later ones
 * are named {@code path#2}, {@code path#3} and so on.
 */
public final class ImdbWikiSource implements FaceSource {

  /** The lowest face score that is kept by default. */
  public static final double DEFAULT_MIN_FACE_SCORE = 1.0;

  private final String name;
  private final Path input;
  private final Path metadata;
  private final double minFaceScore;

  private ImdbWikiSource(String name, Path input, Path metadata, double minFaceScore) {
    if (Double.isNaN(minFaceScore)) {
      throw new InvalidInputException("--min-face-score must be a number, found NaN");
    }
    this.name = name;
    this.input = input;
    this.metadata = metadata;
    this.minFaceScore = minFaceScore;
  }

  /**
   * The IMDB part.
   *
   * @param input the folder that {@code full_path} is relative to
   * @param metadata {@code imdb.mat}
   * @param minFaceScore faces with a lower score of the detector are left out
   */
  public static ImdbWikiSource imdb(Path input, Path metadata, double minFaceScore) {
    return new ImdbWikiSource("imdb", input, metadata, minFaceScore);
  }

  /**
   * The Wikipedia part.
   *
   * @param input the folder that {@code full_path} is relative to
   * @param metadata {@code wiki.mat}
   * @param minFaceScore faces with a lower score of the detector are left out
   */
  public static ImdbWikiSource wiki(Path input, Path metadata, double minFaceScore) {
    return new ImdbWikiSource("wiki", input, metadata, minFaceScore);
  }

  @Override
  public String licence() {
    return "academic research only";
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Listing list() throws IOException {
    ByteBuffer bytes = map();
    String hash = hash(bytes);
    ImdbWikiTable table = ImdbWikiTable.read(metadata, bytes, name);
    return new ImdbWikiRows(table, input, minFaceScore).listing(hash);
  }

  private ByteBuffer map() throws IOException {
    if (!Files.isRegularFile(metadata)) {
      throw new InvalidInputException(
          "%s: no such file; name %s.mat of IMDB-WIKI by --metadata".formatted(metadata, name));
    }
    try (FileChannel channel = FileChannel.open(metadata)) {
      if (channel.size() > Integer.MAX_VALUE) {
        throw new InvalidInputException(
            "%s: %s.mat of IMDB-WIKI is required, found a file of %d bytes; fetch it again"
                .formatted(metadata, name, channel.size()));
      }
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
    }
  }

  private String hash(ByteBuffer bytes) {
    MessageDigest digest = Sha256.newDigest();
    digest.update(bytes.duplicate());
    String options = "%s min-face-score=%s".formatted(name, minFaceScore);
    digest.update(options.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest.digest());
  }
}
