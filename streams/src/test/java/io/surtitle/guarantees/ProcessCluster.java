package io.surtitle.guarantees;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;

/**
 * Brokers in processes of their own, each of which is also a controller. With three brokers, every
 * partition has three replicas, of which two must be in sync; with one broker, one.
 */
final class ProcessCluster implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int PAUSE_MS = 500;

  private final List<BrokerProcess> brokers = new ArrayList<>();
  private final List<Integer> ports = new ArrayList<>();

  private ProcessCluster() {}

  static ProcessCluster start(int count, Path directory) throws Exception {
    ProcessCluster cluster = new ProcessCluster();
    List<Integer> controllers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      cluster.ports.add(freePort());
      controllers.add(freePort());
    }
    String voters =
        IntStream.range(0, count)
            .mapToObj(i -> (i + 1) + "@127.0.0.1:" + controllers.get(i))
            .collect(Collectors.joining(","));
    String id = Uuid.randomUuid().toString();
    try {
      for (int i = 0; i < count; i++) {
        Map<String, String> settings = settings(count, voters);
        settings.put("node.id", Integer.toString(i + 1));
        settings.put(
            "listeners",
            "BROKER://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                .formatted(cluster.ports.get(i), controllers.get(i)));
        settings.put("advertised.listeners", "BROKER://127.0.0.1:" + cluster.ports.get(i));
        cluster.brokers.add(
            new BrokerProcess(directory.resolve("broker-" + (i + 1)), settings, id));
      }
      for (BrokerProcess broker : cluster.brokers) {
        broker.start();
      }
      cluster.awaitAll();
    } catch (IOException | InterruptedException | RuntimeException e) {
      cluster.close();
      throw e;
    }
    return cluster;
  }

  private static Map<String, String> settings(int count, String voters) {
    String replicas = Integer.toString(count);
    String minInSync = Integer.toString(count == 1 ? 1 : 2);
    Map<String, String> settings = new HashMap<>(Deployment.BROKER);
    settings.put("process.roles", "broker,controller");
    settings.put("controller.quorum.voters", voters);
    settings.put("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("inter.broker.listener.name", "BROKER");
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("auto.create.topics.enable", "false");
    settings.put("default.replication.factor", replicas);
    settings.put("min.insync.replicas", minInSync);
    settings.put("offsets.topic.replication.factor", replicas);
    settings.put("offsets.topic.num.partitions", "4");
    settings.put("transaction.state.log.replication.factor", replicas);
    settings.put("transaction.state.log.min.isr", minInSync);
    settings.put("transaction.state.log.num.partitions", "4");
    settings.put("share.coordinator.state.topic.replication.factor", replicas);
    settings.put("share.coordinator.state.topic.min.isr", minInSync);
    return settings;
  }

  int size() {
    return brokers.size();
  }

  String bootstrapServers() {
    return ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
  }

  void stop(int broker, boolean kill) throws InterruptedException {
    brokers.get(broker).stop(kill);
  }

  void start(int broker) throws IOException {
    brokers.get(broker).start();
  }

  /** Waits until every broker answers and all replicas are in sync. */
  void awaitAll() throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
      while (!isInSync(admin)) {
        if (Instant.now().isAfter(end)) {
          throw new AssertionError("a broker does not come back");
        }
        Thread.sleep(PAUSE_MS);
      }
    }
  }

  private boolean isInSync(Admin admin) throws InterruptedException {
    try {
      Set<String> topics = admin.listTopics().names().get();
      return admin.describeCluster().nodes().get().size() == size()
          && admin.describeTopics(topics).allTopicNames().get().values().stream()
              .flatMap(topic -> topic.partitions().stream())
              .allMatch(each -> each.isr().size() == each.replicas().size());
    } catch (ExecutionException e) {
      return false;
    }
  }

  /** How often brokers skipped partitions without a leader when a transaction ended. */
  long skips() throws IOException {
    long skips = 0;
    for (BrokerProcess each : brokers) {
      skips += each.skips();
    }
    return skips;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    brokers.forEach(BrokerProcess::close);
  }
}
