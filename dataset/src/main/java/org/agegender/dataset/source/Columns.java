package org.agegender.dataset.source;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.agegender.core.InvalidInputException;
import org.agegender.core.Sha256;
import org.agegender.dataset.input.LabelTable;

/**
 * Which columns of a table hold what, where they are not named as usual.
 *
 * @param named the names by role: {@code image}, {@code age}, {@code gender}, {@code group}, {@code
 *     identity}; those left out are the roles themselves
 */
public record Columns(Map<String, String> named) {

  private static final List<String> ROLES = List.of("image", "age", "gender", "group", "identity");

  /** Every column is named as its role. */
  public static final Columns USUAL = new Columns(Map.of());

  /**
   * Takes a copy.
   *
   * @throws InvalidInputException if a role is unknown
   */
  public Columns {
    named = Map.copyOf(named);
    for (String role : named.keySet()) {
      if (!ROLES.contains(role)) {
        throw new InvalidInputException(
            "--columns: must name %s, found '%s'".formatted(String.join(", ", ROLES), role));
      }
    }
  }

  /**
   * Reads {@code image=img,age=age_years}.
   *
   * @throws InvalidInputException if it is no such list
   */
  public static Columns parse(String text) {
    Map<String, String> named = new HashMap<>();
    for (String pair : text.split(",", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 1 || equals == pair.length() - 1) {
        throw new InvalidInputException(
            "--columns: must be a list such as image=img,age=years, found '%s' in it"
                .formatted(pair));
      }
      named.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
    }
    return new Columns(named);
  }

  /** Adds what is named to a hash; nothing where nothing is. */
  void addTo(Sha256 hash) {
    new TreeMap<>(named).forEach((role, name) -> hash.add(role).add(name));
  }

  /** The same with names in small letters, as a {@link LabelTable} has them. */
  Columns inSmallLetters() {
    Map<String, String> small = new HashMap<>();
    named.forEach((role, name) -> small.put(role, name.toLowerCase(Locale.ROOT)));
    return new Columns(small);
  }

  /** The same with another usual name for a role. */
  Columns withUsual(String role, String name) {
    Map<String, String> all = new HashMap<>(named);
    all.putIfAbsent(role, name);
    return new Columns(all);
  }

  /**
   * The column of a role; empty if it is not there and was not named.
   *
   * @throws InvalidInputException if it was named and is not there, or is needed
   */
  Optional<String> find(String role, boolean needed, List<String> among, String table) {
    String name = named.getOrDefault(role, role);
    if (among.contains(name)) {
      return Optional.of(name);
    }
    if (needed || named.containsKey(role)) {
      throw new InvalidInputException(
          "%s: must have a column '%s' for the %s, has %s; name it by --columns %s=NAME"
              .formatted(table, name, role, String.join(", ", among), role));
    }
    return Optional.empty();
  }
}
