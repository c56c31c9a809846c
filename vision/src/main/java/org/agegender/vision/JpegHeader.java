package org.agegender.vision;

/** The size of a JPEG (ITU T.81), and whether decoding it is bounded work. */
final class JpegHeader {

  /**
   * Encoders write some ten scans for a progressive picture. A scan without data takes a dozen
   * bytes and makes the decoder go over the whole picture once more.
   */
  private static final int MOST_SCANS = 100;

  private static final int TEMPORARY = 0x01;
  private static final int FIRST_KNOWN = 0xC0;
  private static final int START_OF_SCAN = 0xDA;
  private static final int END_OF_IMAGE = 0xD9;

  private final HeaderBytes in;
  private long at = 2;

  private JpegHeader(HeaderBytes in) {
    this.in = in;
  }

  static PictureHeader read(HeaderBytes in) throws UnreadablePictureException {
    JpegHeader jpeg = new JpegHeader(in);
    PictureHeader header = jpeg.readSize();
    jpeg.countScans(header);
    return header;
  }

  /**
   * Walks the segments to the start of frame (B.1.1.3). What the decoder takes for no segment must
   * not be passed over as one: another frame could stand in it.
   */
  private PictureHeader readSize() throws UnreadablePictureException {
    while (true) {
      int marker = nextMarker();
      if (isStartOfFrame(marker)) {
        return new PictureHeader(
            PictureHeader.Format.JPEG, in.u16(at + 7, false), in.u16(at + 5, false));
      } else if (marker == START_OF_SCAN || marker == END_OF_IMAGE) {
        throw new UnreadablePictureException("the JPEG is damaged: pixels before their size");
      } else if (marker < FIRST_KNOWN && marker != TEMPORARY) {
        throw noMarker();
      }
      skipSegment(marker);
    }
  }

  /** Goes to the marker at hand, over fill bytes, and gives its code. */
  private int nextMarker() throws UnreadablePictureException {
    if (in.u8(at) != 0xFF) {
      throw noMarker();
    }
    while (in.u8(at + 1) == 0xFF) {
      at++;
    }
    return in.u8(at + 1);
  }

  private UnreadablePictureException noMarker() {
    return new UnreadablePictureException("the JPEG is damaged: no marker at byte " + at);
  }

  private void skipSegment(int marker) throws UnreadablePictureException {
    boolean alone = marker == TEMPORARY || marker >= 0xD0 && marker <= 0xD8;
    at += 2 + (alone ? 0 : in.u16(at + 2, false));
  }

  /** 0xC0 to 0xCF but for the tables DHT, JPG and DAC. */
  private static boolean isStartOfFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  /** Where the file ends or is no longer one, the decoder ends as well. */
  private void countScans(PictureHeader header) throws UnreadablePictureException {
    int scans = 0;
    byte[] bytes = in.bytes();
    while (at + 3 < bytes.length) {
      int marker = bytes[(int) at + 1] & 0xFF;
      if (bytes[(int) at] != (byte) 0xFF || isWithinScan(marker)) {
        at++;
      } else if (marker == END_OF_IMAGE) {
        return;
      } else {
        if (marker == START_OF_SCAN) {
          scans++;
        }
        if (scans > MOST_SCANS) {
          throw new UnreadablePictureException(
              "the JPEG (%dx%d) has more than %d scans; save it anew"
                  .formatted(header.width(), header.height(), MOST_SCANS));
        }
        skipSegment(marker);
      }
    }
  }

  /**
   * Not a marker, or one that a scan goes on after: a stuffed byte, a fill byte, a restart, or a
   * code without a meaning, which the decoder drops where it looks for a restart.
   */
  private static boolean isWithinScan(int code) {
    return code < FIRST_KNOWN || code == 0xFF || code >= 0xD0 && code <= 0xD7;
  }
}
