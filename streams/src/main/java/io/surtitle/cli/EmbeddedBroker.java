package io.surtitle.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka broker in this process: one node, broker and controller, on a free port of the loopback
 * address, with its data in a temporary directory that goes when it is closed. For the demo and for
 * tests, not for data that matters.
 *
 * <p>The only place that uses Kafka's internals: a broker has no public class.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
  private static final String HOST = "127.0.0.1";
  private static final int NODE = 1;
  private static final int ATTEMPTS = 3;

  private final KafkaConfig config;
  private final Path directory;
  private final String bootstrapServers;
  private KafkaRaftServer server;

  private EmbeddedBroker(KafkaConfig config, Path directory, int port, KafkaRaftServer server) {
    this.config = config;
    this.directory = directory;
    this.bootstrapServers = HOST + ":" + port;
    this.server = server;
  }

  /**
   * Starts a broker and waits until it answers, mostly a few seconds.
   *
   * @throws IllegalStateException if it does not start
   */
  public static EmbeddedBroker start() {
    return start(Map.of());
  }

  /** The same, with more of the broker's configuration, as Kafka names it; wins over ours. */
  public static EmbeddedBroker start(Map<String, String> more) {
    // A port found free may be taken before the broker binds it.
    RuntimeException failure = new IllegalStateException("the broker did not start");
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        return startOnce(more);
      } catch (RuntimeException e) {
        failure.addSuppressed(e);
      }
    }
    throw failure;
  }

  private static EmbeddedBroker startOnce(Map<String, String> more) {
    Path directory = temporaryDirectory();
    int port = freePort();
    KafkaRaftServer server = null;
    try {
      Map<String, String> settings = config(directory, port, freePort());
      settings.putAll(more);
      format(directory, settings);
      KafkaConfig config = new KafkaConfig(settings, false);
      server = new KafkaRaftServer(config, Time.SYSTEM);
      server.startup();
      return new EmbeddedBroker(config, directory, port, server);
    } catch (RuntimeException e) {
      if (server != null) {
        server.shutdown();
      }
      delete(directory);
      throw e;
    }
  }

  /** Host and port, for {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Stops the broker in an orderly way and starts it again: the same port, the same data. */
  public void restart() {
    stop();
    server = new KafkaRaftServer(config, Time.SYSTEM);
    server.startup();
  }

  /** Stops the broker and deletes its data. */
  @Override
  public void close() {
    stop();
    delete(directory);
  }

  private void stop() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static Map<String, String> config(Path directory, int port, int controllerPort) {
    Map<String, String> config = new HashMap<>();
    config.put("process.roles", "broker,controller");
    config.put("node.id", Integer.toString(NODE));
    config.put("controller.quorum.voters", NODE + "@" + HOST + ":" + controllerPort);
    config.put(
        "listeners",
        "BROKER://" + HOST + ":" + port + ",CONTROLLER://" + HOST + ":" + controllerPort);
    config.put("advertised.listeners", "BROKER://" + HOST + ":" + port);
    config.put("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
    config.put("inter.broker.listener.name", "BROKER");
    config.put("controller.listener.names", "CONTROLLER");
    config.put("log.dirs", directory.toString());
    config.put("auto.create.topics.enable", "false");
    config.put("default.replication.factor", "1");
    config.put("num.network.threads", "2");
    config.put("num.io.threads", "2");
    config.put("group.initial.rebalance.delay.ms", "0");
    oneReplica(config, "offsets.topic");
    oneReplica(config, "transaction.state.log");
    oneReplica(config, "share.coordinator.state.topic");
    config.put("transaction.state.log.min.isr", "1");
    config.put("share.coordinator.state.topic.min.isr", "1");
    return config;
  }

  private static void oneReplica(Map<String, String> config, String topic) {
    config.put(topic + ".replication.factor", "1");
    config.put(topic + ".num.partitions", "1");
  }

  private static void format(Path directory, Map<String, String> config) {
    Properties properties = new Properties();
    properties.putAll(config);
    Path file = directory.resolve("broker.properties");
    try (Writer writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
    String[] arguments = {"format", "-c", file.toString(), "-t", Uuid.randomUuid().toString()};
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int code = StorageTool.execute(arguments, new PrintStream(out, true, StandardCharsets.UTF_8));
    if (code != 0) {
      throw new IllegalStateException(
          "cannot format " + directory + ": " + out.toString(StandardCharsets.UTF_8));
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port on " + HOST, e);
    }
  }

  private static Path temporaryDirectory() {
    try {
      return Files.createTempDirectory("surtitle-broker-");
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary directory for the broker", e);
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("{} is left behind: {}", directory, e.toString());
    }
  }
}
