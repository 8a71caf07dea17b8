package io.surtitle.gateway;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The id of an event, the same on every gateway. It identifies a message and its caption topic.
 *
 * <pre>
 * id     = offset "-" timestamp "-" partition "-" topic
 * topic  = 8 hexadecimal digits
 * </pre>
 *
 * <p>The earlier form {@code offset-timestamp} is accepted too.
 *
 * @param offset of the message
 * @param timestamp of the message, epoch milliseconds
 * @param partition of the message, -1 if unknown
 * @param topic hash of the topic's id in Kafka, which tells recreated topics apart; 0 if unknown
 */
record EventId(long offset, long timestamp, int partition, int topic) {
  /** Before all events. */
  static final EventId NONE = new EventId(-1, -1, -1, 0);

  private static final Pattern FORM =
      Pattern.compile(
          "(?<offset>\\d{1,18})-(?<time>\\d{1,18})"
              + "(?:-(?<partition>\\d{1,9})-(?<topic>[0-9a-f]{8}))?");

  /** Parses the output of {@link #toString}; empty if the text has another form. */
  static Optional<EventId> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches() ? Optional.of(of(matcher)) : Optional.empty();
  }

  private static EventId of(Matcher matcher) {
    boolean whole = matcher.group("topic") != null;
    return new EventId(
        Long.parseLong(matcher.group("offset")),
        Long.parseLong(matcher.group("time")),
        whole ? Integer.parseInt(matcher.group("partition")) : -1,
        whole ? Integer.parseUnsignedInt(matcher.group("topic"), 16) : 0);
  }

  /** Whether its message is older than a time, epoch milliseconds. */
  boolean isBefore(long time) {
    return offset >= 0 && timestamp < time;
  }

  /**
   * Whether its message comes after another's of the same stream and topic. Within a partition,
   * offsets decide. If the stream moved to another partition because partitions were added,
   * timestamps decide; with equal timestamps it counts as later, since sending an event twice does
   * less harm than not sending it.
   */
  boolean follows(EventId other) {
    boolean byOffset = other.offset < 0 || partition == other.partition;
    return byOffset ? offset > other.offset : timestamp >= other.timestamp;
  }

  /** Whether it comes from a different topic of the same name, which was recreated. */
  boolean contradicts(EventId other) {
    return topic != 0 && other.topic != 0 && topic != other.topic;
  }

  @Override
  public String toString() {
    return "%d-%d-%d-%08x".formatted(offset, timestamp, partition, topic);
  }
}
