package org.agegender.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.agegender.core.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CacheSettingsTest {

  private static Path folder(String system, Map<String, String> environment) {
    return CacheSettings.of(environment, system, "/home/u").folder();
  }

  @Test
  void theUsersOwnFolderComesFirst() {
    Map<String, String> environment =
        Map.of("AGEGENDER_CACHE", "/c", "XDG_CACHE_HOME", "/x", "LOCALAPPDATA", "/l");
    assertThat(folder("Linux", environment)).isEqualTo(Path.of("/c/models"));
    assertThat(folder("Windows 11", environment)).isEqualTo(Path.of("/c/models"));
  }

  @Test
  void thenTheFolderOfTheSystemForCaches() {
    Map<String, String> environment =
        Map.of("AGEGENDER_CACHE", " ", "XDG_CACHE_HOME", "/x", "LOCALAPPDATA", "/l");
    assertThat(folder("Linux", environment)).isEqualTo(Path.of("/x/agegender/models"));
    assertThat(folder("Windows 11", environment)).isEqualTo(Path.of("/l/agegender/models"));
  }

  @Test
  void thenTheHomeFolder() {
    Path usual = Path.of("/home/u/.cache/agegender/models");
    assertThat(folder("Linux", Map.of())).isEqualTo(usual);
    assertThat(folder("Linux", Map.of("XDG_CACHE_HOME", ""))).isEqualTo(usual);
    assertThat(folder("Linux", Map.of("XDG_CACHE_HOME", "relative"))).isEqualTo(usual);
  }

  @ParameterizedTest
  @CsvSource({"1,true", "yes,true", "TRUE,true", "0,false", "no,false", "'',false"})
  void offlineIsSwitchedByTheEnvironment(String value, boolean offline) {
    Map<String, String> environment = Map.of("AGEGENDER_OFFLINE", value);
    assertThat(CacheSettings.of(environment, "Linux", "/home/u").offline()).isEqualTo(offline);
  }

  @Test
  void onlineIsTheDefaultAndAWordThatIsNeitherIsRefused() {
    assertThat(CacheSettings.of(Map.of(), "Linux", "/home/u").offline()).isFalse();
    Map<String, String> environment = Map.of("AGEGENDER_OFFLINE", "perhaps");
    assertThatThrownBy(() -> CacheSettings.of(environment, "Linux", "/home/u"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("AGEGENDER_OFFLINE", "'perhaps'");
  }
}
