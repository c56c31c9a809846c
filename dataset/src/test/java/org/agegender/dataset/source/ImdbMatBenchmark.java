package org.agegender.dataset.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.agegender.dataset.source.MatFixture.Row;

/**
 * Writes a file as large as the published {@code imdb.mat}, or reads one in the heap it is given;
 * {@code benchmarks/imdb-mat.sh} does both.
 */
final class ImdbMatBenchmark {

  /** Rows and persons of the published file. */
  static final int ROWS = 460_723;

  private static final int PERSONS = 20_284;

  private ImdbMatBenchmark() {}

  /** {@code write FILE [ROWS]} or {@code read FILE}. */
  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[1]);
    if (arguments[0].equals("write")) {
      write(file, arguments.length > 2 ? Integer.parseInt(arguments[2]) : ROWS);
      System.out.printf(Locale.ROOT, "%s: %.1f MB%n", file, Files.size(file) / 1e6);
      return;
    }
    long start = System.nanoTime();
    Listing listing = ImdbWikiSource.imdb(Path.of("pictures"), file, 1.0).list();
    System.out.printf(
        Locale.ROOT,
        "%d candidates, %d rejections in %.1f s, heap limit %d MiB%n",
        listing.candidates().size(),
        listing.rejections().size(),
        (System.nanoTime() - start) / 1e9,
        Runtime.getRuntime().maxMemory() >> 20);
  }

  /** One row in two passes the filters, as in the published file. */
  static void write(Path file, int count) {
    int persons = (int) ((long) count * PERSONS / ROWS);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int person = (int) ((long) i * persons / count);
      String path =
          "%02d/nm%07d_rm%09d_1%03d-%d-%d_%d.jpg"
              .formatted(
                  person % 100, person, i * 1000 + 7, 900 + i % 90, 1 + i % 12, 1 + i % 28, 2009);
      rows.add(
          Row.of(path)
              .id(person + 1)
              .score(i % 4 == 0 ? Double.NEGATIVE_INFINITY : 1 + i % 5000 / 1000.0)
              .second(i % 4 == 1 ? 1 + i % 3000 / 1000.0 : Double.NaN));
    }
    List<String> names = new ArrayList<>();
    for (int person = 0; person < persons; person++) {
      names.add("Celebrated Person " + person);
    }
    MatFixture.write(
        file,
        "imdb",
        MatFixture.struct(rows)
            .set("celeb_names", MatFixture.texts(names))
            .set("celeb_id", MatFixture.numbers(rows, Row::id)));
  }
}
