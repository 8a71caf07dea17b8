package io.surtitle.topology;

import io.surtitle.engine.Input;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Continues the streams of a partition after its topic was recreated. */
final class Recreation<X> {
  private static final Logger LOG = LoggerFactory.getLogger(Recreation.class);
  private static final Original NOTHING = new Original(null, List.of());

  private final TaskContext<X> task;
  private final Generations generations;
  private final Supplier<Set<String>> streams;
  private final String topic;

  /**
   * Continues in the generation that is in the stores.
   *
   * @param streams every stream that has a pending input or a session
   */
  Recreation(TaskContext<X> task, Pipeline<X> pipeline, Supplier<Set<String>> streams) {
    this.task = task;
    this.streams = streams;
    this.topic = pipeline.source().topic();
    List<KeyValueStore<Bytes, byte[]>> stores =
        pipeline.operators().stream()
            .map(spec -> task.context().<KeyValueStore<Bytes, byte[]>>getStateStore(spec.store()))
            .toList();
    this.generations =
        new Generations(stores, task.host().sources().apply(topic), task.id().partition());
  }

  /**
   * The position of the next record in its stream. If the topic was recreated, a new generation
   * begins, and every stream gets an input that ends what is open, after its pending inputs.
   */
  long position(Optional<Uuid> id, long offset) {
    if (generations.isOver(id)) {
      long last = generations.begin(id.orElseThrow());
      LOG.warn(
          "topic {} was recreated: partition {} begins again at offset {}",
          topic,
          task.id().partition(),
          offset);
      endAll(last, task.clock().millis());
    }
    return generations.position(id, offset);
  }

  private void endAll(long last, long now) {
    for (String stream : streams.get()) {
      PendingInput<X> end = new PendingInput<>(stream, Input.recreated(last, now), NOTHING, now);
      task.pending().add(end, NOTHING);
    }
  }
}
