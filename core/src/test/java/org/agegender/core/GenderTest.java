package org.agegender.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GenderTest {

  @ParameterizedTest
  @ValueSource(strings = {"0", "f", "F", "female", "Female", " FEMALE "})
  void readsFemale(String text) {
    assertThat(Gender.parse(text)).contains(Gender.FEMALE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "m", "M", "male", "MALE"})
  void readsMale(String text) {
    assertThat(Gender.parse(text)).contains(Gender.MALE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2", "NaN", "woman", "-1", "1.0"})
  void anythingElseIsUnknown(String text) {
    assertThat(Gender.parse(text)).isEmpty();
  }

  @Test
  void codesAreThoseOfImdbWiki() {
    assertThat(Gender.ofCode(0)).isEqualTo(Gender.FEMALE);
    assertThat(Gender.ofCode(1)).isEqualTo(Gender.MALE);
    assertThatThrownBy(() -> Gender.ofCode(2)).hasMessage("gender must be 0 or 1, found 2");
  }
}
