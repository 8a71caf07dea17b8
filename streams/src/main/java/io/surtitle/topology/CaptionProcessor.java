package io.surtitle.topology;

import io.surtitle.batching.Engine;
import io.surtitle.event.TextDecoder;
import io.surtitle.metrics.EngineMeters;
import io.surtitle.session.Interpreter;
import java.time.InstantSource;
import java.util.Objects;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Text records in, captions and dead letters out. A record that is an input only begins to wait
 * here; waves run when enough streams have something waiting, or a few milliseconds later.
 *
 * <p>Kafka Streams may call {@code close} and {@code init} again on the same instance: everything
 * is made anew then.
 */
final class CaptionProcessor implements Processor<byte[], byte[], byte[], Outgoing> {
  private final TopologySettings settings;
  private final Interpreter interpreter;
  private final Engine engine;
  private final Host host;
  private final EngineMeters meters;
  private @Nullable ProcessorContext<byte[], Outgoing> context;
  private @Nullable Intake intake;
  private @Nullable Task task;

  CaptionProcessor(
      TopologySettings settings,
      Interpreter interpreter,
      Engine engine,
      Host host,
      EngineMeters meters) {
    this.settings = settings;
    this.interpreter = interpreter;
    this.engine = engine;
    this.host = host;
    this.meters = meters;
  }

  @Override
  public void init(ProcessorContext<byte[], Outgoing> started) {
    context = started;
    InstantSource clock = host.clocks().wall();
    DeadLetters deadLetters = new DeadLetters(started, settings, host.safeguards(), clock, meters);
    Task begun = new Task(started, settings, interpreter, engine, deadLetters, host, meters);
    task = begun;
    String language = interpreter.manifest().source();
    TextDecoder decoder = new TextDecoder(language, settings.limits().recordBytes());
    intake =
        new Intake(
            decoder,
            begun,
            deadLetters,
            host.safeguards().attempts(),
            started.taskId().partition(),
            clock,
            meters);
    started.schedule(
        settings.batch().tick(), PunctuationType.WALL_CLOCK_TIME, timestamp -> begun.tick());
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
