package org.agegender.dataset.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.agegender.core.InvalidInputException;
import org.jspecify.annotations.Nullable;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.Sources;

/**
 * The columns of {@code imdb.mat} or {@code wiki.mat} that are needed, one value a row.
 *
 * @param fullPath the picture, relative to the folder of the data set
 * @param dob date of birth, a MATLAB serial date number
 * @param photoTaken the year
 * @param gender 0 female, 1 male, NaN unknown
 * @param faceScore of the detector; negative infinity: no face
 * @param secondFaceScore NaN: no second face
 * @param faceLocation the box of the face, as {@link ImdbWikiFields} reads it
 * @param celebId the number of the person, {@code imdb.mat} only
 */
record ImdbWikiTable(
    String[] fullPath,
    double[] dob,
    double[] photoTaken,
    double[] gender,
    double[] faceScore,
    double[] secondFaceScore,
    FaceLocations faceLocation,
    double @Nullable [] celebId) {

  private static final double SHARE_OF_MEMORY = 0.8;

  int rows() {
    return fullPath.length;
  }

  /**
   * Reads the columns.
   *
   * @param file where the bytes came from, for messages
   * @param bytes the whole file; the position is left alone
   * @param struct the variable that holds them, {@code imdb} or {@code wiki}
   * @throws InvalidInputException if the file is not of this kind, cut short, damaged, too big for
   *     the memory at hand, or a field is missing, of another kind or of another length
   */
  static ImdbWikiTable read(Path file, ByteBuffer bytes, String struct) {
    try {
      long memory = (long) (SHARE_OF_MEMORY * Runtime.getRuntime().maxMemory());
      List<String> variables = MatFileCheck.check(bytes, struct, memory);
      if (!variables.contains(struct)) {
        throw new InvalidInputException(
            "%s: a struct named %s is required, found %s; check --source and the file"
                .formatted(file, struct, variables));
      }
      try (MatFile mat =
          Mat5.newReader(Sources.wrap(bytes.duplicate()))
              .setEntryFilter(header -> header.getName().equals(struct))
              .readMat()) {
        return ImdbWikiFields.of(file, struct, mat.getArray(struct)).table();
      }
    } catch (MatTooBigException e) {
      throw new InvalidInputException(
          "%s: reading it takes more memory than the %d MiB Java may use; allow more by -Xmx"
              .formatted(file, Runtime.getRuntime().maxMemory() >> 20),
          e);
    } catch (IOException e) {
      throw new InvalidInputException(
          "%s: %s.mat of IMDB-WIKI is required, found %s; fetch it again"
              .formatted(file, struct, e.getMessage()),
          e);
    }
  }
}
