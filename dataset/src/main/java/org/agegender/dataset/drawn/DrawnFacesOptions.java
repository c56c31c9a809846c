package org.agegender.dataset.drawn;

/**
 * What to draw.
 *
 * @param people how many persons, at least 1
 * @param photosPerPerson photographs of each, at different ages, 1 to 40
 * @param size width and height of a picture in pixels, 32 to 1024
 * @param seed the same seed draws the same pictures
 */
public record DrawnFacesOptions(int people, int photosPerPerson, int size, long seed) {

  private static final int MAX_PEOPLE = 1_000_000;
  private static final int MAX_PHOTOS = 40;
  private static final int MIN_SIZE = 32;
  private static final int MAX_SIZE = 1024;

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public DrawnFacesOptions {
    require("people", people, 1, MAX_PEOPLE);
    require("photosPerPerson", photosPerPerson, 1, MAX_PHOTOS);
    require("size", size, MIN_SIZE, MAX_SIZE);
  }

  private static void require(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "%s must be %d..%d, found %d".formatted(name, min, max, value));
    }
  }
}
