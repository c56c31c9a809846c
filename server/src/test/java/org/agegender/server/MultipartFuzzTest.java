package org.agegender.server;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Whatever the body, pictures come out, no more than were sent, or a refusal of one line. The first
 * line of the input is the content type, the rest the body.
 */
class MultipartFuzzTest {

  private static final int MAX_PICTURES = 4;

  @FuzzTest(maxDuration = "10s")
  void bodiesArePicturesOrRefused(byte[] input) {
    int end = 0;
    while (end < input.length && input[end] != '\n') {
      end++;
    }
    String type = new String(input, 0, end, StandardCharsets.ISO_8859_1);
    byte[] body = Arrays.copyOfRange(input, Math.min(end + 1, input.length), input.length);
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
