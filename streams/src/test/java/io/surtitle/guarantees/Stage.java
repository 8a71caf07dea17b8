package io.surtitle.guarantees;

import io.surtitle.batching.Engine;
import io.surtitle.batching.Translator;
import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.ToyBundle;
import io.surtitle.decoding.Policy;
import io.surtitle.inference.Model;
import io.surtitle.session.Interpreter;
import io.surtitle.topology.ApplicationSettings;
import io.surtitle.topology.CaptionsFirst;
import io.surtitle.topology.TopologySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What all instances of one run have in common. Waves mix up to {@value #BATCH} streams; no pause
 * is so long that the wall clock ends an utterance.
 *
 * @param name of the application, and prefix of its topics
 * @param directory for the state of all instances
 * @param more configuration of Kafka Streams
 */
record Stage(
    String name, Mode mode, String bootstrapServers, Path directory, Map<String, String> more) {
  static final Bundle BUNDLE = Bundle.load(ToyBundle.directory());
  static final Model MODEL = Model.load(BUNDLE, 1);
  static final Interpreter INTERPRETER =
      new Interpreter(BUNDLE, Policy.waitK(1), 2, BUNDLE.manifest().targets(), 64);

  /** In the names of all caption topics. */
  static final String CAPTIONS = ".captions.";

  private static final int BATCH = 16;
  private static final int THREADS = 2;
  private static final Duration LONG = Duration.ofHours(10);

  /** What a broker must allow for the short time-outs of the suite. */
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

  Engine engine() {
    return Sabotage.of(new Translator(MODEL, INTERPRETER));
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
        name, THREADS, Script.PARTITIONS, ApplicationSettings.REPLICATION, kafka);
  }

  /** The crash comes first: what is not sent will not be acknowledged. */
  private String interceptors() {
    String crash = SendingCrash.class.getName();
    return mode.once() ? crash : crash + "," + CaptionsFirst.class.getName();
  }

  TopologySettings topology() {
    TopologySettings.Limits limits = TopologySettings.Limits.DEFAULT;
    return new TopologySettings(
        new TopologySettings.TopicNames(
            name + ".text", name + CAPTIONS, name + ".dead-letters", name + ".glossary"),
        BUNDLE.manifest().targets(),
        LONG,
        new TopologySettings.Batch(BATCH, Duration.ofMillis(10)),
        new TopologySettings.Limits(
            limits.recordBytes(),
            limits.streams(),
            limits.pending(),
            LONG,
            limits.lag(),
            TopologySettings.Behind.CATCH_UP));
  }
}
