package org.agegender.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SafeAddressTest {

  @ParameterizedTest
  @CsvSource({
    "https://a.org/x, true",
    "HTTPS://a.org/x, true",
    "http://a.org/x, false",
    "http://127.0.0.1:80/x, true",
    "http://localhost/x, true",
    "http://[::1]:80/x, true",
    "http://localhost.a.org/x, false",
    "https://me@a.org/x, false",
    "file:///x, false",
    "/x, false"
  })
  void onlyHttpsIsAskedExceptOnThisMachine(URI address, boolean allowed) {
    assertThat(SafeAddress.allows(address)).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.org/x, https://b.org/y, true",
    "https://a.org/x, http://a.org/x, false",
    "https://a.org/x, http://127.0.0.1/x, false",
    "http://127.0.0.1/x, https://a.org/x, true",
    "http://127.0.0.1/x, http://localhost/y, true",
    "http://127.0.0.1/x, http://a.org/y, false"
  })
  void aRedirectNeverLeavesHttps(URI from, URI to, boolean allowed) {
    assertThat(SafeAddress.allowsRedirect(from, to)).isEqualTo(allowed);
  }
}
