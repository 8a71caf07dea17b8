package io.surtitle.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.surtitle.topology.PendingKey;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.common.internals.Topic;

/**
 * What readers of committed records do not see because of one hanging transaction: its own records,
 * and those of others behind it, which nobody can tell apart before it is ended.
 *
 * @param transaction that hides them
 * @param records how many
 * @param streams their streams, sorted
 */
record Hidden(HangingTransaction transaction, long records, SortedSet<String> streams) {
  private static final int MOST_NAMED = 12;

  /** Reads it. */
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

  /** The stream that a record of a topic is about. */
  static String stream(Footprint footprint, String topic, byte[] key) {
    return topic.equals(footprint.pending()) ? PendingKey.of(key).stream() : new String(key, UTF_8);
  }

  /** What ending it means, for a person. */
  List<String> lines(Footprint footprint) {
    String topic = transaction.partition().topic();
    if (topic.equals(Topic.GROUP_METADATA_TOPIC_NAME)) {
      return List.of(
          transaction.sentence(),
          "  ended, its commit of offsets is dropped: inputs after the commit before it are read"
              + " again");
    }
    return List.of(
        transaction.sentence(),
        "  ended, those of %d records at offsets %d to %d that are its own will be missing, the others appear; streams: %s"
            .formatted(records, transaction.start(), transaction.end() - 1, named(streams)),
        "  " + remedy(footprint, topic));
  }

  private static String remedy(Footprint footprint, String topic) {
    if (footprint.isCaptions(topic) || topic.equals(footprint.topics().deadLetters())) {
      return "missing ones that nobody has seen are then sent again";
    }
    return footprint.isChangelog(topic)
        ? "the state of these streams is then as before it; inputs that it lacks are read again"
        : "they are their producer's: they are then listed, to be sent again by it";
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
