package io.surtitle.topology;

import io.surtitle.batching.Engine;
import io.surtitle.metrics.EngineMeters;
import io.surtitle.session.Interpreter;
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
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
 * The topology at work in a Kafka cluster: its topics, its threads, and what happens when one dies.
 */
public final class CaptionApplication implements AutoCloseable {
  /** What has not stopped by then is left to its fate, as if it had been killed. */
  private static final Duration CLOSE_TIMEOUT = Duration.ofMillis(3500);

  private static final int PATIENCE_MS = 10_000;

  private static final InstantSource CLOCK = InstantSource.system();

  private final SourceTopic source;
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

  private CaptionApplication(
      Topology topology,
      StreamsConfig config,
      SourceTopic source,
      Admin admin,
      Safeguards safeguards,
      AtomicBoolean stopping,
      EngineMeters meters) {
    this.stopping = stopping;
    this.source = source;
    this.admin = admin;
    disk = StateDisk.of(Path.of(config.getString(StreamsConfig.STATE_DIR_CONFIG)));
    failures = new FailureHandler(CLOCK, failure -> isBounded(failure, safeguards.attempts()));
    streams = create(topology, config);
    abandoned = new AbandonedTransactions(config, this::clients);
    String group = config.getString(StreamsConfig.APPLICATION_ID_CONFIG);
    vitals =
        new Vitals(
            streams,
            source.name(),
            admin,
            group,
            failures,
            disk,
            safeguards.progress(),
            meters,
            CLOCK);
    sourceFailures = new SourceFailures(source, group, failures);
    streams.setUncaughtExceptionHandler(sourceFailures);
    streams.setStateListener((state, before) -> changed(state));
  }

  private static boolean isBounded(Throwable failure, Attempts attempts) {
    return attempts.isCounted(failure) || RefusedRecords.comesOfARecord(failure);
  }

  private KafkaStreams create(Topology topology, StreamsConfig config) {
    try {
      return new KafkaStreams(topology, config, new SourceClients(source));
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
   * Creates the topics that are missing and starts.
   *
   * @param interpreter the sessions' rules
   * @param engines makes an engine for each task
   * @param meters of this process
   * @throws RepartitionException if the text topic has more partitions than the application's state
   * @throws KafkaException if the cluster cannot be reached or refuses a topic
   * @throws StateDiskException if the disk is too full to begin
   * @throws org.apache.kafka.common.config.ConfigException if records would not fit into topics
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
    SourceLabels.addTo(properties, source);
    StreamsConfig before = new StreamsConfig(properties);
    Admin admin = admin(before);
    try {
      RecordLimits limits =
          new TopicLimits(before).read(admin, written(application.applicationId(), settings));
      Capacity.check(application.applicationId(), settings, interpreter, limits);
      Safeguards safeguards = new Safeguards(limits, new Attempts(CLOCK), new Progress(CLOCK));
      StreamsProperties.add(properties, safeguards);
      AtomicBoolean stopping = new AtomicBoolean();
      Host host = new Host(safeguards, stopping::get, Clocks.SYSTEM, source);
      CaptionApplication started =
          new CaptionApplication(
              CaptionTopology.build(settings, interpreter, engines, host, meters),
              new StreamsConfig(properties),
              source,
              admin,
              safeguards,
              stopping,
              meters);
      started.start();
      return started;
    } catch (RuntimeException e) {
      admin.close(Duration.ZERO);
      source.close();
      throw e;
    }
  }

  /** It says soon that nobody answers. */
  private static Admin admin(StreamsConfig streams) {
    Map<String, Object> config = streams.getAdminConfigs("watch");
    config.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    config.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    return Admin.create(config);
  }

  /** The topics that the engine writes to. */
  private static List<String> written(String application, TopologySettings settings) {
    return Stream.concat(
            Stream.of(
                settings.topics().deadLetters(),
                Names.changelog(application, Names.PENDING_INPUTS),
                Names.changelog(application, Names.SESSIONS)),
            settings.targets().stream().map(settings.topics()::captions))
        .toList();
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

  /** How far each changelog is restored that is being restored now. */
  public Map<TopicPartition, Restoration> restoring() {
    return vitals.restoring();
  }

  /** The same in words; where it has not run for long, for how long. */
  public String standing() {
    return vitals.standing();
  }

  /** What else has to be so for captions to be made. */
  public List<Check> checks() {
    return vitals.checks();
  }

  /** Why it stopped, if threads failed again and again: one line for a person. */
  public Optional<String> failure() {
    return failures
        .last()
        .map(last -> disk.explain(last).orElseGet(() -> FailureHandler.reason(last)));
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

  /** Stops within a few seconds, and leaves its streams to other processes at once. */
  @Override
  public void close() {
    stopping.set(true);
    source.close();
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
