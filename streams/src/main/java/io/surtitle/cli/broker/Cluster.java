package io.surtitle.cli.broker;

import io.surtitle.cli.config.Configuration;
import io.surtitle.cli.failure.FailedException;
import io.surtitle.cli.failure.Failures;
import io.surtitle.cli.failure.Refusal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Queries a Kafka cluster, and fails within seconds if no broker answers. */
public final class Cluster implements AutoCloseable {
  private static final int PATIENCE_MS = 10_000;

  private final Admin admin;
  private final String address;
  private final Duration patience;

  private Cluster(Admin admin, String address, Duration patience) {
    this.admin = admin;
    this.address = address;
    this.patience = patience;
  }

  /** The cluster that a configuration names; connects on the first query. */
  public static Cluster of(Configuration configuration) {
    Map<String, Object> properties = new HashMap<>(configuration.kafka());
    properties.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    properties.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS / 2);
    int patience =
        new AdminClientConfig(properties).getInt(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG);
    return new Cluster(
        Admin.create(properties),
        String.valueOf(properties.get(Configuration.BOOTSTRAP)),
        Duration.ofMillis(patience));
  }

  /**
   * Checks that a broker answers, before Kafka's other clients retry for minutes.
   *
   * @return the configured address of the cluster
   * @throws FailedException if no broker answers
   */
  public static String reach(Configuration configuration) {
    try (Cluster cluster = of(configuration)) {
      cluster.topics();
      return cluster.address();
    }
  }

  /**
   * Names of all topics that this user may describe, sorted.
   *
   * @throws FailedException if no broker answers
   */
  public Set<String> topics() {
    try {
      return new TreeSet<>(get(admin.listTopics().names()));
    } catch (ExecutionException e) {
      throw failed(e);
    }
  }

  /**
   * Whether a topic exists.
   *
   * @throws FailedException if no broker answers, or this user may not describe the topic
   */
  public boolean has(String topic) {
    try {
      return get(admin.describeTopics(List.of(topic)).allTopicNames()).containsKey(topic);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return false;
      }
      if (e.getCause() instanceof TopicAuthorizationException) {
        throw new FailedException(
            "Kafka at %s does not allow this user to describe topic %s (%s)"
                .formatted(address, topic, Refusal.ACL),
            e);
      }
      throw failed(e);
    }
  }

  private <T> T get(KafkaFuture<T> answer) throws ExecutionException {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailedException("interrupted while waiting for Kafka at " + address, e);
    }
  }

  private FailedException failed(ExecutionException e) {
    if (e.getCause() instanceof TimeoutException) {
      return new FailedException(
          "no Kafka broker answers at %s within %d seconds"
              .formatted(address, patience.toSeconds()),
          e);
    }
    String kafka = "Kafka at " + address;
    return new FailedException(
        Refusal.sentence(kafka, e)
            .orElseGet(() -> kafka + " refuses the request: " + Failures.reason(e)),
        e);
  }

  /** The configured address of the cluster. */
  public String address() {
    return address;
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
