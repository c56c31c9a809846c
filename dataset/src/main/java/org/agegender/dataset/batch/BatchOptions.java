package org.agegender.dataset.batch;

import org.agegender.core.InvalidInputException;

/**
 * How batches are made. Workers, prefetch and cache change the speed only, never a byte.
 *
 * @param batchSize samples in a batch, 1 to 65536; the last batch of an epoch may be smaller
 * @param imageSize side of the network's input in pixels, 8 to {@value #MAX_IMAGE_SIZE}
 * @param augmentation how pictures are changed; {@link Augmentation#none()} for evaluation
 * @param shuffle whether each epoch has an order of its own; otherwise as listed
 * @param balance how often faces of rare ages are shown; only if shuffled
 * @param seed the order and the augmentation are drawn from it
 * @param workers threads that decode and augment, 1 to 256
 * @param prefetch batches prepared ahead of the consumer at most, 1 to 64
 * @param cacheBytes memory for decoded pictures; if all of them fit, each is decoded once
 */
public record BatchOptions(
    int batchSize,
    int imageSize,
    Augmentation augmentation,
    boolean shuffle,
    AgeBalance balance,
    long seed,
    int workers,
    int prefetch,
    long cacheBytes) {

  /** The largest side of a network's input. */
  public static final int MAX_IMAGE_SIZE = 1024;

  /**
   * @throws InvalidInputException if a number is out of its range or a batch takes over 2 GiB
   */
  public BatchOptions {
    require("batch size", batchSize, 1, 65536);
    require("image size", imageSize, 8, MAX_IMAGE_SIZE);
    require("workers", workers, 1, 256);
    require("prefetch", prefetch, 1, 64);
    require("cache bytes", cacheBytes, 0, Long.MAX_VALUE);
    if (balance != AgeBalance.NONE && !shuffle) {
      throw new InvalidInputException(
          "ages can be balanced in a shuffled epoch only, found balance "
              + balance
              + " for an epoch in the order of the list");
    }
    long bytes = 3L * batchSize * imageSize * imageSize;
    if (bytes > Integer.MAX_VALUE) {
      throw new InvalidInputException(
          "a batch must take less than 2 GiB, found %d pictures of %dx%d; use a smaller batch"
              .formatted(batchSize, imageSize, imageSize));
    }
  }

  /**
   * For training: shuffled; further settings by the builder's methods.
   *
   * @param seed the order and the augmentation are drawn from it
   */
  public static Builder training(int batchSize, int imageSize, long seed) {
    return new Builder(batchSize, imageSize, true, seed);
  }

  /** For evaluation: in the order of the list, without augmentation. */
  public static Builder evaluation(int batchSize, int imageSize) {
    return new Builder(batchSize, imageSize, false, 0);
  }

  /** Bytes of one decoded picture. */
  int pictureBytes() {
    return 3 * imageSize * imageSize;
  }

  private static void require(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new InvalidInputException(
          "%s must be %d to %d, found %d".formatted(name, least, most, value));
    }
  }

  /** Collects options; one worker, two batches ahead, no cache and no augmentation at first. */
  public static final class Builder {
    private final int batchSize;
    private final int imageSize;
    private final boolean shuffle;
    private final long seed;
    private Augmentation augmentation = Augmentation.none();
    private AgeBalance balance = AgeBalance.NONE;
    private int workers = 1;
    private int prefetch = 2;
    private long cacheBytes;

    private Builder(int batchSize, int imageSize, boolean shuffle, long seed) {
      this.batchSize = batchSize;
      this.imageSize = imageSize;
      this.shuffle = shuffle;
      this.seed = seed;
    }

    /** How pictures are changed. */
    public Builder augmentation(Augmentation augmentation) {
      this.augmentation = augmentation;
      return this;
    }

    /** How often faces of rare ages are shown. */
    public Builder balance(AgeBalance balance) {
      this.balance = balance;
      return this;
    }

    /** Threads that decode and augment. */
    public Builder workers(int workers) {
      this.workers = workers;
      return this;
    }

    /** Batches prepared ahead of the consumer at most. */
    public Builder prefetch(int prefetch) {
      this.prefetch = prefetch;
      return this;
    }

    /** Memory for decoded pictures, in bytes; 0 decodes each epoch anew. */
    public Builder cacheBytes(long cacheBytes) {
      this.cacheBytes = cacheBytes;
      return this;
    }

    /**
     * The options.
     *
     * @throws InvalidInputException if one of them is out of its range
     */
    public BatchOptions build() {
      return new BatchOptions(
          batchSize,
          imageSize,
          augmentation,
          shuffle,
          balance,
          seed,
          workers,
          prefetch,
          cacheBytes);
    }
  }
}
