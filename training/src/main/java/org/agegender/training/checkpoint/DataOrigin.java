package org.agegender.training.checkpoint;

import java.util.Map;
import java.util.Optional;
import org.agegender.core.CropGeometry;
import org.agegender.dataset.PreparedSet;

/**
 * The prepared set that a run trains on, as far as a model must tell it: kept with the weights, for
 * the set may be moved or deleted later.
 *
 * @param hash of the set, see {@link PreparedSet#hash()}
 * @param description what the set says of itself; empty in checkpoints of versions up to 0.1
 */
public record DataOrigin(String hash, Optional<Description> description) {

  private static final String HASH = "data_hash";
  private static final String NAME = "data_set";
  private static final String LICENCE = "data_licence";
  private static final String GEOMETRY = "crop_geometry";

  /**
   * What a set says of itself.
   *
   * @param name of the data set, such as {@code utkface}
   * @param licence its terms; empty where unknown
   * @param cropGeometry where the faces lie in its pictures
   */
  public record Description(String name, String licence, CropGeometry cropGeometry) {

    /** Nothing is known: the pictures are taken to be as their publisher left them. */
    public static final Description UNKNOWN = new Description("", "", CropGeometry.WHOLE);

    /** What this set says. */
    public static Description of(PreparedSet set) {
      return new Description(set.source(), set.licence().orElse(""), set.cropGeometry());
    }
  }

  /** This set. */
  public static DataOrigin of(PreparedSet set) {
    return new DataOrigin(set.hash(), Optional.of(Description.of(set)));
  }

  /** Whether both are the same set, cut out in the same way as far as that is known. */
  public boolean agreesWith(DataOrigin other) {
    return hash.equals(other.hash)
        && (description.isEmpty()
            || other.description.isEmpty()
            || description.get().cropGeometry().equals(other.description.get().cropGeometry()));
  }

  /** Whether both show the same part of faces, as far as that is known. */
  public boolean showsSameAs(DataOrigin other) {
    return description.isEmpty()
        || other.description.isEmpty()
        || description.get().cropGeometry().showsSameAs(other.description.get().cropGeometry());
  }

  /** How the faces are cut out, in the words of {@link CropGeometry#text()}. */
  public String cut() {
    return description.orElse(Description.UNKNOWN).cropGeometry().text();
  }

  void addTo(Map<String, String> texts) {
    texts.put(HASH, hash);
    description.ifPresent(
        known -> {
          texts.put(NAME, known.name());
          texts.put(LICENCE, known.licence());
          texts.put(GEOMETRY, known.cropGeometry().text());
        });
  }

  /**
   * Reads what {@link #addTo} added.
   *
   * @throws org.agegender.core.InvalidInputException if the geometry is none of this version
   */
  static DataOrigin of(Map<String, String> texts) {
    String geometry = texts.get(GEOMETRY);
    Optional<Description> description =
        geometry == null
            ? Optional.empty()
            : Optional.of(
                new Description(
                    texts.getOrDefault(NAME, ""),
                    texts.getOrDefault(LICENCE, ""),
                    CropGeometry.parse(geometry)));
    return new DataOrigin(Checkpoint.text(texts, HASH), description);
  }
}
