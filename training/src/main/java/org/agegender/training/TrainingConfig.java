package org.agegender.training;

import org.agegender.core.InvalidInputException;
import org.agegender.dataset.batch.AgeBalance;
import org.agegender.dataset.batch.Augmentation;
import org.agegender.training.network.Architecture;
import org.agegender.training.network.Network;
import org.agegender.training.network.Networks;
import org.agegender.training.torch.ComputeDevice;
import org.agegender.training.torch.EngineOptions;
import org.agegender.training.torch.Precision;

/**
 * Everything that decides a run. Read by {@link TrainingConfigReader}, whose {@code defaults.yaml}
 * describes each value; values that stand for "choose for me" there are resolved in {@link
 * #resolved()}, so that the run's {@code config.yaml} names what was used.
 *
 * @param data folder of the prepared set
 * @param network name of the network
 * @param imageSize side of its input in pixels, 0 for the network's default
 * @param epochs passes over the training part, at least 1
 * @param steps stop after so many steps, 0 to go by epochs
 * @param batchSize faces in a step, 1 to 4096
 * @param precision arithmetic of training steps
 * @param device where to compute
 * @param threads of the engine, 0 for one for each processor
 * @param workers threads that decode and augment
 * @param cacheMib memory for decoded pictures in MiB, -1 for a quarter of the machine's
 * @param seed of weights, order, augmentation and dropout
 * @param init a safetensors file to begin with, empty for fresh weights
 * @param optimiser Adam or AdamW
 * @param average of the weights
 * @param schedule of the learning rate
 * @param loss of both heads
 * @param balance how often faces of rare ages are shown
 * @param augmentation of training pictures
 * @param mixup see {@link EngineOptions}
 * @param distillation from other runs
 * @param bestBy what the best epoch is chosen by
 * @param patience epochs without a better one before the run stops, 0 for never
 * @param checkpointSteps steps between checkpoints, besides those of each epoch
 */
public record TrainingConfig(
    String data,
    String network,
    int imageSize,
    int epochs,
    long steps,
    int batchSize,
    Precision precision,
    ComputeDevice device,
    int threads,
    int workers,
    long cacheMib,
    long seed,
    String init,
    OptimiserConfig optimiser,
    AverageConfig average,
    ScheduleConfig schedule,
    LossConfig loss,
    AgeBalance balance,
    Augmentation augmentation,
    double mixup,
    DistillationConfig distillation,
    Objective bestBy,
    int patience,
    long checkpointSteps) {

  private static final long MIB = 1 << 20;
  private static final int MAX_BATCH = 4096;
  private static final int MAX_THREADS = 256;
  private static final int MAX_IMAGE_SIZE = 1024;

  /**
   * @throws InvalidInputException if a value is impossible; the message begins with its name
   */
  public TrainingConfig {
    Network known = Networks.named(network);
    if (imageSize != 0 && (imageSize < known.smallestImageSize() || imageSize > MAX_IMAGE_SIZE)) {
      throw new InvalidInputException(
          "image-size: must be %d..%d for %s, or 0 for its default of %d; found %d"
              .formatted(
                  known.smallestImageSize(),
                  MAX_IMAGE_SIZE,
                  network,
                  known.defaultImageSize(),
                  imageSize));
    }
    require("epochs", epochs, 1, Integer.MAX_VALUE);
    require("steps", steps, 0, Long.MAX_VALUE);
    require("batch-size", batchSize, 1, MAX_BATCH);
    require("threads", threads, 0, MAX_THREADS);
    require("workers", workers, 1, MAX_THREADS);
    require("cache-mib", cacheMib, -1, Long.MAX_VALUE / MIB);
    require("patience", patience, 0, Integer.MAX_VALUE);
    require("checkpoint-steps", checkpointSteps, 1, Long.MAX_VALUE);
    new EngineOptions(precision, device, 1, loss.options(), mixup, optimiser.options(average));
  }

  private static void require(String name, long value, long least, long most) {
    if (value < least || value > most) {
      String range =
          most >= Integer.MAX_VALUE ? "at least " + least : "%d..%d".formatted(least, most);
      throw new InvalidInputException("%s: must be %s, found %d".formatted(name, range, value));
    }
  }

  /** The same with the machine's and the network's own values in place of "choose for me". */
  public TrainingConfig resolved() {
    return new TrainingConfig(
        data,
        network,
        imageSize == 0 ? Networks.named(network).defaultImageSize() : imageSize,
        epochs,
        steps,
        batchSize,
        precision,
        device,
        threads == 0 ? Runtime.getRuntime().availableProcessors() : threads,
        workers,
        cacheMib < 0 ? Machine.memoryBytes() / 4 / MIB : cacheMib,
        seed,
        init,
        optimiser,
        average,
        schedule,
        loss,
        balance,
        augmentation,
        mixup,
        distillation,
        bestBy,
        patience,
        checkpointSteps);
  }

  /** Memory for decoded pictures in bytes. */
  long cacheBytes() {
    return cacheMib * MIB;
  }

  /** The network of this run, with the age head that its loss wants. */
  public Architecture architecture() {
    return Networks.named(network).forImageSize(imageSize).codedAs(loss.options().age().coding());
  }

  /** How the engine computes in this run. */
  public EngineOptions engine() {
    return new EngineOptions(
        precision, device, threads, loss.options(), mixup, optimiser.options(average));
  }
}
