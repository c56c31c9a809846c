package org.agegender.server.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import org.agegender.server.batch.BatchListener;

/**
 * The service's figures. Labels come from closed sets, so that no client can make the list grow.
 * Safe for use by several threads.
 */
public final class ServiceMetrics implements BatchListener, AutoCloseable {

  /** The content type of {@link #text()}. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final double[] SECONDS = {
    0.005, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30
  };
  private static final double[] FACES = {1, 2, 4, 8, 16, 32, 64};

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final Timer batchSeconds;
  private final DistributionSummary batchSize;
  private final Counter droppedFaces;
  private final Counter faces;

  /** Figures that all begin at zero. */
  public ServiceMetrics() {
    collections.bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    batchSeconds = timer("agegender.batch.duration", "Runs of the network").register(registry);
    batchSize =
        DistributionSummary.builder("agegender.batch.size")
            .description("Faces in a run of the network")
            .serviceLevelObjectives(FACES)
            .register(registry);
    droppedFaces =
        Counter.builder("agegender.faces.dropped")
            .description("Faces that left the queue because nobody waited for them any more")
            .register(registry);
    faces =
        Counter.builder("agegender.faces")
            .description("Faces found and predicted in pictures")
            .register(registry);
    gauge(
        "process.resident.memory.bytes",
        "Memory of the process, Java's heap and native",
        ResidentMemory::bytes);
  }

  private static Timer.Builder timer(String name, String description) {
    Duration[] bounds =
        DoubleStream.of(SECONDS)
            .mapToObj(seconds -> Duration.ofNanos((long) (seconds * 1e9)))
            .toArray(Duration[]::new);
    return Timer.builder(name).description(description).serviceLevelObjectives(bounds);
  }

  /** Adds a figure that is asked for at each {@link #text()}. */
  public void gauge(String name, String description, DoubleSupplier value) {
    Gauge.builder(name, value::getAsDouble).description(description).register(registry);
  }

  /**
   * A request was answered.
   *
   * @param route one of a closed set
   * @param status HTTP status
   * @param nanos from the end of its head to the end of the answer
   */
  public void answered(String route, int status, long nanos) {
    timer("agegender.request.duration", "Requests from their head to the end of the answer")
        .tags("route", route, "status", Integer.toString(status))
        .register(registry)
        .record(Duration.ofNanos(nanos));
  }

  /**
   * A picture was read and its faces predicted.
   *
   * @param count how many faces it showed
   */
  public void analysed(int count) {
    picture("analysed");
    faces.increment(count);
  }

  /** A picture could not be read. */
  public void unreadable() {
    picture("unreadable");
  }

  private void picture(String outcome) {
    Counter.builder("agegender.pictures")
        .description("Pictures by what came of them")
        .tag("outcome", outcome)
        .register(registry)
        .increment();
  }

  @Override
  public void ran(int count, long nanos) {
    batchSize.record(count);
    batchSeconds.record(Duration.ofNanos(nanos));
  }

  @Override
  public void dropped(int count) {
    droppedFaces.increment(count);
  }

  /** All figures in Prometheus' text format 0.0.4. */
  public String text() {
    return registry.scrape();
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
