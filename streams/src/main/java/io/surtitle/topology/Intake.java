package io.surtitle.topology;

import io.surtitle.event.Decoded;
import io.surtitle.event.SourceText;
import io.surtitle.event.TextDecoder;
import io.surtitle.session.Input;
import org.apache.kafka.streams.processor.api.Record;

/** Lets records wait for their turn as inputs, or makes them dead letters. */
final class Intake {
  private final TextDecoder decoder;
  private final Task task;
  private final DeadLetters deadLetters;

  Intake(TextDecoder decoder, Task task, DeadLetters deadLetters) {
    this.decoder = decoder;
    this.task = task;
    this.deadLetters = deadLetters;
  }

  void take(Record<byte[], byte[]> record, long offset) {
    Original original = new Original(record.value(), record.headers());
    Decoded decoded =
        decoder.decode(record.key(), record.value(), Original.lastValues(record.headers()));
    if (decoded instanceof Decoded.Rejected no) {
      deadLetters.send(
          record.key(), original, offset, record.timestamp(), no.reason(), no.detail());
    } else if (decoded instanceof Decoded.Accepted yes) {
      SourceText text = yes.text();
      task.add(
          new PendingInput(text.stream(), input(text, offset, record.timestamp()), original),
          original);
    }
  }

  private static Input input(SourceText text, long offset, long timestamp) {
    return new Input(text.text(), text.end(), offset, text.sequence(), text.pts(), timestamp);
  }
}
