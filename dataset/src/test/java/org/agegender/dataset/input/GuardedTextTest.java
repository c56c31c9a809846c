package org.agegender.dataset.input;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GuardedTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "'tis", "''", "'=1"})
  void whatASpreadsheetMightRunIsWrittenAsTextAndReadBack(String text) {
    assertThat(GuardedText.guard(text)).isEqualTo("'" + text);
    assertThat(GuardedText.unguard(GuardedText.guard(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "utkface/1_0.jpg", "a=b", " =1", "O'Hara.jpg"})
  void otherTextsStayAsTheyAre(String text) {
    assertThat(GuardedText.guard(text)).isEqualTo(text);
    assertThat(GuardedText.unguard(text)).isEqualTo(text);
  }

  @Test
  void aNameThatSomebodyGuardedByHandIsTheNameItself() {
    assertThat(GuardedText.unguard("'csv/a.jpg")).isEqualTo("csv/a.jpg");
  }
}
