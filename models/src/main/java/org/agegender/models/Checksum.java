package org.agegender.models;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HexFormat;
import org.agegender.core.Sha256;

/** SHA-256 of files, as {@code sha256sum} prints it. */
final class Checksum {

  private static final int BUFFER = 1 << 16;

  private Checksum() {}

  static String of(Path file) throws IOException {
    return copy(file, OutputStream.nullOutputStream());
  }

  /** Copies a file and gives the hash of what was copied. */
  static String copy(Path file, OutputStream out) throws IOException {
    try (InputStream plain = Files.newInputStream(file);
        DigestInputStream in = new DigestInputStream(plain, Sha256.newDigest())) {
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(buffer, 0, read);
      }
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    }
  }
}
