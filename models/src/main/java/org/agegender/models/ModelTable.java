package org.agegender.models;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.agegender.core.InvalidInputException;

/**
 * The files that can be fetched.
 *
 * @param entries by their names, in the order of the list
 */
record ModelTable(Map<String, ModelEntry> entries) {

  private static final String NAMES = "names";

  /** The table that comes with this version. */
  static ModelTable standard() {
    try (InputStream in =
        Objects.requireNonNull(ModelTable.class.getResourceAsStream("models.properties"))) {
      return read(in);
    } catch (IOException e) {
      throw new UncheckedIOException("models.properties of agegender-models cannot be read", e);
    }
  }

  /**
   * Reads a table.
   *
   * @throws IllegalArgumentException if a field is missing, not of its form, or belongs to no entry
   */
  static ModelTable read(InputStream in) throws IOException {
    Properties properties = new Properties();
    properties.load(in);
    Fields fields = new Fields(properties, new TreeSet<>(properties.stringPropertyNames()));
    List<ModelEntry> entries = new ArrayList<>();
    for (String name : fields.take(NAMES).split("\\s+")) {
      entries.add(
          new ModelEntry(
              name,
              fields.take(name + ".file"),
              URI.create(fields.take(name + ".address")),
              Long.parseLong(fields.take(name + ".size")),
              fields.take(name + ".sha256"),
              fields.take(name + ".licence"),
              fields.take(name + ".purpose")));
    }
    if (!fields.left().isEmpty()) {
      throw new IllegalArgumentException(fields.left() + ": no entry has these fields");
    }
    return of(entries);
  }

  /** A table of these entries, whose names and file names must differ. */
  static ModelTable of(List<ModelEntry> entries) {
    Map<String, ModelEntry> byName = new LinkedHashMap<>();
    entries.forEach(entry -> byName.put(entry.name(), entry));
    long files = entries.stream().map(ModelEntry::fileName).distinct().count();
    if (byName.size() != entries.size() || files != entries.size()) {
      throw new IllegalArgumentException("two entries have the same name or the same file");
    }
    return new ModelTable(byName);
  }

  /**
   * The entry of this name.
   *
   * @throws InvalidInputException if there is none
   */
  ModelEntry entry(String name) {
    ModelEntry entry = entries.get(name);
    if (entry == null) {
      throw new InvalidInputException(
          "models: there is no '%s'; choose from %s"
              .formatted(name, String.join(", ", entries.keySet())));
    }
    return entry;
  }

  private record Fields(Properties properties, Set<String> left) {

    String take(String key) {
      left.remove(key);
      String value = properties.getProperty(key);
      if (value == null || value.isBlank()) {
        throw new IllegalArgumentException(key + " is missing");
      }
      return value.strip();
    }
  }
}
