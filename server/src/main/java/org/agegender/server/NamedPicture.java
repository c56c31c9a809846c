package org.agegender.server;

import java.nio.ByteBuffer;

/**
 * A picture of a request.
 *
 * @param name as the client called it; appears in the answer and nowhere else
 * @param encoded where it lies in the body, not looked at yet
 */
record NamedPicture(String name, ByteBuffer encoded) {

  /** The body's own bytes where the picture is all of it; else a copy. */
  byte[] bytes() {
    if (encoded.hasArray() && encoded.array().length == encoded.remaining()) {
      return encoded.array();
    }
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(encoded.position(), bytes);
    return bytes;
  }
}
