package org.agegender.vision;

import java.nio.charset.StandardCharsets;

/** Numbers at given places of an encoded picture; a place behind the end means it was cut short. */
record HeaderBytes(byte[] bytes) {

  int length() {
    return bytes.length;
  }

  int u8(long at) throws UnreadablePictureException {
    if (at < 0 || at >= bytes.length) {
      throw new UnreadablePictureException("the picture is cut short within its header");
    }
    return bytes[(int) at] & 0xFF;
  }

  int u16(long at, boolean little) throws UnreadablePictureException {
    return little ? u8(at) | u8(at + 1) << 8 : u8(at) << 8 | u8(at + 1);
  }

  long u32(long at, boolean little) throws UnreadablePictureException {
    long first = u16(at, little);
    long second = u16(at + 2, little);
    return little ? first | second << 16 : first << 16 | second;
  }

  int u24Little(long at) throws UnreadablePictureException {
    return u16(at, true) | u8(at + 2) << 16;
  }

  /** Whether these characters (Latin-1) stand at a place; false behind the end. */
  boolean has(long at, String text) {
    byte[] wanted = text.getBytes(StandardCharsets.ISO_8859_1);
    if (at < 0 || at + wanted.length > bytes.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (bytes[(int) at + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }
}
