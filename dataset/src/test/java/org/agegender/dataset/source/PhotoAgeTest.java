package org.agegender.dataset.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Serial numbers by MATLAB's own documentation: datenum('19-May-2000') is 730625. */
final class PhotoAgeTest {

  private static final double MAY_19_2000 = 730_625;
  private static final double JUNE_30_2000 = MAY_19_2000 + 42;
  private static final double JULY_1_2000 = MAY_19_2000 + 43;

  @Test
  void bornInTheFirstHalfHasHadItsBirthday() {
    assertThat(PhotoAge.years(MAY_19_2000, 2010)).hasValue(10);
    assertThat(PhotoAge.years(JUNE_30_2000, 2010)).hasValue(10);
    assertThat(PhotoAge.years(JUNE_30_2000 + 0.99, 2010)).hasValue(10);
  }

  @Test
  void bornInTheSecondHalfHasNot() {
    assertThat(PhotoAge.years(JULY_1_2000, 2010)).hasValue(9);
    assertThat(PhotoAge.years(JULY_1_2000, 2000)).hasValue(-1);
  }

  @Test
  void absurdDatesGiveAbsurdAges() {
    assertThat(PhotoAge.years(1, 2009)).hasValue(2009);
    assertThat(PhotoAge.years(0, 2009)).hasValue(2009);
    assertThat(PhotoAge.years(MAY_19_2000, 0)).hasValue(-2000);
  }

  @Test
  void whatIsNoDateGivesNoAge() {
    assertThat(PhotoAge.years(Double.NaN, 2009)).isEmpty();
    assertThat(PhotoAge.years(MAY_19_2000, Double.NaN)).isEmpty();
    assertThat(PhotoAge.years(Double.POSITIVE_INFINITY, 2009)).isEmpty();
    assertThat(PhotoAge.years(-1e300, 2009)).isEmpty();
    assertThat(PhotoAge.years(MAY_19_2000, 1e300)).isEmpty();
  }
}
