package org.agegender.models;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.agegender.core.InvalidInputException;

/**
 * Where files are kept, and whether the network may be asked, as the environment has it.
 *
 * @param folder of the files
 * @param offline whether the network is never asked
 */
record CacheSettings(Path folder, boolean offline) {

  private static final String CACHE = "AGEGENDER_CACHE";
  private static final String OFFLINE = "AGEGENDER_OFFLINE";
  private static final String MODELS = "models";

  static CacheSettings ofProcess() {
    return of(
        System.getenv(), System.getProperty("os.name", ""), System.getProperty("user.home", ""));
  }

  /**
   * @param environment of the process
   * @param system the name of the operating system, as Java has it
   * @param home the user's folder
   * @throws InvalidInputException if AGEGENDER_OFFLINE is no yes and no no
   */
  static CacheSettings of(Map<String, String> environment, String system, String home) {
    return new CacheSettings(cache(environment, system, home).resolve(MODELS), off(environment));
  }

  private static Path cache(Map<String, String> environment, String system, String home) {
    Optional<Path> chosen = folder(environment, CACHE);
    if (chosen.isPresent()) {
      return chosen.get();
    }
    boolean windows = system.toLowerCase(Locale.ROOT).startsWith("windows");
    // The XDG base directory specification has relative paths ignored.
    return folder(environment, windows ? "LOCALAPPDATA" : "XDG_CACHE_HOME")
        .filter(Path::isAbsolute)
        .orElse(Path.of(home, ".cache"))
        .resolve("agegender");
  }

  private static Optional<Path> folder(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank()).map(Path::of);
  }

  private static boolean off(Map<String, String> environment) {
    String value = environment.getOrDefault(OFFLINE, "").strip().toLowerCase(Locale.ROOT);
    return switch (value) {
      case "", "0", "no", "false" -> false;
      case "1", "yes", "true" -> true;
      default ->
          throw new InvalidInputException(
              "%s must be 1 or 0, found '%s'".formatted(OFFLINE, value));
    };
  }
}
