package org.agegender.server;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;

/** Whatever the body, pictures come out, no more than were sent, or a refusal of one line. */
class MultipartFuzzTest {

  private static final int MAX_PICTURES = 4;

  @FuzzTest(maxDuration = "10s")
  void bodiesArePicturesOrRefused(FuzzedDataProvider data) {
    String type = "multipart/form-data; boundary=" + data.consumeAsciiString(20);
    byte[] body = data.consumeRemainingAsBytes();
    try {
      List<NamedPicture> pictures = MultipartPictures.read(type, body, MAX_PICTURES);
      int bytes = pictures.stream().mapToInt(picture -> picture.bytes().length).sum();
      if (pictures.isEmpty() || pictures.size() > MAX_PICTURES || bytes > body.length) {
        throw new AssertionError(pictures.size() + " pictures of " + bytes + " bytes");
      }
    } catch (Problem e) {
      if (e.line().isBlank() || e.line().contains("\n") || e.status() >= 500) {
        throw new AssertionError("a refusal is one line: " + e.line(), e);
      }
    }
  }
}
