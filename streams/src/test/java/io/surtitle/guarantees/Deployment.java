package io.surtitle.guarantees;

import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.ToyBundle;
import io.surtitle.cli.wiring.Pipelines;
import io.surtitle.cli.wiring.Translation;
import io.surtitle.decoding.Policy;
import io.surtitle.engine.Engine;
import io.surtitle.engine.SharedEngine;
import io.surtitle.event.CaptionTopics;
import io.surtitle.event.TextSource;
import io.surtitle.event.TopicNames;
import io.surtitle.inference.Batching;
import io.surtitle.inference.CudaSettings;
import io.surtitle.inference.DeviceChoice;
import io.surtitle.inference.Model;
import io.surtitle.inference.RunObserver;
import io.surtitle.inference.RunSettings;
import io.surtitle.metrics.EngineMeters;
import io.surtitle.topology.Application;
import io.surtitle.topology.ApplicationSettings;
import io.surtitle.topology.ChangelogBarrier;
import io.surtitle.topology.OperatorSpec;
import io.surtitle.topology.Pipeline;
import io.surtitle.topology.TopologySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The application as a run deploys it: the configuration that all its instances share. Waves mix up
 * to {@value #BATCH} streams. Time-outs on the wall clock are so long that they end no utterance.
 *
 * @param name of the application, and prefix of its topics
 * @param directory holds the state directories of all instances
 * @param more additional configuration of Kafka Streams, which takes precedence
 */
record Deployment(
    String name, Mode mode, String bootstrapServers, Path directory, Map<String, String> more) {
  /** Few inputs, so that a run has snapshots as well as journals of several inputs. */
  private static final int SNAPSHOT = 3;

  static final Bundle BUNDLE = Bundle.load(ToyBundle.directory());
  static final Model MODEL = Model.load(BUNDLE, 1);

  /** Batches as on a GPU. */
  private static final Model PADDED =
      Model.load(
          BUNDLE,
          new RunSettings(
              1,
              DeviceChoice.CPU,
              CudaSettings.DEFAULT,
              new Batching.Overrides(
                  null, Batching.GPU.rows(), Batching.GPU.padded(), Batching.GPU.shared())),
          RunObserver.NONE);

  static final Translation TRANSLATION =
      new Translation(
          OperatorSpec.FIRST,
          BUNDLE,
          Policy.waitK(1),
          2,
          BUNDLE.manifest().targets(),
          64,
          SNAPSHOT);

  /** Part of the name of every caption topic. */
  static final String CAPTIONS = ".captions.";

  private static final int BATCH = 16;
  private static final int THREADS = 2;
  private static final Duration LONG = Duration.ofHours(10);

  /** Broker settings that the short time-outs of this suite need. */
  static final Map<String, String> BROKER =
      Map.of(
          "group.min.session.timeout.ms", "500",
          "group.streams.min.session.timeout.ms", "500",
          "group.streams.session.timeout.ms", "1500",
          "group.streams.num.standby.replicas", "1",
          "group.streams.min.heartbeat.interval.ms", "100",
          "group.streams.heartbeat.interval.ms", "300",
          "group.streams.initial.rebalance.delay.ms", "0",
          "group.streams.assignment.interval.ms", "0",
          "transaction.abort.timed.out.transaction.cleanup.interval.ms", "200");

  /** The engines of one instance's threads. */
  private Supplier<Engine> engines() {
    Supplier<Engine> engines =
        mode == Mode.SHARED_RUNNER
            ? new SharedEngine(() -> TRANSLATION.engine(PADDED))::share
            : () -> TRANSLATION.engine(MODEL);
    return () -> Failpoints.in(engines.get());
  }

  ApplicationSettings application(String instance) {
    Map<String, String> kafka = new HashMap<>();
    kafka.put("bootstrap.servers", bootstrapServers);
    kafka.put("client.id", name + "-" + instance);
    kafka.put("state.dir", directory.resolve(name + "-" + instance).toString());
    kafka.put("producer.transaction.timeout.ms", "3000");
    kafka.put("producer.interceptor.classes", interceptors());
    if (mode != Mode.STREAMS_PROTOCOL) {
      kafka.put("session.timeout.ms", "2000");
      kafka.put("heartbeat.interval.ms", "300");
    }
    kafka.putAll(mode.kafka());
    kafka.putAll(more);
    return new ApplicationSettings(
        name, THREADS, Workload.PARTITIONS, ApplicationSettings.REPLICATION, kafka);
  }

  /** The failpoint comes first: a record that it keeps from being sent is never acknowledged. */
  private String interceptors() {
    String failpoint = FailpointInterceptor.class.getName();
    return mode.exactlyOnce() ? failpoint : failpoint + "," + ChangelogBarrier.class.getName();
  }

  TopicNames topics() {
    return new TopicNames(
        name + ".text", name + CAPTIONS, name + ".dead-letters", name + ".glossary");
  }

  /** Starts an instance. */
  Application start(String instance) {
    EngineMeters meters = EngineMeters.none();
    CaptionTopics captions = new CaptionTopics(topics().captionPrefix());
    return Application.start(
        application(instance),
        topology(),
        List.of(
            Pipeline.text(
                new TextSource(topics().text(), BUNDLE.manifest().source(), TextSource.USUAL_BYTES),
                List.of(TRANSLATION.operator(captions, engines(), meters)))),
        Pipelines.glossaries(topics()),
        meters);
  }

  TopologySettings topology() {
    TopologySettings.Limits limits = TopologySettings.Limits.DEFAULT;
    return new TopologySettings(
        topics().deadLetters(),
        LONG,
        new TopologySettings.Batch(BATCH, Duration.ofMillis(10)),
        new TopologySettings.Limits(
            limits.streams(),
            limits.pending(),
            limits.pendingBytes(),
            LONG,
            limits.lag(),
            TopologySettings.Behind.CATCH_UP));
  }
}
