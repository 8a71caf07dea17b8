package io.surtitle.topology;

import io.surtitle.engine.Input;
import io.surtitle.event.Arrival;
import io.surtitle.event.Decoded;
import io.surtitle.event.Reason;
import io.surtitle.event.Source;
import io.surtitle.kafka.LastHeaders;
import io.surtitle.metrics.EngineMeters;
import io.surtitle.topology.Attempts.Remedy;
import java.util.List;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns records into pending inputs or dead letters. */
final class Intake<X> {
  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

  /** Maximum size of an input's headers in bytes; they are stored with it. */
  static final int MOST_HEADERS = 64 << 10;

  private final TaskContext<X> context;
  private final Source<X> source;
  private final PartitionTask<X> task;
  private final EngineMeters meters;
  private final Attempts attempts;

  Intake(TaskContext<X> context, Source<X> source, PartitionTask<X> task, EngineMeters meters) {
    this.context = context;
    this.source = source;
    this.task = task;
    this.meters = meters;
    this.attempts = context.host().safeguards().attempts();
  }

  void take(Record<byte[], byte[]> record, long offset) {
    long position = task.position(SourceLabels.takeOff(record.headers()), offset);
    try {
      take(record, new Original(record.value(), record.headers()), offset, position);
    } catch (RuntimeException e) {
      if (Attempts.mayLieInTheInput(e) && !attempts.isCounted(e)) {
        attempts.failed(context.id(), offset, e);
      }
      throw e;
    }
  }

  private void take(Record<byte[], byte[]> record, Original original, long offset, long position) {
    Decoded<X> decoded =
        attempts.remedy(context.id(), offset) == Remedy.NONE
            ? decode(record, original, offset)
            : new Decoded.Rejected<>(
                Reason.PROCESSING_FAILED, attempts.describe(context.id(), offset));
    if (decoded instanceof Decoded.Rejected<X> no) {
      context
          .deadLetters()
          .send(record.key(), original, offset, record.timestamp(), no.reason(), no.detail());
    } else if (decoded instanceof Decoded.Accepted<X> yes) {
      Arrival<X> arrival = yes.arrival();
      Input<X> input = input(arrival, position, record.timestamp());
      long now = context.clock().millis();
      meters.words(source.words(arrival.content()));
      meters.audio(source.millis(arrival.content()));
      task.add(new PendingInput<>(arrival.stream(), input, original, now), original);
    }
  }

  /** Rejects a record on which the decoder fails, since it would always fail on it. */
  private Decoded<X> decode(Record<byte[], byte[]> record, Original original, long offset) {
    try {
      Decoded<X> decoded =
          source.decode(
              record.key(), record.value(), LastHeaders.of(List.of(record.headers().toArray())));
      return original.headerBytes() > MOST_HEADERS ? tooManyHeaders(original) : decoded;
    } catch (RuntimeException | StackOverflowError e) {
      LOG.error("the record at offset {} cannot be decoded", offset, e);
      return new Decoded.Rejected<>(Reason.PROCESSING_FAILED, "cannot be decoded: " + e);
    }
  }

  private Decoded<X> tooManyHeaders(Original original) {
    return new Decoded.Rejected<>(
        Reason.TOO_LARGE,
        "headers of %d bytes, but at most %d are taken"
            .formatted(original.headerBytes(), MOST_HEADERS));
  }

  static <X> Input<X> input(Arrival<X> arrival, long position, long timestamp) {
    return new Input.Content<>(
        arrival.content(),
        arrival.end(),
        new Input.Place(
            position, arrival.sequence(), arrival.pts(), timestamp, arrival.producer()));
  }
}
