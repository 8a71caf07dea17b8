package io.surtitle.gateway;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The id of an event, the same on every gateway: which message of the caption topic it tells of.
 * Its time tells a topic that was made anew, whose offsets begin again.
 *
 * @param offset of the message
 * @param timestamp of the message, epoch milliseconds
 */
record EventId(long offset, long timestamp) {
  /** Before all events. */
  static final EventId NONE = new EventId(-1, -1);

  private static final Pattern FORM = Pattern.compile("(?<offset>\\d{1,18})-(?<time>\\d{1,18})");

  /** Reads what {@link #toString} writes; empty if it is nothing of the kind. */
  static Optional<EventId> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new EventId(
                Long.parseLong(matcher.group("offset")), Long.parseLong(matcher.group("time"))))
        : Optional.empty();
  }

  /** Whether it is of a message from before a time, epoch milliseconds. */
  boolean isBefore(long time) {
    return offset >= 0 && timestamp < time;
  }

  boolean follows(EventId other) {
    return offset > other.offset;
  }

  /** Whether it lies before another and is younger, so that it cannot be of the same topic. */
  boolean contradicts(EventId other) {
    return offset <= other.offset && timestamp > other.timestamp;
  }

  @Override
  public String toString() {
    return offset + "-" + timestamp;
  }
}
