package org.agegender.training.network;

/**
 * A family of architectures that differ in the size of their input. Implementations are stateless.
 */
public interface Network {

  /** The name on the command line. */
  String name();

  /** One line for the table of networks: what it is and which paper describes it. */
  String description();

  /** The side of the input in pixels when the user names none. */
  int defaultImageSize();

  /** The smallest side of the input that leaves something to pool, in pixels. */
  int smallestImageSize();

  /**
   * The architecture for square pictures.
   *
   * @param imageSize side in pixels, at least {@link #smallestImageSize()}
   */
  Architecture forImageSize(int imageSize);
}
