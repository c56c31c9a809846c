package org.agegender.dataset.prepare;

import java.io.IOException;

/** Where crops go; a border of its own so that tests can let a disk run full. */
@FunctionalInterface
interface CropStore {
  /**
   * Writes a crop whole.
   *
   * @param hash SHA-256 of the picture it was made from
   */
  CropFile write(String hash, byte[] jpeg) throws IOException;
}
