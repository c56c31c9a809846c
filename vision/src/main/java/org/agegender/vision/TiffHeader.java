package org.agegender.vision;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The size of the first page of a TIFF 6.0 file; the only page that is decoded. */
final class TiffHeader {

  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int TILE_WIDTH = 322;
  private static final int TILE_HEIGHT = 323;
  private static final Set<Integer> SIZES = Set.of(WIDTH, HEIGHT, TILE_WIDTH, TILE_HEIGHT);
  private static final int SHORT = 3;
  private static final int LONG = 4;

  private TiffHeader() {}

  /** Reads the size; tiles are held to the same limit, for memory is taken for them too. */
  static PictureHeader read(HeaderBytes in, PictureLimits limits)
      throws UnreadablePictureException {
    boolean little = in.has(0, "II");
    long directory = in.u32(4, little);
    int entries = in.u16(directory, little);
    Map<Integer, Long> sizes = new HashMap<>();
    for (int i = 0; i < entries; i++) {
      long at = directory + 2 + 12L * i;
      int tag = in.u16(at, little);
      // The decoder takes the first of several; no honest file has them.
      if (SIZES.contains(tag) && sizes.put(tag, value(in, at, little)) != null) {
        throw new UnreadablePictureException(
            "the TIFF is damaged: it tells the size " + tag + " twice");
      }
    }
    limits.checkSize(sizes.getOrDefault(TILE_WIDTH, 1L), sizes.getOrDefault(TILE_HEIGHT, 1L));
    return new PictureHeader(
        PictureHeader.Format.TIFF, sizes.getOrDefault(WIDTH, 0L), sizes.getOrDefault(HEIGHT, 0L));
  }

  private static long value(HeaderBytes in, long entry, boolean little)
      throws UnreadablePictureException {
    int type = in.u16(entry + 2, little);
    return switch (type) {
      case SHORT -> in.u16(entry + 8, little);
      case LONG -> in.u32(entry + 8, little);
      default ->
          throw new UnreadablePictureException(
              "the TIFF is damaged: a size of type " + type + ", expected 3 or 4");
    };
  }
}
