package org.agegender.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CropGeometryTest {

  @Test
  void textsAreReadBack() {
    CropGeometry aligned = new CropGeometry.Aligned(0.25, 128);
    assertThat(aligned.text()).isEqualTo("aligned=five-point-tight;margin=0.25;side=128");
    assertThat(CropGeometry.parse(aligned.text())).isEqualTo(aligned);
    assertThat(CropGeometry.parse("aligned=none")).isEqualTo(CropGeometry.WHOLE);
  }

  @Test
  void eyesAreTwoFifthsOfTheTightSquareApart() {
    FaceLandmarks tight = new CropGeometry.Aligned(0, 200).template();
    assertThat(tight.leftEye()).isEqualTo(new Point(60, 54));
    assertThat(tight.rightEye().x() - tight.leftEye().x()).isCloseTo(80, within(1e-9));
  }

  @Test
  void aMarginAddsItsShareOfTheTightSquareOnEachSide() {
    FaceLandmarks wide = new CropGeometry.Aligned(0.5, 200).template();
    assertThat(wide.leftEye()).isEqualTo(new Point(80, 77));
    assertThat(wide.rightEye().x() - wide.leftEye().x()).isCloseTo(40, within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "aligned=other;margin=0;side=128",
        "aligned=five-point-tight;margin=0",
        "aligned=five-point-tight;margin=x;side=128",
        "aligned=five-point-tight;margin=NaN;side=128",
        "aligned=five-point-tight;margin=3;side=128",
        "aligned=five-point-tight;margin=0;side=1",
        "aligned=five-point-tight;margin=0;margin=0;side=128",
        "aligned=five-point-tight;margin=0;side=128;more=1"
      })
  void otherTextsAreRefused(String text) {
    assertThatThrownBy(() -> CropGeometry.parse(text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("crop_geometry");
  }

  @Test
  void theNumberOfPixelsDoesNotChangeWhatIsShown() {
    CropGeometry tight = new CropGeometry.Aligned(0, 128);
    assertThat(tight.showsSameAs(new CropGeometry.Aligned(0, 224))).isTrue();
    assertThat(tight.showsSameAs(new CropGeometry.Aligned(0.1, 128))).isFalse();
    assertThat(tight.showsSameAs(CropGeometry.WHOLE)).isFalse();
    assertThat(CropGeometry.WHOLE.showsSameAs(tight)).isFalse();
    assertThat(CropGeometry.WHOLE.showsSameAs(CropGeometry.WHOLE)).isTrue();
  }
}
