package org.agegender.vision;

/** The size of the first page of a TIFF 6.0 file; the only page that is decoded. */
final class TiffHeader {

  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int TILE_WIDTH = 322;
  private static final int TILE_HEIGHT = 323;
  private static final int SHORT = 3;
  private static final int LONG = 4;

  private TiffHeader() {}

  /** Reads the size; tiles are held to the same limit, for memory is taken for them too. */
  static PictureHeader read(HeaderBytes in, PictureLimits limits)
      throws UnreadablePictureException {
    boolean little = in.has(0, "II");
    long directory = in.u32(4, little);
    int entries = in.u16(directory, little);
    long width = 0;
    long height = 0;
    long tileWidth = 1;
    long tileHeight = 1;
    for (int i = 0; i < entries; i++) {
      long at = directory + 2 + 12L * i;
      switch (in.u16(at, little)) {
        case WIDTH -> width = value(in, at, little);
        case HEIGHT -> height = value(in, at, little);
        case TILE_WIDTH -> tileWidth = value(in, at, little);
        case TILE_HEIGHT -> tileHeight = value(in, at, little);
        default -> {}
      }
    }
    limits.checkSize(tileWidth, tileHeight);
    return new PictureHeader(PictureHeader.Format.TIFF, width, height);
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
