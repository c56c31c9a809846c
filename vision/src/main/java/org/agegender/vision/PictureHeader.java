package org.agegender.vision;

import java.util.stream.Stream;

/**
 * What the first bytes of a picture say, read without decoding it. The content decides on the
 * format, never a file name.
 *
 * @param format one of the formats that are decoded here
 * @param width pixels across as stored, before any turn by EXIF
 * @param height pixels down as stored
 */
record PictureHeader(Format format, long width, long height) {

  enum Format {
    JPEG,
    PNG,
    WEBP,
    BMP,
    GIF,
    TIFF
  }

  /**
   * @throws UnreadablePictureException if the format is unknown, the header damaged, or the size
   *     beyond the limits
   */
  static PictureHeader read(byte[] encoded, PictureLimits limits)
      throws UnreadablePictureException {
    PictureHeader header = read(new HeaderBytes(encoded), limits);
    limits.checkSize(header.width, header.height);
    return header;
  }

  private static PictureHeader read(HeaderBytes in, PictureLimits limits)
      throws UnreadablePictureException {
    if (in.has(0, "\u00FF\u00D8\u00FF")) {
      return JpegHeader.read(in);
    } else if (in.has(0, "\u0089PNG\r\n\u001A\n")) {
      return PngHeader.read(in);
    } else if (in.has(0, "RIFF") && in.has(8, "WEBP")) {
      return webp(in);
    } else if (in.has(0, "GIF87a") || in.has(0, "GIF89a")) {
      return new PictureHeader(Format.GIF, in.u16(6, true), in.u16(8, true));
    } else if (in.has(0, "BM")) {
      return bmp(in);
    } else if (in.has(0, "II*\0") || in.has(0, "MM\0*")) {
      return TiffHeader.read(in, limits);
    }
    throw new UnreadablePictureException(
        UnreadablePictureException.Reason.UNKNOWN_FORMAT,
        isHeif(in)
            ? "the content is HEIC or AVIF, which cannot be read here; save it as JPEG or PNG"
            : "the content is no picture that can be read here (JPEG, PNG, WebP, BMP, GIF, TIFF)");
  }

  /** Pictures in an ISO base media file (ISO/IEC 23008-12), as phones write them. */
  private static boolean isHeif(HeaderBytes in) {
    return in.has(4, "ftyp")
        && Stream.of("heic", "heix", "heim", "heis", "hevc", "mif1", "msf1", "avif", "avis")
            .anyMatch(brand -> in.has(8, brand));
  }

  private static PictureHeader bmp(HeaderBytes in) throws UnreadablePictureException {
    if (in.u32(14, true) == 12) {
      return new PictureHeader(Format.BMP, in.u16(18, true), in.u16(20, true));
    }
    // A negative height says that the rows start at the top.
    long height = Math.abs((long) (int) in.u32(22, true));
    return new PictureHeader(Format.BMP, (int) in.u32(18, true), height);
  }

  private static PictureHeader webp(HeaderBytes in) throws UnreadablePictureException {
    if (in.has(12, "VP8X")) {
      return new PictureHeader(Format.WEBP, in.u24Little(24) + 1, in.u24Little(27) + 1);
    } else if (in.has(12, "VP8L")) {
      long bits = in.u32(21, true);
      return new PictureHeader(Format.WEBP, (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1);
    } else if (in.has(12, "VP8 ")) {
      return new PictureHeader(Format.WEBP, in.u16(26, true) & 0x3FFF, in.u16(28, true) & 0x3FFF);
    }
    throw new UnreadablePictureException("the WebP is damaged: no VP8 chunk at its start");
  }
}
