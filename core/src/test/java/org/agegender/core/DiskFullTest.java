package org.agegender.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;

final class DiskFullTest {

  @Test
  void isFoundWhereverAFailureNamesIt() {
    IOException full = new FileSystemException("crop.jpg", null, "No space left on device");
    IOException quota = new IOException("Disk quota exceeded");
    Exception other = new IllegalStateException("a worker failed");
    other.addSuppressed(new UncheckedIOException(quota));

    assertThat(DiskFull.isReasonOf(full)).isTrue();
    assertThat(DiskFull.isReasonOf(new RuntimeException("a worker failed", full))).isTrue();
    assertThat(DiskFull.isReasonOf(other)).isTrue();
  }

  @Test
  void isNotFoundInOtherFailures() {
    assertThat(DiskFull.isReasonOf(new IOException("Permission denied"))).isFalse();
    assertThat(DiskFull.isReasonOf(new IOException((String) null))).isFalse();
  }
}
