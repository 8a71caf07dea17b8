package io.surtitle.topology;

import io.surtitle.engine.StreamPosition;
import io.surtitle.event.DeadLetter;
import io.surtitle.event.Reason;
import io.surtitle.metrics.EngineMeters;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forwards refused records unchanged, with their own timestamps, but truncated if they would not
 * fit.
 */
final class DeadLetters {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

  private static final int LONGEST_DETAIL = 500;

  private final ProcessorContext<byte[], Outgoing> context;
  private final PipelineNodes nodes;
  private final String source;
  private final String topic;
  private final Safeguards safeguards;
  private final InstantSource clock;
  private final EngineMeters meters;

  DeadLetters(
      ProcessorContext<byte[], Outgoing> context,
      PipelineNodes nodes,
      String source,
      TopologySettings settings,
      Host host,
      EngineMeters meters) {
    this.context = context;
    this.nodes = nodes;
    this.source = source;
    this.topic = settings.deadLetters();
    this.safeguards = host.safeguards();
    this.clock = host.clocks().wall();
    this.meters = meters;
  }

  /** Sends the dead letter of an input that cannot be processed. */
  void send(PendingInput<?> input, Original original, Reason reason, String detail) {
    send(
        input.stream().getBytes(StandardCharsets.US_ASCII),
        original,
        StreamPosition.offset(input.input().position()),
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
    TaskId task = context.taskId();
    DeadLetter why =
        new DeadLetter(reason, oneLine(detail), source, task.partition(), offset, clock.millis());
    switch (safeguards.attempts().remedy(task, offset)) {
      case NONE, DEAD_LETTER -> {
        int limit = safeguards.limits().of(topic);
        forward(Letter.of(key, original.value(), original.headers(), why, limit), timestamp);
      }
      case BARE_DEAD_LETTER ->
          forward(Letter.of(new byte[0], null, List.of(), why, Letter.LEAST), clock.millis());
      case LEAVE_OUT ->
          LOG.error(
              "{}-{}: offset {} is lost: not even a dead letter could be sent",
              source,
              task.partition(),
              offset);
    }
    meters.deadLetter(reason.code());
  }

  private void forward(Letter letter, long timestamp) {
    Record<byte[], Outgoing> record =
        new Record<>(letter.key(), new Outgoing(topic, letter.value()), timestamp);
    letter.headers().forEach(record.headers()::add);
    context.forward(record, nodes.deadLetters());
  }

  private static String oneLine(String detail) {
    String line = detail.replaceAll("\\s*\\R\\s*", " ");
    return line.length() <= LONGEST_DETAIL ? line : line.substring(0, LONGEST_DETAIL) + "...";
  }
}
