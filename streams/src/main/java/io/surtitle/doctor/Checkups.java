package io.surtitle.doctor;

import io.micrometer.core.instrument.util.NamedThreadFactory;
import io.surtitle.metrics.EngineMeters;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks every few seconds whether the cluster serves a running engine, on a thread of its own. It
 * reports within a minute what Kafka's own clients would wait for silently and without end.
 */
public final class Checkups implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Checkups.class);
  private static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final String REQUEST_TIMEOUT_MS = "5000";
  private static final String API_TIMEOUT_MS = "10000";

  private final Admin admin;
  private final Footprint footprint;
  private final Sampler sampler;
  private final ClusterWatch watch;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(new NamedThreadFactory("surtitle-checkups"));

  private Checkups(Admin admin, Footprint footprint, ClusterWatch watch) {
    this.admin = admin;
    this.footprint = footprint;
    this.sampler = new Sampler(admin, footprint);
    this.watch = watch;
  }

  /**
   * Starts the checks.
   *
   * @param kafka properties of the clients
   * @param restoring the progress of each changelog that is being restored
   */
  public static Checkups start(
      Map<String, String> kafka,
      Footprint footprint,
      Supplier<Map<TopicPartition, Position>> restoring,
      EngineMeters meters) {
    Map<String, Object> properties = new HashMap<>(kafka);
    properties.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
    properties.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, API_TIMEOUT_MS);
    Checkups started =
        new Checkups(
            Admin.create(properties),
            footprint,
            new ClusterWatch(InstantSource.system(), restoring, meters));
    var unused = started.thread.submit(started::findHanging);
    unused =
        started.thread.scheduleWithFixedDelay(
            started::look, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    return started;
  }

  /** Why there is no progress; empty if there is. */
  public Optional<String> trouble() {
    return watch.trouble();
  }

  private void look() {
    try {
      watch.take(sampler.sample());
    } catch (KafkaException e) {
      LOG.debug("no checkup", e);
      watch.missed();
    } catch (RuntimeException e) {
      LOG.warn("a checkup of the cluster failed: {}", e.toString());
    }
  }

  /** Reports at the start any hanging transactions that a crash of the cluster has left. */
  private void findHanging() {
    try {
      List<HangingTransaction> found = new HangingTransactions(admin, footprint).find();
      found.forEach(
          each ->
              LOG.error(
                  "{}; stop the engines and run 'surtitle doctor --abort-hanging'",
                  each.sentence()));
    } catch (RuntimeException e) {
      LOG.debug("cannot look for hanging transactions", e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    admin.close(Duration.ofSeconds(1));
  }
}
