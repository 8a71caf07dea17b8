package io.surtitle.topology;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The objects that the parts of a task share.
 *
 * @param context the context of Kafka Streams
 * @param nodes the names of the pipeline's nodes
 * @param host the process
 * @param streams all current streams, and the time of each one's last input
 * @param <X> the content of an input
 */
record TaskContext<X>(
    ProcessorContext<byte[], Outgoing> context,
    PipelineNodes nodes,
    TopologySettings settings,
    Host host,
    PendingInputs<X> pending,
    QuietClock streams,
    DeadLetters deadLetters,
    Skips skips,
    TaskMeters meters) {
  /** Identifies the task in its process. */
  TaskId id() {
    return context.taskId();
  }

  /** The value of a stream in the {@link StreamTable}; null if it has none. */
  byte @Nullable [] lookUp(String stream) {
    KeyValueStore<Bytes, byte[]> table = context.getStateStore(Names.TABLE);
    return table.get(Bytes.wrap(stream.getBytes(StandardCharsets.US_ASCII)));
  }

  /** The wall clock. */
  InstantSource clock() {
    return host.clocks().wall();
  }
}
