package io.surtitle.topology;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/** Checks whether the streams of an application can move to a new application now. */
final class RepartitionPreflight {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final ClusterReader cluster;
  private final String from;
  private final String to;
  private final List<String> stores;

  RepartitionPreflight(ClusterReader cluster, String from, String to, List<String> stores) {
    this.cluster = cluster;
    this.from = from;
    this.to = to;
    this.stores = stores;
  }

  /**
   * Refuses a move that is not possible now.
   *
   * @param topic the source topic
   * @return the topic's description
   * @throws RepartitionException if the old application runs or has no state, or if the new one has
   *     state
   */
  TopicDescription check(String topic) {
    TopicDescription text =
        cluster
            .topic(topic)
            .orElseThrow(() -> new RepartitionException("there is no topic " + topic));
    if (to.equals(from)) {
      throw new RepartitionException(
          "application %s cannot be moved to itself: choose another id".formatted(from));
    }
    if (cluster.isActive(from)) {
      throw new RepartitionException(
          "application %s is still running: stop all its processes, and wait until the"
                  .formatted(from)
              + " sessions of dead ones have expired (session.timeout.ms)");
    }
    Names.changelogs(from, stores).forEach(this::partitions);
    for (String state : Names.changelogs(to, stores)) {
      if (cluster.topic(state).isPresent()) {
        throw new RepartitionException(
            "application %s already has state, in topic %s: choose another id"
                .formatted(to, state));
      }
    }
    return text;
  }

  /** The number of partitions of a changelog of the old application. */
  int partitions(String state) {
    return cluster
        .topic(state)
        .orElseThrow(
            () ->
                new RepartitionException(
                    "application %s has no state: there is no topic %s".formatted(from, state)))
        .partitions()
        .size();
  }

  /**
   * Waits for transactions of a dead process: the broker ends them after transaction.timeout.ms.
   */
  void awaitTransactions(int partitions) {
    long patience = PATIENCE.toSeconds();
    for (String state : Names.changelogs(from, stores)) {
      for (int i = 0; i < partitions; i++) {
        TopicPartition partition = new TopicPartition(state, i);
        while (cluster.hasOpenTransaction(partition)) {
          if (patience-- == 0) {
            throw new RepartitionException(
                "a transaction of application %s is still open in %s: try again after it has ended"
                    .formatted(from, partition));
          }
          sleep();
        }
      }
    }
  }

  private static void sleep() {
    try {
      TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
