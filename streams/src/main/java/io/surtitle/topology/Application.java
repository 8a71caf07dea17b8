package io.surtitle.topology;

import io.surtitle.metrics.EngineMeters;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.ThreadMetadata;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsException;

/**
 * The topology running in a Kafka cluster: its topics, its threads, and the handling of their
 * failures.
 */
public final class Application implements AutoCloseable {
  /**
   * After this time, threads that have not stopped are abandoned, as if the process had been
   * killed.
   */
  private static final Duration CLOSE_TIMEOUT = Duration.ofMillis(3500);

  private static final int PATIENCE_MS = 10_000;

  private static final InstantSource CLOCK = InstantSource.system();

  private final SourceTopics sources;
  private final SourceFailures sourceFailures;
  private final KafkaStreams streams;
  private final AbandonedTransactions abandoned;
  private final AtomicBoolean stopping;
  private final FailureHandler failures;
  private final StateDisk disk;
  private final Admin admin;
  private final Vitals vitals;
  private final CountDownLatch running = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);

  private Application(
      Topology topology,
      StreamsConfig config,
      SourceTopics sources,
      Admin admin,
      Safeguards safeguards,
      AtomicBoolean stopping,
      EngineMeters meters) {
    this.stopping = stopping;
    this.sources = sources;
    this.admin = admin;
    disk = StateDisk.of(Path.of(config.getString(StreamsConfig.STATE_DIR_CONFIG)));
    failures = new FailureHandler(CLOCK, failure -> isBounded(failure, safeguards.attempts()));
    streams = create(topology, config);
    abandoned = new AbandonedTransactions(config, this::clients);
    String group = config.getString(StreamsConfig.APPLICATION_ID_CONFIG);
    vitals =
        new Vitals(
            streams,
            sources.names(),
            admin,
            group,
            failures,
            disk,
            safeguards.progress(),
            meters,
            CLOCK);
    sourceFailures = new SourceFailures(sources, group, failures);
    streams.setUncaughtExceptionHandler(sourceFailures);
    streams.setStateListener((state, before) -> changed(state));
  }

  private static boolean isBounded(Throwable failure, Attempts attempts) {
    return attempts.isCounted(failure) || RefusedRecords.comesOfARecord(failure);
  }

  private KafkaStreams create(Topology topology, StreamsConfig config) {
    try {
      return new KafkaStreams(topology, config, new SourceClients(sources));
    } catch (StreamsException e) {
      throw explained(e);
    }
  }

  private void start() {
    try {
      streams.start();
      abandoned.watch();
    } catch (StreamsException e) {
      close();
      throw explained(e);
    }
  }

  private KafkaException explained(StreamsException failure) {
    Optional<String> full = disk.explain(failure);
    return full.isPresent() ? new StateDiskException(full.get(), failure) : failure;
  }

  /**
   * Creates missing topics and starts.
   *
   * @param pipelines the pipelines that it runs
   * @param table the table in which its operators look up values
   * @param meters the meters of this process
   * @throws RepartitionException if a source topic has more partitions than the application's state
   * @throws KafkaException if the cluster cannot be reached or refuses a topic
   * @throws StateDiskException if the disk is too full to start
   * @throws org.apache.kafka.common.config.ConfigException if records might not fit into their
   *     topics
   */
  public static Application start(
      ApplicationSettings application,
      TopologySettings settings,
      List<Pipeline<?>> pipelines,
      StreamTable table,
      EngineMeters meters) {
    Properties properties = StreamsProperties.of(application, settings);
    UsedTopics topics = new UsedTopics(application.applicationId(), settings, pipelines);
    Topics.create(properties, application, topics.created(), table);
    SourceTopics sources = sources(properties, application, pipelines);
    SourceLabels.addTo(properties, sources);
    StreamsConfig before = new StreamsConfig(properties);
    Admin admin = admin(before);
    try {
      RecordLimits limits = new TopicLimits(before).read(admin, topics.written(), topics.planned());
      new Capacity(application.applicationId(), limits).check(settings, pipelines);
      Safeguards safeguards = new Safeguards(limits, new Attempts(CLOCK), new Progress(CLOCK));
      StreamsProperties.add(properties, safeguards);
      AtomicBoolean stopping = new AtomicBoolean();
      Host host = new Host(safeguards, stopping::get, Clocks.SYSTEM, sources::of);
      Application started =
          new Application(
              OperatorTopology.build(settings, pipelines, table, host, meters),
              new StreamsConfig(properties),
              sources,
              admin,
              safeguards,
              stopping,
              meters);
      started.start();
      return started;
    } catch (RuntimeException e) {
      admin.close(Duration.ZERO);
      sources.close();
      throw e;
    }
  }

  /** A client with short time-outs, which soon reports that no broker answers. */
  private static Admin admin(StreamsConfig streams) {
    Map<String, Object> config = streams.getAdminConfigs("watch");
    config.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    config.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    return Admin.create(config);
  }

  /** The client ids of this process's consumers in the group. */
  private Set<String> clients() {
    if (!streams.state().isRunningOrRebalancing()) {
      return Set.of();
    }
    return streams.metadataForLocalThreads().stream()
        .map(ThreadMetadata::consumerClientId)
        .collect(Collectors.toSet());
  }

  private static SourceTopics sources(
      Properties properties, ApplicationSettings application, List<Pipeline<?>> pipelines) {
    SourceTopics sources = SourceTopics.of(properties, pipelines);
    sources
        .mismatch(application.applicationId())
        .ifPresent(
            mismatch -> {
              sources.close();
              throw mismatch;
            });
    return sources;
  }

  /** Its state; it makes captions only while {@code RUNNING}. */
  public State state() {
    return streams.state();
  }

  /** The progress of each changelog that is being restored. */
  public Map<TopicPartition, Restoration> restoring() {
    return vitals.restoring();
  }

  /** The state in words, with its duration if it has not been running for long. */
  public String standing() {
    return vitals.standing();
  }

  /** The other conditions for captions to be made. */
  public List<Check> checks() {
    return vitals.checks();
  }

  /** Why it stopped, if threads failed repeatedly: one line for a person. */
  public Optional<String> failure() {
    return failures
        .last()
        .map(last -> disk.explain(last).orElseGet(() -> FailureHandler.reason(last)));
  }

  /** Waits until captions are being made; returns false after the time-out. */
  public boolean awaitRunning(Duration timeout) throws InterruptedException {
    return running.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Waits until it has stopped.
   *
   * @return false if it stopped by itself, because its threads failed repeatedly or Kafka refused a
   *     request
   */
  public boolean awaitStopped() throws InterruptedException {
    stopped.await();
    return streams.state() != State.ERROR;
  }

  /** The refusal by Kafka that stopped it, if any. */
  public Optional<Throwable> refusal() {
    return sourceFailures.mismatch().or(failures::refusal);
  }

  /** Stops within a few seconds and hands its streams over to other processes at once. */
  @Override
  public void close() {
    stopping.set(true);
    sources.close();
    streams.close(
        CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
            .withTimeout(CLOSE_TIMEOUT));
    abandoned.close();
    vitals.close();
    admin.close(Duration.ZERO);
  }

  private void changed(State state) {
    vitals.changed(state);
    if (state == State.RUNNING) {
      running.countDown();
    } else if (state == State.NOT_RUNNING || state == State.ERROR) {
      stopped.countDown();
    }
  }
}
