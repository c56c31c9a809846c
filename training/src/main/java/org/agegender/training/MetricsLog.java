package org.agegender.training;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agegender.core.AtomicFile;
import org.agegender.core.metrics.Figure;
import org.agegender.training.checkpoint.Position;
import org.agegender.training.summary.EventFile;
import org.agegender.training.torch.StepLosses;

/**
 * The curves of a run: {@code metrics.csv} with a row for each epoch, and scalars for TensorBoard.
 */
final class MetricsLog implements Closeable {

  /** The name of the mean absolute error of the validation part. */
  static final String VALIDATION_ERROR = "val_age_mae";

  private static final double NANOS = 1e9;

  private final RunFolder run;
  private final EventFile events;
  private final List<String> rows = new ArrayList<>();

  private MetricsLog(RunFolder run, EventFile events) {
    this.run = run;
    this.events = events;
  }

  /**
   * Opens the log of a run at a position; rows of epochs that will be run again are dropped.
   *
   * @param position where the run begins or goes on
   * @param resumed whether it goes on, be it from its first step: event files of an interrupted try
   *     may hold steps that are run again
   */
  static MetricsLog open(RunFolder run, Position position, boolean resumed) throws IOException {
    EventFile events =
        resumed ? EventFile.resume(run.path(), position.step() + 1) : EventFile.create(run.path());
    MetricsLog log = new MetricsLog(run, events);
    if (position.epoch() > 0 && Files.exists(run.metrics())) {
      List<String> lines = Files.readAllLines(run.metrics());
      log.rows.addAll(lines.subList(0, Math.min(lines.size(), position.epoch() + 1)));
    }
    return log;
  }

  void step(long step, double learningRate, StepLosses losses) throws IOException {
    Instant now = Instant.now();
    Map<String, Number> named = new LinkedHashMap<>();
    putLosses(named, "train/", losses);
    for (Map.Entry<String, Number> loss : named.entrySet()) {
      events.scalar(loss.getKey(), step, loss.getValue().doubleValue(), now);
    }
    events.scalar("train/learning_rate", step, learningRate, now);
  }

  void epoch(EpochMetrics metrics) throws IOException {
    Map<String, Number> columns = columns(metrics);
    if (rows.isEmpty()) {
      rows.add(String.join(",", columns.keySet()));
    }
    rows.add(String.join(",", columns.values().stream().map(Number::toString).toList()));
    AtomicFile.writeString(run.metrics(), String.join("\n", rows) + "\n");
    Instant now = Instant.now();
    for (Map.Entry<String, Number> column : columns.entrySet()) {
      String name = column.getKey();
      if (name.startsWith("val_")) {
        double value = column.getValue().doubleValue();
        events.scalar("validation/" + name.substring(4), metrics.step(), value, now);
      }
    }
    events.scalar("speed/images_per_second", metrics.step(), metrics.imagesPerSecond(), now);
    events.scalar("speed/data_wait_seconds", metrics.step(), seconds(metrics.dataWait()), now);
    events.flush();
  }

  private static Map<String, Number> columns(EpochMetrics metrics) {
    Map<String, Number> columns = new LinkedHashMap<>();
    columns.put("epoch", metrics.epoch());
    columns.put("step", metrics.step());
    columns.put("learning_rate", metrics.learningRate());
    putLosses(columns, "train_", metrics.training());
    putLosses(columns, "val_", metrics.validation());
    columns.putAll(validation(metrics));
    columns.put("images_per_second", metrics.imagesPerSecond());
    columns.put("data_wait_seconds", seconds(metrics.dataWait()));
    columns.put("train_seconds", seconds(metrics.trainingTime()));
    columns.put("validation_seconds", seconds(metrics.validationTime()));
    return columns;
  }

  private static void putLosses(Map<String, Number> named, String prefix, StepLosses losses) {
    named.put(prefix + "loss", losses.joint());
    named.put(prefix + "age_loss", losses.age());
    named.put(prefix + "gender_loss", losses.gender());
    losses.ageParts().forEach((name, part) -> named.put(prefix + "age_" + name + "_loss", part));
  }

  /**
   * The figures of the validation part by the names that the metrics file and the checkpoints use.
   */
  static Map<String, Double> validation(EpochMetrics metrics) {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put(VALIDATION_ERROR, metrics.figures().value(Figure.AGE_MAE));
    figures.put("val_age_rmse", metrics.figures().value(Figure.AGE_RMSE));
    figures.put("val_age_cs5", metrics.figures().value(Figure.AGE_CS5));
    figures.put("val_age_exact", metrics.figures().value(Figure.AGE_EXACT));
    figures.put("val_gender_accuracy", metrics.figures().value(Figure.GENDER_ACCURACY));
    return figures;
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / NANOS;
  }

  @Override
  public void close() throws IOException {
    events.close();
  }
}
