package io.surtitle.benchmarks.subject;

import io.surtitle.engine.Engine;
import io.surtitle.engine.Input;
import io.surtitle.engine.Taken;
import io.surtitle.engine.Turn;
import io.surtitle.task.translate.Translate;
import io.surtitle.task.translate.TranslateSession;
import io.surtitle.task.translate.Update;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** For each word: loads the session from the store, runs the model, stores the session, emits. */
final class PerRecordProcessor
    implements Processor<String, String, String, PerRecordProcessor.Outgoing> {
  private final Speech speech;
  private final Translate translate;
  private final Engine engine;
  private @Nullable ProcessorContext<String, Outgoing> context;
  private @Nullable KeyValueStore<String, byte[]> sessions;

  PerRecordProcessor(Speech speech) {
    this.speech = speech;
    this.translate = speech.translation().translate();
    this.engine = speech.translation().engine(speech.model());
  }

  /** A caption and its language, which determines the topic. */
  record Outgoing(String language, byte[] json) {}

  @Override
  public void init(ProcessorContext<String, Outgoing> started) {
    context = started;
    sessions = started.getStateStore(PerRecordSubject.SESSIONS);
  }

  @Override
  public void process(Record<String, String> word) {
    ProcessorContext<String, Outgoing> out = Objects.requireNonNull(context);
    KeyValueStore<String, byte[]> store = Objects.requireNonNull(sessions);
    byte[] bytes = store.get(word.key());
    TranslateSession session =
        bytes == null
            ? translate.fresh(Taken.nothing())
            : Objects.requireNonNull(translate.decode(bytes));
    long offset = out.recordMetadata().orElseThrow().offset();
    Input<String> input = Input.of(word.value(), false, offset, -1, -1, word.timestamp());
    Turn<Update> turn = translate.begin(word.key(), session, input);
    engine.run(List.of(turn));
    store.put(word.key(), translate.encode(session));
    for (Update update : turn.outputs()) {
      byte[] json = speech.caption(word.key(), update);
      out.forward(word.withValue(new Outgoing(update.language(), json)));
    }
  }
}
