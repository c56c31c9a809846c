package org.agegender.training;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.agegender.core.Progress;
import org.agegender.dataset.batch.Batch;
import org.agegender.dataset.batch.BatchLoader;
import org.agegender.dataset.batch.Epoch;
import org.agegender.training.checkpoint.Checkpoint;
import org.agegender.training.checkpoint.DataOrigin;
import org.agegender.training.checkpoint.Position;
import org.agegender.training.network.AgeCoding;
import org.agegender.training.torch.EngineState;
import org.agegender.training.torch.NotFiniteException;
import org.agegender.training.torch.Precision;
import org.agegender.training.torch.StepLosses;
import org.agegender.training.torch.TrainingEngine;

/** The loop over epochs and batches of one run, from a position to its end. */
final class TrainingLoop {

  private static final long STEPS_BETWEEN_SCALARS = 10;
  private static final double NANOS = 1e9;

  private final RunFolder run;
  private final TrainingConfig config;
  private final TrainingListener listener;
  private final Progress progress;
  private final StopSignal stop;
  private final TrainingEngine engine;
  private final BatchLoader training;
  private final BatchLoader validation;
  private final MetricsLog log;
  private final DataOrigin data;
  private final LearningRateSchedule schedule;
  private final long totalSteps;
  private Position position;
  private Map<String, Double> metrics;

  /** What a run is to do and whom it tells. */
  record Setup(
      RunFolder run,
      TrainingConfig config,
      TrainingListener listener,
      Progress progress,
      StopSignal stop) {}

  /** What a run works with; closed by its owner. */
  record Parts(
      TrainingEngine engine,
      BatchLoader training,
      BatchLoader validation,
      MetricsLog log,
      DataOrigin data) {}

  /**
   * @param start where to begin; the engine is in the state of that moment
   * @param metrics of the validation before
   */
  TrainingLoop(Setup setup, Parts parts, Position start, Map<String, Double> metrics) {
    this.run = setup.run();
    this.config = setup.config();
    this.listener = setup.listener();
    this.progress = setup.progress();
    this.stop = setup.stop();
    this.engine = parts.engine();
    this.training = parts.training();
    this.validation = parts.validation();
    this.log = parts.log();
    this.data = parts.data();
    this.position = start;
    this.metrics = metrics;
    long perEpoch = training.batchesPerEpoch();
    this.totalSteps = config.steps() > 0 ? config.steps() : perEpoch * config.epochs();
    this.schedule =
        config.schedule().schedule(config.optimiser().learningRate(), perEpoch, totalSteps);
  }

  TrainingResult run() throws IOException {
    while (position.step() < totalSteps || withinEpoch()) {
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

  /** An epoch that has begun is ended, also by a run whose steps became fewer meanwhile. */
  private boolean withinEpoch() {
    return position.batch() > 0;
  }

  private boolean outOfPatience() {
    int waited = position.epoch() - 1 - position.bestEpoch();
    return config.patience() > 0
        && position.epoch() > 0
        && !withinEpoch()
        && waited >= config.patience();
  }

  /** Runs the rest of the present epoch; false if it was asked to stop before its end. */
  private boolean trainEpoch() throws IOException {
    String title = "epoch %d/%d".formatted(position.epoch() + 1, epochs());
    long begin = System.nanoTime();
    long samplesBefore = position.samples();
    Duration waited;
    try (Epoch epoch = training.epoch(position.epoch(), position.batch());
        Progress.Task task = progress.start(title, samplesOfEpoch(), samplesBefore)) {
      while (epoch.hasNext() && position.step() < totalSteps) {
        if (stop.requested()) {
          return false;
        }
        try (Batch batch = epoch.next()) {
          StepLosses losses = step(batch);
          task.advance(batch.size());
          task.detail(String.format(Locale.ROOT, "loss %.3f", losses.joint()));
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

  /** All of them, or as many as the last step leaves room for. */
  private long samplesOfEpoch() {
    long stepsLeft = Math.max(0, totalSteps - position.step());
    return Math.min(training.samples(), position.samples() + stepsLeft * config.batchSize());
  }

  private int epochs() {
    long perEpoch = training.batchesPerEpoch();
    long needed = (totalSteps + perEpoch - 1) / perEpoch;
    return Math.toIntExact(Math.max(needed, position.epoch() + 1L));
  }

  private StepLosses step(Batch batch) throws IOException {
    double learningRate = schedule.at(position.step());
    long randomSeed = StepSeed.of(config.seed(), position.step());
    StepLosses losses =
        engine.step(batch.pixels(), batch.ages(), batch.genders(), learningRate, randomSeed);
    if (!Double.isFinite(losses.joint())) {
      throw diverged("the loss is %s at step %d".formatted(losses.joint(), position.step() + 1));
    }
    position = position.afterBatch(losses, batch.size());
    if (position.step() % STEPS_BETWEEN_SCALARS == 0) {
      log.step(position.step(), learningRate, losses);
    }
    return losses;
  }

  private void endEpoch(long samples, Duration time, Duration waited) throws IOException {
    long begin = System.nanoTime();
    Validation judged = validate();
    Duration validationTime = Duration.ofNanos(System.nanoTime() - begin);
    Position epochEnd = position;
    double value = config.bestBy().of(judged);
    boolean best =
        Double.isFinite(value)
            && (epochEnd.bestEpoch() < 0 || config.bestBy().better(value, epochEnd.bestValue()));
    position = best ? epochEnd.afterBestEpoch(value) : epochEnd.afterEpoch();
    EpochMetrics epoch =
        new EpochMetrics(
            position.epoch(),
            position.step(),
            schedule.at(epochEnd.step() - 1),
            epochEnd.losses().over(epochEnd.samples()),
            judged.losses(),
            judged.figures(),
            samples * NANOS / time.toNanos(),
            waited,
            time,
            validationTime,
            best);
    metrics = MetricsLog.validation(epoch);
    Checkpoint checkpoint = snapshot();
    log.epoch(epoch);
    if (epoch.best()) {
      checkpoint.weightsOnly().write(run.best());
    }
    checkpoint.write(run.last());
    listener.epochEnded(epoch);
  }

  private Validation validate() {
    try {
      return Validation.of(engine, validation);
    } catch (NotFiniteException e) {
      throw diverged("%s after step %d".formatted(e.getMessage(), position.step()));
    }
  }

  /** Of weights that can be gone on from: a run that broke them in its last step keeps none. */
  private Checkpoint snapshot() {
    EngineState state = engine.state();
    if (!state.isFinite()) {
      throw diverged("a weight is no finite number after step " + position.step());
    }
    return new Checkpoint(
        config.network(), config.imageSize(), ageCoding(), data, position, metrics, state);
  }

  /** A run goes on with the settings it began with, so that what helps is a new one. */
  private DivergenceException diverged(String what) {
    String precision = config.precision() == Precision.FP32 ? "" : " or with precision fp32";
    String best =
        Files.exists(run.best())
            ? "; with --init %s it goes on from the best epoch".formatted(run.best())
            : "";
    return new DivergenceException(
        "%s: training diverged; begin a new run with a learning rate below %s%s%s"
            .formatted(what, config.optimiser().learningRate(), precision, best));
  }

  private AgeCoding ageCoding() {
    AgeCoding coding = config.loss().options().age().coding();
    Double error = metrics.get(MetricsLog.VALIDATION_ERROR);
    return error == null ? coding : coding.withError(error);
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
        position.bestValue(),
        run.path());
  }
}
