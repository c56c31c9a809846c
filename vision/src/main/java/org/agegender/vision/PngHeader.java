package org.agegender.vision;

/** The size of a PNG (ISO/IEC 15948), and whether decoding it is bounded work. */
final class PngHeader {

  /** Length, name and check sum of a chunk. */
  private static final int CHUNK_FRAME = 12;

  /** Each may unpack to 8 MB, and the decoder unpacks all, though nobody asks for them. */
  private static final int MOST_PACKED_CHUNKS = 20;

  private static final String[] PACKED = {"zTXt", "iTXt", "iCCP"};

  private PngHeader() {}

  /**
   * Reads the size and walks all chunks: the decoder takes memory for a chunk as long as it says it
   * is, up to 4 GiB, before it looks whether so much is there.
   */
  static PictureHeader read(HeaderBytes in) throws UnreadablePictureException {
    if (!in.has(12, "IHDR")) {
      throw new UnreadablePictureException("the PNG is damaged: IHDR is not its first chunk");
    }
    PictureHeader header =
        new PictureHeader(PictureHeader.Format.PNG, in.u32(16, false), in.u32(20, false));
    int packed = 0;
    long at = 8;
    while (!in.has(at + 4, "IEND")) {
      packed += isPacked(in, at + 4) ? 1 : 0;
      if (packed > MOST_PACKED_CHUNKS) {
        throw new UnreadablePictureException(
            "the PNG (%dx%d) has more than %d packed texts or profiles; save it without them"
                .formatted(header.width(), header.height(), MOST_PACKED_CHUNKS));
      }
      at += CHUNK_FRAME + in.u32(at, false);
      requireChunk(in, at, header);
    }
    at += CHUNK_FRAME + in.u32(at, false);
    requireChunk(in, at - CHUNK_FRAME, header);
    return header;
  }

  private static boolean isPacked(HeaderBytes in, long at) {
    for (String name : PACKED) {
      if (in.has(at, name)) {
        return true;
      }
    }
    return false;
  }

  private static void requireChunk(HeaderBytes in, long at, PictureHeader header)
      throws UnreadablePictureException {
    if (at + CHUNK_FRAME > in.length()) {
      throw new UnreadablePictureException(
          "the PNG (%dx%d) is damaged or cut short".formatted(header.width(), header.height()));
    }
  }
}
