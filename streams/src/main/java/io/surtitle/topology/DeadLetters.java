package io.surtitle.topology;

import io.surtitle.event.DeadLetter;
import io.surtitle.event.Reason;
import io.surtitle.metrics.EngineMeters;
import io.surtitle.session.StreamPosition;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends refused records on as they came, with their own timestamps, and cut where they would not
 * fit.
 */
final class DeadLetters {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

  private static final int LONGEST_DETAIL = 500;

  private final ProcessorContext<byte[], Outgoing> context;
  private final TopologySettings settings;
  private final Safeguards safeguards;
  private final InstantSource clock;
  private final EngineMeters meters;

  DeadLetters(
      ProcessorContext<byte[], Outgoing> context,
      TopologySettings settings,
      Safeguards safeguards,
      InstantSource clock,
      EngineMeters meters) {
    this.context = context;
    this.settings = settings;
    this.safeguards = safeguards;
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
    String topic = settings.topics().text();
    DeadLetter why =
        new DeadLetter(reason, oneLine(detail), topic, partition, offset, clock.millis());
    switch (safeguards.attempts().remedy(partition, offset)) {
      case NONE, DEAD_LETTER -> {
        int limit = safeguards.limits().of(settings.topics().deadLetters());
        forward(Letter.of(key, original.value(), original.headers(), why, limit), timestamp);
      }
      case BARE_DEAD_LETTER ->
          forward(Letter.of(new byte[0], null, List.of(), why, Letter.LEAST), clock.millis());
      case LEAVE_OUT ->
          LOG.error("{}-{}: offset {} is lost, not even a dead letter", topic, partition, offset);
    }
    meters.deadLetter(reason.code());
  }

  private void forward(Letter letter, long timestamp) {
    Record<byte[], Outgoing> record =
        new Record<>(
            letter.key(), new Outgoing(settings.topics().deadLetters(), letter.value()), timestamp);
    letter.headers().forEach(record.headers()::add);
    context.forward(record, Names.DEAD_LETTER_SINK);
  }

  private static String oneLine(String detail) {
    String line = detail.replaceAll("\\s*\\R\\s*", " ");
    return line.length() <= LONGEST_DETAIL ? line : line.substring(0, LONGEST_DETAIL) + "...";
  }
}
