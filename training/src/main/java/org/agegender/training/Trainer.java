package org.agegender.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.agegender.core.AtomicFile;
import org.agegender.core.FolderLock;
import org.agegender.core.InvalidInputException;
import org.agegender.core.Progress;
import org.agegender.dataset.PreparedSet;
import org.agegender.dataset.Subset;
import org.agegender.dataset.batch.BatchLoader;
import org.agegender.dataset.batch.BatchOptions;
import org.agegender.dataset.batch.CacheDecision;
import org.agegender.training.checkpoint.Checkpoint;
import org.agegender.training.checkpoint.DataOrigin;
import org.agegender.training.checkpoint.Position;
import org.agegender.training.network.Architecture;
import org.agegender.training.network.WeightArray;
import org.agegender.training.network.WeightInitialiser;
import org.agegender.training.torch.Distillation;
import org.agegender.training.torch.TrainingEngine;
import org.agegender.vision.PictureLimits;
import org.jspecify.annotations.Nullable;

/**
 * Trains a network on a prepared set: every epoch over the shuffled training part, then the
 * validation part, then a checkpoint.
 *
 * <pre>{@code
 * TrainingConfig config = TrainingConfigReader.read(file, Map.of()).resolved();
 * RunFolder run = RunFolder.create(folder, config, false);
 * TrainingResult result = Trainer.of(run, config, listener, progress, stop).train();
 * }</pre>
 *
 * <p>A run that is stopped or killed and resumed ends with the same weights, bit for bit, as one
 * that was never stopped: a step depends on the checkpointed state, the configuration and the set,
 * and on nothing else.
 */
public final class Trainer {

  private static final int PREFETCH = 4;

  private final TrainingLoop.Setup setup;
  private final RunFolder run;
  private final TrainingConfig config;
  private final TrainingListener listener;

  private Trainer(TrainingLoop.Setup setup) {
    this.setup = setup;
    this.run = setup.run();
    this.config = setup.config();
    this.listener = setup.listener();
  }

  /**
   * A trainer for one run; nothing happens yet.
   *
   * @param config complete, see {@link TrainingConfig#resolved()}
   */
  public static Trainer of(
      RunFolder run,
      TrainingConfig config,
      TrainingListener listener,
      Progress progress,
      StopSignal stop) {
    return new Trainer(new TrainingLoop.Setup(run, config, listener, progress, stop));
  }

  /**
   * Trains a new run from its first step.
   *
   * @throws DivergenceException if loss, outputs or weights are no finite numbers any more
   * @throws InvalidInputException if set or weights cannot be used, or another trainer writes into
   *     the run or did so before
   * @throws IOException if a file cannot be read or written
   */
  public TrainingResult train() throws IOException {
    PreparedSet set = PreparedSet.open(Path.of(config.data()));
    try (FolderLock lock = run.lock()) {
      run.requireNotBegun();
      AtomicFile.writeString(run.config(), TrainingConfigReader.write(config));
      return run(set, null, false);
    }
  }

  /**
   * Goes on with a run from its last checkpoint, or from its first step if it has none.
   *
   * @throws DivergenceException as above
   * @throws InvalidInputException if run, checkpoint, set and configuration do not belong together,
   *     or another trainer writes into the run
   * @throws IOException if a file cannot be read or written
   */
  public TrainingResult resume() throws IOException {
    PreparedSet set = PreparedSet.open(Path.of(config.data()));
    try (FolderLock lock = run.lock()) {
      Checkpoint checkpoint = Resumption.checkpoint(run, config, DataOrigin.of(set));
      AtomicFile.writeString(run.config(), TrainingConfigReader.write(config));
      listener.note(
          checkpoint == null
              ? "no checkpoint was written yet: training begins anew"
              : "going on from step %d in epoch %d"
                  .formatted(checkpoint.position().step(), checkpoint.position().epoch() + 1));
      return run(set, checkpoint, true);
    }
  }

  private TrainingResult run(PreparedSet set, @Nullable Checkpoint checkpoint, boolean resumed)
      throws IOException {
    Architecture architecture = config.architecture();
    Map<String, WeightArray> initial = initialWeights(architecture, checkpoint);
    Distillation distillation =
        checkpoint == null
            ? KeptTeachers.begin(run, config, DataOrigin.of(set))
            : KeptTeachers.of(run, config);
    Position start = checkpoint == null ? Position.START : checkpoint.position();
    Map<String, Double> metrics = checkpoint == null ? Map.of() : checkpoint.metrics();
    try (BatchLoader training = loader(set, Subset.TRAIN, config.cacheBytes());
        BatchLoader validation = loader(set, Subset.VAL, remainingCache(training));
        TrainingEngine engine =
            TrainingEngine.create(architecture, initial, config.engine(), distillation);
        MetricsLog log = MetricsLog.open(run, start, resumed)) {
      if (checkpoint != null) {
        engine.restore(checkpoint.state());
      }
      listener.note(
          "%s at %d pixels on %s, %s, %d threads; %d faces to train on, %d to validate; %s"
              .formatted(
                  config.network(),
                  config.imageSize(),
                  engine.deviceName(),
                  config.precision().name().toLowerCase(Locale.ROOT),
                  config.threads(),
                  training.samples(),
                  validation.samples(),
                  training.cache().describe()));
      TrainingLoop.Parts parts =
          new TrainingLoop.Parts(engine, training, validation, log, DataOrigin.of(set));
      return new TrainingLoop(setup, parts, start, metrics).run();
    }
  }

  private Map<String, WeightArray> initialWeights(
      Architecture architecture, @Nullable Checkpoint checkpoint) throws IOException {
    if (checkpoint != null) {
      return checkpoint.state().weights();
    }
    if (config.init().isEmpty()) {
      return WeightInitialiser.initialise(architecture, config.seed());
    }
    InitialWeights initial =
        InitialWeights.from(InitialWeights.file(config.init()), architecture, config.seed());
    listener.note(initial.report(config.init()));
    return initial.weights();
  }

  private BatchLoader loader(PreparedSet set, Subset subset, long cacheBytes) {
    BatchOptions.Builder options =
        subset == Subset.TRAIN
            ? BatchOptions.training(config.batchSize(), config.imageSize(), config.seed())
                .augmentation(config.augmentation())
                .balance(config.balance())
            : BatchOptions.evaluation(config.batchSize(), config.imageSize());
    return BatchLoader.open(
        set,
        subset,
        PictureLimits.DEFAULT,
        options.workers(config.workers()).prefetch(PREFETCH).cacheBytes(cacheBytes).build());
  }

  private long remainingCache(BatchLoader training) {
    long used =
        training.cache().outcome() == CacheDecision.Outcome.CACHED
            ? training.cache().neededBytes()
            : 0;
    return Math.max(0, config.cacheBytes() - used);
  }
}
