package io.surtitle.topology;

import io.surtitle.metrics.EngineMeters;
import java.util.Objects;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Processes the records of a source into outputs of its operators and dead letters. An input first
 * waits; waves run when enough streams have pending inputs, or a few milliseconds later.
 *
 * <p>Kafka Streams may call {@code close} and {@code init} again on the same instance, which then
 * starts anew.
 */
final class PipelineProcessor<X> implements Processor<byte[], byte[], byte[], Outgoing> {
  private final TopologySettings settings;
  private final Pipeline<X> pipeline;
  private final Host host;
  private final EngineMeters meters;
  private @Nullable ProcessorContext<byte[], Outgoing> context;
  private @Nullable Intake<X> intake;
  private @Nullable PartitionTask<X> task;

  PipelineProcessor(
      TopologySettings settings, Pipeline<X> pipeline, Host host, EngineMeters meters) {
    this.settings = settings;
    this.pipeline = pipeline;
    this.host = host;
    this.meters = meters;
  }

  @Override
  public void init(ProcessorContext<byte[], Outgoing> started) {
    context = started;
    TaskContext<X> shared = taskContext(started);
    PartitionTask<X> begun = begin(shared);
    task = begun;
    intake = new Intake<>(shared, pipeline.source(), begun, meters);
    started.schedule(
        settings.batch().tick(), PunctuationType.WALL_CLOCK_TIME, timestamp -> begun.tick());
  }

  private TaskContext<X> taskContext(ProcessorContext<byte[], Outgoing> started) {
    PipelineNodes nodes = new PipelineNodes(pipeline.name());
    DeadLetters deadLetters =
        new DeadLetters(started, nodes, pipeline.source().topic(), settings, host, meters);
    return new TaskContext<>(
        started,
        nodes,
        settings,
        host,
        new PendingInputs<>(started.getStateStore(pipeline.pending()), pipeline.source()),
        new QuietClock(settings.limits().idle().toMillis()),
        deadLetters,
        new Skips(meters),
        new TaskMeters(meters, host.clocks().nanos()));
  }

  /** Closes the meters if the task cannot start, since nothing else would. */
  private PartitionTask<X> begin(TaskContext<X> shared) {
    try {
      return new PartitionTask<>(shared, pipeline);
    } catch (RuntimeException | Error e) {
      shared.meters().close();
      throw e;
    }
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    RecordMetadata metadata = Objects.requireNonNull(context).recordMetadata().orElseThrow();
    Objects.requireNonNull(intake).take(record, metadata.offset());
  }

  @Override
  public void close() {
    if (task != null) {
      task.close();
    }
    task = null;
    intake = null;
    context = null;
  }
}
