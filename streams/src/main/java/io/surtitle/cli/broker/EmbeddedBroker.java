package io.surtitle.cli.broker;

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
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * A Kafka broker in this process: one node, broker and controller, on a free port of the loopback
 * address. Its data is in a temporary directory, which {@link #close} deletes. For the demo and for
 * tests, not for data that matters.
 *
 * <p>The only class that uses Kafka's internals: Kafka has no public class for a broker.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final int NODE = 1;
  private static final int ATTEMPTS = 3;

  private final KafkaConfig config;
  private final TemporaryDirectory directory;
  private final String bootstrapServers;
  private KafkaRaftServer server;

  private EmbeddedBroker(
      KafkaConfig config, TemporaryDirectory directory, int port, KafkaRaftServer server) {
    this.config = config;
    this.directory = directory;
    this.bootstrapServers = HOST + ":" + port;
    this.server = server;
  }

  /**
   * Starts a broker and waits until it answers, usually a few seconds.
   *
   * @throws IllegalStateException if it does not start
   */
  public static EmbeddedBroker start() {
    return start(Map.of());
  }

  /**
   * Starts a broker with additional properties, which override those set here. Where {@code
   * log.dirs} names the data of a broker that was closed, it goes on with these, and keeps them
   * when it is closed.
   */
  public static EmbeddedBroker start(Map<String, String> more) {
    // Another process may bind the free port before the broker does.
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
    TemporaryDirectory directory = TemporaryDirectory.create("surtitle-broker-");
    int port = freePort();
    KafkaRaftServer server = null;
    try {
      Map<String, String> settings = config(directory.path(), port, freePort());
      settings.putAll(more);
      if (!Files.exists(Path.of(settings.get("log.dirs"), "meta.properties"))) {
        format(directory.path(), settings);
      }
      KafkaConfig config = new KafkaConfig(settings, false);
      server = new KafkaRaftServer(config, Time.SYSTEM);
      server.startup();
      return new EmbeddedBroker(config, directory, port, server);
    } catch (RuntimeException e) {
      if (server != null) {
        server.shutdown();
      }
      directory.close();
      throw e;
    }
  }

  /** Host and port for {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Shuts the broker down and starts it again with the same port and data. */
  public void restart() {
    stop();
    server = new KafkaRaftServer(config, Time.SYSTEM);
    server.startup();
  }

  /** Stops the broker and deletes its data. */
  @Override
  public void close() {
    stop();
    directory.close();
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
}
