package io.surtitle.topology;

import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.util.NamedThreadFactory;
import io.surtitle.batching.Engine;
import io.surtitle.metrics.EngineMeters;
import io.surtitle.session.Interpreter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.ThreadMetadata;
import org.apache.kafka.streams.Topology;

/**
 * The topology at work in a Kafka cluster: its topics, its threads, and what happens when one dies.
 */
public final class CaptionApplication implements AutoCloseable {
  /** What has not stopped by then is left to its fate, as if it had been killed. */
  private static final Duration CLOSE_TIMEOUT = Duration.ofMillis(3500);

  /** Kafka's meters come and go with its tasks; so often it is looked for new ones. */
  private static final Duration LOOK = Duration.ofSeconds(10);

  /** So often it is looked for transactions that dead processes left open. */
  private static final Duration LOOK_AFTER_DEAD = Duration.ofMillis(500);

  private final KafkaStreams streams;
  private final AtomicBoolean stopping;
  private final AbandonedTransactions abandoned;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(new NamedThreadFactory("surtitle-meters"));
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(new NamedThreadFactory("surtitle-transactions"));
  private final KafkaStreamsMetrics kafka;
  private final FailureHandler failures = new FailureHandler(InstantSource.system());
  private final CountDownLatch running = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);

  private CaptionApplication(
      Topology topology, AtomicBoolean stopping, Properties properties, EngineMeters meters) {
    this.stopping = stopping;
    streams = new KafkaStreams(topology, properties);
    abandoned = new AbandonedTransactions(properties, this::clients);
    kafka = new KafkaStreamsMetrics(streams, List.of(), looks, LOOK);
    meters.bind(kafka);
    streams.setGlobalStateRestoreListener(new RestoreProgress(meters));
    streams.setUncaughtExceptionHandler(failures);
    streams.setStateListener((state, before) -> changed(state));
  }

  /**
   * Creates the topics that are missing and starts.
   *
   * @param interpreter the sessions' rules
   * @param engines makes an engine for each task
   * @param meters of this process
   * @throws org.apache.kafka.common.KafkaException if the cluster cannot be reached or refuses a
   *     topic
   */
  public static CaptionApplication start(
      ApplicationSettings application,
      TopologySettings settings,
      Interpreter interpreter,
      Supplier<? extends Engine> engines,
      EngineMeters meters) {
    Properties properties = StreamsProperties.of(application, settings);
    Topics.create(properties, application, settings);
    AtomicBoolean stopping = new AtomicBoolean();
    Topology topology =
        CaptionTopology.build(settings, interpreter, engines, meters, stopping::get);
    CaptionApplication started = new CaptionApplication(topology, stopping, properties, meters);
    started.streams.start();
    var unused =
        started.watch.scheduleWithFixedDelay(
            started.abandoned::look,
            LOOK_AFTER_DEAD.toMillis(),
            LOOK_AFTER_DEAD.toMillis(),
            TimeUnit.MILLISECONDS);
    return started;
  }

  /** Ids of the consumers by which this process is a member of the group. */
  private Set<String> clients() {
    if (!streams.state().isRunningOrRebalancing()) {
      return Set.of();
    }
    return streams.metadataForLocalThreads().stream()
        .map(ThreadMetadata::consumerClientId)
        .collect(Collectors.toSet());
  }

  /** What it is doing; it makes captions only while {@code RUNNING}. */
  public State state() {
    return streams.state();
  }

  /** Waits until captions are being made; false if they are not after the timeout. */
  public boolean awaitRunning(Duration timeout) throws InterruptedException {
    return running.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Waits until it has stopped.
   *
   * @return false if it stopped by itself, because its threads failed again and again or Kafka
   *     refused something
   */
  public boolean awaitStopped() throws InterruptedException {
    stopped.await();
    return streams.state() != State.ERROR;
  }

  /** What Kafka refused, if it stopped because of that. */
  public Optional<Throwable> refusal() {
    return failures.refusal();
  }

  /** Stops within a few seconds, and leaves its streams to other processes at once. */
  @Override
  public void close() {
    stopping.set(true);
    watch.shutdownNow();
    streams.close(
        CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
            .withTimeout(CLOSE_TIMEOUT));
    abandoned.close();
    kafka.close();
    looks.shutdownNow();
  }

  private void changed(State state) {
    if (state == State.RUNNING) {
      running.countDown();
    } else if (state == State.NOT_RUNNING || state == State.ERROR) {
      stopped.countDown();
    }
  }
}
