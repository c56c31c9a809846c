package org.agegender.dataset.drawn;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/** Takes the photographs of persons, each by a random state of its own, and writes them. */
final class Studio implements AutoCloseable {

  private static final int FIRST_ID = 1_000_000;
  private static final int LAST_YEAR = 2014;
  private static final int OLDEST = 95;
  private static final double SHARE_OF_ANY_AGE = 0.45;
  private static final double USUAL_AGE = 38;
  private static final double SPREAD = 16;
  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

  private final Path folder;
  private final DrawnFacesOptions options;
  private final Jpeg jpeg = new Jpeg();

  Studio(Path folder, DrawnFacesOptions options) {
    this.folder = folder;
    this.options = options;
  }

  /** All photographs of a person, the youngest first. */
  List<WikiRow> photograph(int number) throws IOException {
    Random random = random(number);
    TreeSet<Integer> ages = new TreeSet<>();
    while (ages.size() < options.photosPerPerson()) {
      ages.add(age(random));
    }
    Person person = person(number, ages.last(), random);
    List<WikiRow> rows = new ArrayList<>();
    for (int age : ages) {
      Photo photo = Photo.of(person, age, random);
      WikiRow row = row(person, age, photo, random);
      write(row, jpeg.encode(Portrait.of(person, age, photo, options.size(), random)));
      rows.add(row);
    }
    return rows;
  }

  /** One photograph of a person that is not photographed otherwise. */
  WikiRow photographBadly(int number, Flaw flaw) throws IOException {
    Random random = random(number);
    int age = age(random);
    Person person = person(number, age, random);
    Photo photo = Photo.of(person, age, random);
    WikiRow row = row(person, age, photo, random);
    BufferedImage picture =
        flaw == Flaw.NO_FACE
            ? Portrait.empty(photo, options.size(), random)
            : Portrait.of(person, age, photo, options.size(), random);
    if (flaw == Flaw.SECOND_FACE) {
      addFace(picture, person(number + 1, age, random), age, random);
    }
    byte[] bytes = jpeg.encode(picture);
    switch (flaw) {
      case PICTURE_MISSING -> Files.deleteIfExists(folder.resolve(row.path()));
      case PICTURE_BROKEN -> write(row, Arrays.copyOf(bytes, bytes.length / 3));
      default -> write(row, bytes);
    }
    return flaw.spoil(row);
  }

  private void addFace(BufferedImage picture, Person person, int age, Random random) {
    int half = options.size() / 2;
    BufferedImage second = Portrait.of(person, age, Photo.of(person, age, random), half, random);
    Graphics2D graphics = picture.createGraphics();
    graphics.drawImage(second, half, half, null);
    graphics.dispose();
  }

  private Random random(int number) {
    return new Random(options.seed() * MIX ^ (number + 1L) * (MIX >>> 7));
  }

  private static int age(Random random) {
    double age =
        random.nextDouble() < SHARE_OF_ANY_AGE
            ? random.nextDouble() * OLDEST
            : USUAL_AGE + SPREAD * random.nextGaussian();
    return (int) Math.round(Math.max(0, Math.min(OLDEST, age)));
  }

  private static Person person(int number, int oldest, Random random) {
    int birthYear = LAST_YEAR - 1 - oldest - random.nextInt(10);
    LocalDate birth = LocalDate.ofYearDay(birthYear, 1 + random.nextInt(365));
    return Person.of(Integer.toString(FIRST_ID + number), birth, random);
  }

  private WikiRow row(Person person, int age, Photo photo, Random random) {
    int sinceJuly = person.birth().getMonthValue() < 7 ? 0 : 1;
    int taken = person.birth().getYear() + age + sinceJuly;
    String folderOfId = person.id().substring(person.id().length() - 2);
    String path = folderOfId + "/" + person.id() + "_" + person.birth() + "_" + taken + ".jpg";
    double x = photo.x() * options.size() + 1;
    double y = photo.y() * options.size() + 1;
    double half = photo.scale() * options.size();
    return new WikiRow(
        path,
        WikiRow.serial(person.birth()),
        taken,
        person.gender().code(),
        "Drawn Person " + person.id(),
        new WikiRow.Box(x - half, y - half, x + half, y + half),
        2 + 4 * random.nextDouble(),
        Double.NaN);
  }

  private void write(WikiRow row, byte[] bytes) throws IOException {
    Path file = folder.resolve(row.path());
    Files.createDirectories(file.resolveSibling(""));
    Files.write(file, bytes);
  }

  @Override
  public void close() {
    jpeg.close();
  }
}
