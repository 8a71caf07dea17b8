package io.surtitle.topology;

import io.surtitle.session.Input;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the streams of a partition go on where its topic was recreated. */
final class Recreation {
  private static final Logger LOG = LoggerFactory.getLogger(Recreation.class);
  private static final Original NOTHING = new Original(null, List.of());

  private final Generations generations;
  private final PendingInputs pending;
  private final LiveSessions sessions;
  private final InstantSource clock;
  private final String text;
  private final int partition;

  Recreation(
      ProcessorContext<byte[], Outgoing> context,
      String text,
      Host host,
      PendingInputs pending,
      LiveSessions sessions) {
    this.text = text;
    this.partition = context.taskId().partition();
    this.generations =
        new Generations(context.getStateStore(Names.SESSIONS), host.source(), partition);
    this.pending = pending;
    this.sessions = sessions;
    this.clock = host.clocks().wall();
  }

  /**
   * The position of the next record in its stream. Where the topic was recreated, streams go on in
   * the new one; what is open ends after what still waits.
   */
  long position(Optional<Uuid> topic, long offset) {
    if (generations.isOver(topic)) {
      long last = generations.begin(topic.orElseThrow());
      LOG.warn(
          "topic {} was recreated: partition {} begins again at offset {}",
          text,
          partition,
          offset);
      endAll(last, clock.millis());
    }
    return generations.position(topic, offset);
  }

  private void endAll(long last, long now) {
    Set<String> streams = new LinkedHashSet<>(pending.waiting());
    sessions.each((stream, open) -> streams.add(stream));
    for (String stream : streams) {
      pending.add(new PendingInput(stream, Input.anew(last, now), NOTHING, now), NOTHING);
    }
  }
}
