package io.surtitle.topology;

import io.surtitle.event.DeadLetter;
import io.surtitle.event.Reason;
import io.surtitle.metrics.EngineMeters;
import io.surtitle.session.StreamPosition;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Sends refused records on as they came, with their own timestamps. */
final class DeadLetters {
  private final ProcessorContext<byte[], Outgoing> context;
  private final TopologySettings settings;
  private final InstantSource clock;
  private final EngineMeters meters;

  DeadLetters(
      ProcessorContext<byte[], Outgoing> context,
      TopologySettings settings,
      InstantSource clock,
      EngineMeters meters) {
    this.context = context;
    this.settings = settings;
    this.clock = clock;
    this.meters = meters;
  }

  /** Sends an input that nobody can take. */
  void send(PendingInput input, Original original, Reason reason, String detail) {
    send(
        input.stream().getBytes(StandardCharsets.US_ASCII),
        original,
        StreamPosition.offset(input.input().offset()),
        input.input().timestamp(),
        reason,
        detail);
  }

  void send(
      byte @Nullable [] key,
      Original original,
      long offset,
      long timestamp,
      Reason reason,
      String detail) {
    int partition = context.taskId().partition();
    DeadLetter letter =
        new DeadLetter(reason, detail, settings.topics().text(), partition, offset, clock.millis());
    Record<byte[], Outgoing> record =
        new Record<>(
            key, new Outgoing(settings.topics().deadLetters(), original.value()), timestamp);
    original.headers().forEach(record.headers()::add);
    letter.headers().forEach(record.headers()::add);
    context.forward(record, Names.DEAD_LETTER_SINK);
    meters.deadLetter(reason.code());
  }
}
