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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/**
 * The topology at work in a Kafka cluster: its topics, its threads, and what happens when one dies.
 */
public final class CaptionApplication implements AutoCloseable {
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

  /** Kafka's meters come and go with its tasks; so often it is looked for new ones. */
  private static final Duration LOOK = Duration.ofSeconds(10);

  private final SourceTopic source;
  private final SourceFailures sourceFailures;
  private final KafkaStreams streams;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(new NamedThreadFactory("surtitle-meters"));
  private final KafkaStreamsMetrics kafka;
  private final FailureHandler failures = new FailureHandler(InstantSource.system());
  private final CountDownLatch running = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);

  private CaptionApplication(
      Topology topology, Properties properties, EngineMeters meters, SourceTopic source) {
    this.source = source;
    SourceLabels.addTo(properties, source);
    streams = new KafkaStreams(topology, properties, new SourceClients(source));
    kafka = new KafkaStreamsMetrics(streams, List.of(), looks, LOOK);
    meters.bind(kafka);
    streams.setGlobalStateRestoreListener(new RestoreProgress(meters));
    String application = properties.getProperty(StreamsConfig.APPLICATION_ID_CONFIG);
    sourceFailures = new SourceFailures(source, application, failures);
    streams.setUncaughtExceptionHandler(sourceFailures);
    streams.setStateListener((state, before) -> changed(state));
  }

  /**
   * Creates the topics that are missing and starts.
   *
   * @param interpreter the sessions' rules
   * @param engines makes an engine for each task
   * @param meters of this process
   * @throws RepartitionException if the text topic has more partitions than the application's state
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
    SourceTopic source = source(properties, application, settings);
    CaptionApplication started =
        new CaptionApplication(
            CaptionTopology.build(settings, interpreter, engines, meters, Clocks.SYSTEM, source),
            properties,
            meters,
            source);
    started.streams.start();
    return started;
  }

  private static SourceTopic source(
      Properties properties, ApplicationSettings application, TopologySettings settings) {
    SourceTopic source = SourceTopic.of(properties, settings.topics().text());
    source
        .mismatch(application.applicationId())
        .ifPresent(
            mismatch -> {
              source.close();
              throw mismatch;
            });
    return source;
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
    return sourceFailures.mismatch().or(failures::refusal);
  }

  /** Stops, and leaves its streams to other processes at once. */
  @Override
  public void close() {
    source.close();
    streams.close(
        CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
            .withTimeout(CLOSE_TIMEOUT));
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
