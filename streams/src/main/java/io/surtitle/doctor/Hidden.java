package io.surtitle.doctor;

import io.surtitle.topology.PendingKey;
import io.surtitle.topology.SessionKey;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.common.internals.Topic;

/**
 * Records that readers of committed records do not get because of one hanging transaction: its own,
 * and those of others after it. The two cannot be told apart until the transaction is ended.
 *
 * @param transaction the one that hides them
 * @param records their number
 * @param streams their streams, sorted
 */
record Hidden(HangingTransaction transaction, long records, SortedSet<String> streams) {
  private static final int MOST_NAMED = 12;

  /** Reads the hidden records. */
  static Hidden of(HangingTransaction transaction, Footprint footprint, Records all) {
    SortedSet<String> streams = new TreeSet<>();
    long[] count = {0};
    String topic = transaction.partition().topic();
    if (!topic.equals(Topic.GROUP_METADATA_TOPIC_NAME)) {
      all.each(
          transaction.partition(),
          transaction.start(),
          transaction.end(),
          record -> {
            count[0]++;
            if (record.key() != null) {
              streams.add(stream(footprint, topic, record.key()));
            }
          });
    }
    return new Hidden(transaction, count[0], streams);
  }

  /** The stream to which a record of a topic belongs. */
  static String stream(Footprint footprint, String topic, byte[] key) {
    return footprint.isPending(topic) ? PendingKey.of(key).stream() : SessionKey.stream(key);
  }

  /** Describes to a person what ending the transaction means. */
  List<String> lines(Footprint footprint) {
    String topic = transaction.partition().topic();
    if (topic.equals(Topic.GROUP_METADATA_TOPIC_NAME)) {
      return List.of(
          transaction.sentence(),
          "  ending it drops its commit of offsets: inputs after the previous commit are read"
              + " again");
    }
    return List.of(
        transaction.sentence(),
        "  of %d records at offsets %d to %d, ending it loses its own and makes the others visible; streams: %s"
            .formatted(records, transaction.start(), transaction.end() - 1, named(streams)),
        "  " + remedy(footprint, topic));
  }

  private static String remedy(Footprint footprint, String topic) {
    if (footprint.isOutput(topic)) {
      return "lost ones that no later revision replaces are then sent again";
    }
    return footprint.isChangelog(topic)
        ? "the state of these streams goes back to before it; inputs that the state then lacks are"
            + " read again"
        : "lost ones are then listed, for their producer to send again";
  }

  static String named(SortedSet<String> streams) {
    if (streams.isEmpty()) {
      return "none";
    }
    String first = String.join(", ", streams.stream().limit(MOST_NAMED).toList());
    int more = streams.size() - MOST_NAMED;
    return more > 0 ? first + " and " + more + " more" : first;
  }
}
