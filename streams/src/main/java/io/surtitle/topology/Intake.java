package io.surtitle.topology;

import io.surtitle.event.Decoded;
import io.surtitle.event.Reason;
import io.surtitle.event.SourceText;
import io.surtitle.event.TextDecoder;
import io.surtitle.metrics.EngineMeters;
import io.surtitle.session.Input;
import io.surtitle.topology.Attempts.Remedy;
import java.time.InstantSource;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets records wait for their turn as inputs, or makes them dead letters. */
final class Intake {
  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

  /** The most bytes of an input's headers, which wait with it. */
  static final int MOST_HEADERS = 64 << 10;

  private final TextDecoder decoder;
  private final Task task;
  private final DeadLetters deadLetters;
  private final InstantSource clock;
  private final EngineMeters meters;
  private final Attempts attempts;
  private final int partition;

  Intake(
      TextDecoder decoder,
      Task task,
      DeadLetters deadLetters,
      Attempts attempts,
      int partition,
      InstantSource clock,
      EngineMeters meters) {
    this.decoder = decoder;
    this.task = task;
    this.deadLetters = deadLetters;
    this.clock = clock;
    this.meters = meters;
    this.attempts = attempts;
    this.partition = partition;
  }

  void take(Record<byte[], byte[]> record, long offset) {
    long position = task.position(SourceLabels.takeOff(record.headers()), offset);
    try {
      take(record, new Original(record.value(), record.headers()), offset, position);
    } catch (RuntimeException e) {
      if (Attempts.mayLieInTheInput(e) && !attempts.isCounted(e)) {
        attempts.failed(partition, offset, e);
      }
      throw e;
    }
  }

  private void take(Record<byte[], byte[]> record, Original original, long offset, long position) {
    Decoded decoded =
        attempts.remedy(partition, offset) == Remedy.NONE
            ? decode(record, original, offset)
            : new Decoded.Rejected(Reason.PROCESSING_FAILED, attempts.describe(partition, offset));
    if (decoded instanceof Decoded.Rejected no) {
      deadLetters.send(
          record.key(), original, offset, record.timestamp(), no.reason(), no.detail());
    } else if (decoded instanceof Decoded.Accepted yes) {
      SourceText text = yes.text();
      Input input = input(text, position, record.timestamp());
      PendingInput waiting = new PendingInput(text.stream(), input, original, clock.millis());
      meters.words(words(text.text()));
      task.add(waiting, original);
    }
  }

  private static Decoded tooManyHeaders(Original original) {
    return new Decoded.Rejected(
        Reason.TOO_LARGE,
        "headers of %d bytes, but at most %d are taken"
            .formatted(original.headerBytes(), MOST_HEADERS));
  }

  /** What fails on a record now fails on it always. */
  private Decoded decode(Record<byte[], byte[]> record, Original original, long offset) {
    try {
      Decoded decoded =
          decoder.decode(record.key(), record.value(), Original.lastValues(record.headers()));
      return original.headerBytes() > MOST_HEADERS ? tooManyHeaders(original) : decoded;
    } catch (RuntimeException | StackOverflowError e) {
      LOG.error("the record at offset {} cannot be decoded", offset, e);
      return new Decoded.Rejected(Reason.PROCESSING_FAILED, "cannot be decoded: " + e);
    }
  }

  /** Words are what spaces separate. */
  private static int words(String text) {
    int words = 0;
    boolean between = true;
    for (int i = 0; i < text.length(); i++) {
      boolean space = Character.isWhitespace(text.charAt(i));
      words += between && !space ? 1 : 0;
      between = space;
    }
    return words;
  }

  static Input input(SourceText text, long position, long timestamp) {
    return new Input(
        text.text(),
        text.end() ? Input.Mark.END : Input.Mark.NONE,
        position,
        text.sequence(),
        text.pts(),
        timestamp,
        text.producer());
  }
}
