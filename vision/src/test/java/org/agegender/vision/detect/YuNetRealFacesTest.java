package org.agegender.vision.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.agegender.core.FaceLandmarks;
import org.agegender.vision.DetectedFace;
import org.agegender.vision.Picture;
import org.agegender.vision.PictureDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On published pictures, where they are at hand. */
final class YuNetRealFacesTest {

  @ParameterizedTest
  @CsvSource({"utkface, 400", "fairface, 290"})
  void aFaceIsFoundInNearlyEveryPictureOfOne(String set, int most) throws Exception {
    List<Path> pictures = RealData.pictures(set, most);
    int found = 0;
    try (YuNetDetector detector = YuNetDetector.open(RealData.yunet())) {
      for (Path file : pictures) {
        try (Picture picture = new PictureDecoder().decode(file)) {
          found += detector.detect(picture).isEmpty() ? 0 : 1;
        }
      }
    }
    assertThat((double) found / pictures.size()).isGreaterThanOrEqualTo(0.99);
  }

  @Test
  void landmarksAreThoseOfThePicturesLeftAndRight() throws Exception {
    try (YuNetDetector detector = YuNetDetector.open(RealData.yunet())) {
      for (Path file : RealData.pictures("utkface", 50)) {
        try (Picture picture = new PictureDecoder().decode(file)) {
          DetectedFace face = detector.detect(picture).get(0);
          FaceLandmarks points = face.landmarks().orElseThrow();
          assertThat(points.leftEye().x()).isLessThan(points.rightEye().x());
          assertThat(points.leftMouth().x()).isLessThan(points.rightMouth().x());
          assertThat(points.leftEye().y()).isLessThan(points.nose().y());
          assertThat(points.nose().y()).isLessThan(points.leftMouth().y());
        }
      }
    }
  }
}
