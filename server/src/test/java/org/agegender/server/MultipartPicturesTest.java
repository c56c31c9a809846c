package org.agegender.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MultipartPicturesTest {

  @Test
  void picturesStayWhereTheyLieInTheBody() {
    String almostTheBoundary = "--" + "X".repeat(3);
    byte[] like = ("ab\r\n" + almostTheBoundary + "\r\nc\n").getBytes(StandardCharsets.US_ASCII);
    byte[] some = {1, 2, 3};
    byte[] body =
        AnalyzeTest.multipart(
            AnalyzeTest.part("a", "like.png", like),
            AnalyzeTest.part("a", "none.png", new byte[0]),
            AnalyzeTest.part("b", "some.png", some));

    List<NamedPicture> pictures = MultipartPictures.read(AnalyzeTest.TYPE, body, 3);

    assertThat(pictures.get(0).bytes()).isEqualTo(like);
    assertThat(pictures.get(1).bytes()).isEmpty();
    assertThat(pictures.get(2).bytes()).isEqualTo(some);
    assertThat(pictures.get(0).encoded().array()).isSameAs(body);
    assertThat(pictures.get(2).encoded().array()).isSameAs(body);
  }
}
