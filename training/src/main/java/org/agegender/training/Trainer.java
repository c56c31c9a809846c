package org.agegender.training;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.agegender.core.InvalidInputException;
import org.agegender.core.Progress;
import org.agegender.dataset.PreparedSet;
import org.agegender.dataset.Subset;
import org.agegender.dataset.batch.Batch;
import org.agegender.dataset.batch.BatchLoader;
import org.agegender.dataset.batch.BatchOptions;
import org.agegender.dataset.batch.CacheDecision;
import org.agegender.dataset.batch.Epoch;
import org.agegender.training.checkpoint.Checkpoint;
import org.agegender.training.checkpoint.Position;
import org.agegender.training.network.Architecture;
import org.agegender.training.network.Networks;
import org.agegender.training.torch.StepLosses;
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

  private static final long STEPS_BETWEEN_SCALARS = 10;
  private static final int PREFETCH = 4;

  private final RunFolder run;
  private final TrainingConfig config;
  private final TrainingListener listener;
  private final Progress progress;
  private final StopSignal stop;

  private Trainer(
      RunFolder run,
      TrainingConfig config,
      TrainingListener listener,
      Progress progress,
      StopSignal stop) {
    this.run = run;
    this.config = config;
    this.listener = listener;
    this.progress = progress;
    this.stop = stop;
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
    return new Trainer(run, config, listener, progress, stop);
  }

  /**
   * Trains a new run from its first step.
   *
   * @throws InvalidInputException if set or weights cannot be used, or the loss is no number any
   *     more
   * @throws IOException if a file cannot be read or written
   */
  public TrainingResult train() throws IOException {
    PreparedSet set = PreparedSet.open(Path.of(config.data()));
    return run(set, null);
  }

  /**
   * Goes on with a run from its last checkpoint, or from its first step if it has none.
   *
   * @throws InvalidInputException if run, checkpoint, set and configuration do not belong together
   * @throws IOException if a file cannot be read or written
   */
  public TrainingResult resume() throws IOException {
    PreparedSet set = PreparedSet.open(Path.of(config.data()));
    Checkpoint checkpoint = Resumption.checkpoint(run, config, set.hash());
    listener.note(
        checkpoint == null
            ? "no checkpoint was written yet: training begins anew"
            : "going on from step %d in epoch %d"
                .formatted(checkpoint.position().step(), checkpoint.position().epoch() + 1));
    return run(set, checkpoint);
  }

  private TrainingResult run(PreparedSet set, @Nullable Checkpoint checkpoint) throws IOException {
    Architecture architecture = Networks.named(config.network()).forImageSize(config.imageSize());
    InitialWeights initial = initialWeights(architecture, checkpoint);
    Position start = checkpoint == null ? Position.START : checkpoint.position();
    try (BatchLoader training = loader(set, Subset.TRAIN, config.cacheBytes());
        BatchLoader validation = loader(set, Subset.VAL, remainingCache(training));
        TrainingEngine engine =
            TrainingEngine.create(architecture, initial.weights(), config.engine());
        MetricsLog log = MetricsLog.open(run, start.epoch(), start.step())) {
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
      return new Loop(engine, training, validation, log, set.hash(), start).run();
    }
  }

  private InitialWeights initialWeights(Architecture architecture, @Nullable Checkpoint checkpoint)
      throws IOException {
    if (checkpoint != null) {
      return new InitialWeights(checkpoint.state().weights(), 0);
    }
    if (config.init().isEmpty()) {
      return InitialWeights.fresh(architecture, config.seed());
    }
    InitialWeights initial =
        InitialWeights.from(Path.of(config.init()), architecture, config.seed());
    listener.note(
        "%d of %d weights from %s, the others fresh"
            .formatted(initial.taken(), initial.weights().size(), config.init()));
    return initial;
  }

  private BatchLoader loader(PreparedSet set, Subset subset, long cacheBytes) {
    BatchOptions.Builder options =
        subset == Subset.TRAIN
            ? BatchOptions.training(config.batchSize(), config.imageSize(), config.seed())
                .augmentation(config.augmentation())
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

  /** The state of a run under way. */
  private final class Loop {

    private final TrainingEngine engine;
    private final BatchLoader training;
    private final BatchLoader validation;
    private final MetricsLog log;
    private final String dataHash;
    private final LearningRateSchedule schedule;
    private final long totalSteps;
    private Position position;
    private Map<String, Double> metrics = Map.of();

    Loop(
        TrainingEngine engine,
        BatchLoader training,
        BatchLoader validation,
        MetricsLog log,
        String dataHash,
        Position start) {
      this.engine = engine;
      this.training = training;
      this.validation = validation;
      this.log = log;
      this.dataHash = dataHash;
      this.position = start;
      long perEpoch = training.batchesPerEpoch();
      this.totalSteps = config.steps() > 0 ? config.steps() : perEpoch * config.epochs();
      this.schedule =
          config.schedule().schedule(config.optimiser().learningRate(), perEpoch, totalSteps);
    }

    TrainingResult run() throws IOException {
      while (position.step() < totalSteps) {
        if (outOfPatience()) {
          return result(TrainingResult.End.OUT_OF_PATIENCE);
        }
        if (!trainEpoch()) {
          checkpoint();
          return result(TrainingResult.End.STOPPED);
        }
      }
      return result(TrainingResult.End.FINISHED);
    }

    private boolean outOfPatience() {
      int waited = position.epoch() - 1 - position.bestEpoch();
      return config.patience() > 0 && position.epoch() > 0 && waited >= config.patience();
    }

    /** Runs the rest of the present epoch; false if it was asked to stop before its end. */
    private boolean trainEpoch() throws IOException {
      String title = "epoch %d/%d".formatted(position.epoch() + 1, epochs());
      long begin = System.nanoTime();
      long samplesBefore = position.samples();
      Duration waited;
      try (Epoch epoch = training.epoch(position.epoch(), position.batch());
          Progress.Task task = progress.start(title, training.samples())) {
        task.advance(samplesBefore);
        while (epoch.hasNext() && position.step() < totalSteps) {
          if (stop.requested()) {
            return false;
          }
          try (Batch batch = epoch.next()) {
            StepLosses losses = step(batch);
            task.advance(batch.size());
            task.detail("loss %.3f".formatted(losses.joint()));
          }
          boolean more = epoch.hasNext() && position.step() < totalSteps;
          if (more && position.step() % config.checkpointSteps() == 0) {
            checkpoint();
          }
        }
        waited = epoch.waited();
      }
      endEpoch(
          position.samples() - samplesBefore, Duration.ofNanos(System.nanoTime() - begin), waited);
      return true;
    }

    private int epochs() {
      long perEpoch = training.batchesPerEpoch();
      return Math.toIntExact((totalSteps + perEpoch - 1) / perEpoch);
    }

    private StepLosses step(Batch batch) throws IOException {
      double learningRate = schedule.at(position.step());
      long randomSeed = StepSeed.of(config.seed(), position.step());
      StepLosses losses =
          engine.step(batch.pixels(), batch.ages(), batch.genders(), learningRate, randomSeed);
      if (!Double.isFinite(losses.joint())) {
        throw new InvalidInputException(
            "the loss is %s at step %d: training diverged; lower the learning rate (now %s) or resume"
                    .formatted(losses.joint(), position.step() + 1, learningRate)
                + " from the last checkpoint with fp32");
      }
      position = position.afterBatch(batch.size(), losses.joint(), losses.age(), losses.gender());
      if (position.step() % STEPS_BETWEEN_SCALARS == 0) {
        log.step(position.step(), learningRate, losses);
      }
      return losses;
    }

    private void endEpoch(long samples, Duration time, Duration waited) throws IOException {
      long begin = System.nanoTime();
      Validation judged = Validation.of(engine, validation);
      Duration validationTime = Duration.ofNanos(System.nanoTime() - begin);
      Position epochEnd = position;
      double mae = judged.figures().age().mae();
      position = epochEnd.afterEpoch(mae);
      EpochMetrics epoch =
          new EpochMetrics(
              position.epoch(),
              position.step(),
              schedule.at(position.step() - 1),
              new StepLosses(
                  epochEnd.jointLoss() / epochEnd.samples(),
                  epochEnd.ageLoss() / epochEnd.samples(),
                  epochEnd.genderLoss() / epochEnd.samples()),
              judged.losses(),
              judged.figures(),
              samples * 1e9 / time.toNanos(),
              waited,
              time,
              validationTime,
              position.bestEpoch() == epochEnd.epoch());
      metrics = MetricsLog.validation(epoch);
      log.epoch(epoch);
      if (epoch.best()) {
        snapshot().weightsOnly().write(run.best());
      }
      checkpoint();
      listener.epochEnded(epoch);
    }

    private Checkpoint snapshot() {
      return new Checkpoint(
          config.network(), config.imageSize(), dataHash, position, metrics, engine.state());
    }

    private void checkpoint() throws IOException {
      snapshot().write(run.last());
    }

    private TrainingResult result(TrainingResult.End end) {
      return new TrainingResult(
          end,
          position.epoch(),
          position.step(),
          position.bestEpoch() + 1,
          position.bestMae(),
          run.path());
    }
  }
}
