package io.surtitle.topology;

import io.surtitle.event.Decoded;
import io.surtitle.event.SourceText;
import io.surtitle.event.TextDecoder;
import io.surtitle.metrics.EngineMeters;
import io.surtitle.session.Input;
import java.time.InstantSource;
import org.apache.kafka.streams.processor.api.Record;

/** Lets records wait for their turn as inputs, or makes them dead letters. */
final class Intake {
  private final TextDecoder decoder;
  private final Task task;
  private final DeadLetters deadLetters;
  private final InstantSource clock;
  private final EngineMeters meters;

  Intake(
      TextDecoder decoder,
      Task task,
      DeadLetters deadLetters,
      InstantSource clock,
      EngineMeters meters) {
    this.decoder = decoder;
    this.task = task;
    this.deadLetters = deadLetters;
    this.clock = clock;
    this.meters = meters;
  }

  void take(Record<byte[], byte[]> record, long offset) {
    long position = task.position(SourceLabels.takeOff(record.headers()), offset);
    Original original = new Original(record.value(), record.headers());
    Decoded decoded =
        decoder.decode(record.key(), record.value(), Original.lastValues(record.headers()));
    if (decoded instanceof Decoded.Rejected no) {
      deadLetters.send(
          record.key(), original, offset, record.timestamp(), no.reason(), no.detail());
    } else if (decoded instanceof Decoded.Accepted yes) {
      SourceText text = yes.text();
      meters.words(words(text.text()));
      Input input = input(text, position, record.timestamp());
      task.add(new PendingInput(text.stream(), input, original, clock.millis()), original);
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
