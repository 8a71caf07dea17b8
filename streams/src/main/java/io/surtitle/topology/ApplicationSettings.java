package io.surtitle.topology;

import java.util.Map;

/**
 * How the application runs in a Kafka cluster.
 *
 * @param applicationId name of the consumer group, and prefix of changelog topics and transactions
 * @param threads stream threads of this process
 * @param partitions partitions of topics that are created at startup
 * @param replication their replication factor; -1 is the cluster's default
 * @param kafka configuration of Kafka Streams and its clients, under Kafka's names; overrides
 *     Surtitle's
 */
public record ApplicationSettings(
    String applicationId,
    int threads,
    int partitions,
    short replication,
    Map<String, String> kafka) {
  public static final String APPLICATION_ID = "surtitle";
  public static final int THREADS = 1;
  public static final int PARTITIONS = 6;
  public static final short REPLICATION = -1;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a number is too small
   */
  public ApplicationSettings {
    kafka = Map.copyOf(kafka);
    if (threads < 1 || partitions < 1) {
      throw new IllegalArgumentException("threads and partitions must be at least 1");
    }
    if (replication < 1 && replication != REPLICATION) {
      throw new IllegalArgumentException("replication must be at least 1, or -1");
    }
  }

  /** The documented defaults, for a cluster. */
  public static ApplicationSettings defaults(String bootstrapServers) {
    return new ApplicationSettings(
        APPLICATION_ID,
        THREADS,
        PARTITIONS,
        REPLICATION,
        Map.of("bootstrap.servers", bootstrapServers));
  }
}
