package io.surtitle.gateway;

import io.surtitle.event.Caption;
import io.surtitle.event.Caption.Status;
import org.jspecify.annotations.Nullable;

/** Captions for tests: each call is the next revision, or the next caption. */
final class Said {
  static final long START = 1_790_000_000_000L;

  private final String stream;
  private final String language;
  private int utterance;
  private int revision;
  private long offset;
  private long timestamp = START;
  private int partition;
  private int topic = 1;
  private @Nullable Double chrf;

  Said(String stream, String language) {
    this.stream = stream;
    this.language = language;
  }

  /** The next revision of the open caption. */
  Message partial(String text) {
    return next(text, Status.PARTIAL, null);
  }

  /** The last revision of the open caption. */
  Message last(String text) {
    Message message = next(text, Status.FINAL, null);
    utterance++;
    revision = 0;
    return message;
  }

  /** A whole caption at a place in media time. */
  Message last(String text, long startPts, long endPts) {
    Message message = next(text, Status.FINAL, new Pts(startPts, endPts));
    utterance++;
    revision = 0;
    return message;
  }

  /** Lets time pass. */
  Said pause(long ms) {
    timestamp += ms;
    return this;
  }

  /** Partitions were added to the topic, and the stream has moved to another one. */
  Said move() {
    partition++;
    offset = 0;
    return this;
  }

  /** The next captions are a preview's. */
  Said preview(double measured) {
    chrf = measured;
    return this;
  }

  /** The topic was recreated. */
  Said recreated() {
    topic++;
    offset = 0;
    return this;
  }

  private Message next(String text, Status status, @Nullable Pts pts) {
    String id = Caption.utterance(utterance, 0);
    Caption caption =
        new Caption(
            Caption.id(stream, id, language),
            stream,
            language,
            id,
            revision++,
            status,
            text,
            pts == null ? null : pts.start,
            pts == null ? null : pts.end,
            "",
            "toy",
            "1",
            chrf,
            chrf == null ? null : true,
            10);
    timestamp += 100;
    offset += 2; // transaction markers take offsets too
    return new Message(caption, new EventId(offset, timestamp, partition, topic));
  }

  private record Pts(long start, long end) {}

  /** A message of a caption topic. */
  record Message(Caption caption, EventId id) {
    long timestamp() {
      return id.timestamp();
    }

    Transcript.Taken into(Transcript transcript) {
      return transcript.add(caption, id, timestamp());
    }

    /** The same message with another record timestamp. */
    Message at(long timestamp) {
      return new Message(caption, new EventId(id.offset(), timestamp, id.partition(), id.topic()));
    }
  }
}
