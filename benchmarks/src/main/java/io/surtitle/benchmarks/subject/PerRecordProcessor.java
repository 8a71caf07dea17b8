package io.surtitle.benchmarks.subject;

import io.surtitle.batching.Translator;
import io.surtitle.batching.Turn;
import io.surtitle.session.Input;
import io.surtitle.session.Session;
import io.surtitle.session.SessionCodec;
import io.surtitle.session.Update;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** A word in: its stream's session from the store, the model, the session back, captions out. */
final class PerRecordProcessor
    implements Processor<String, String, String, PerRecordProcessor.Outgoing> {
  private final Speech speech;
  private final SessionCodec codec;
  private final Translator translator;
  private @Nullable ProcessorContext<String, Outgoing> context;
  private @Nullable KeyValueStore<String, byte[]> sessions;

  PerRecordProcessor(Speech speech) {
    this.speech = speech;
    this.codec = new SessionCodec(speech.interpreter().layout());
    this.translator = new Translator(speech.model(), speech.interpreter());
  }

  /** A caption and its language, which names the topic. */
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
    Session session =
        bytes == null
            ? speech.interpreter().fresh(-1, -1)
            : Objects.requireNonNull(codec.decode(bytes));
    long offset = out.recordMetadata().orElseThrow().offset();
    Input input = new Input(word.value(), false, offset, -1, -1, word.timestamp());
    List<Update> updates = translator.advance(List.of(new Turn(session, input))).get(0);
    store.put(word.key(), codec.encode(session));
    for (Update update : updates) {
      byte[] json = speech.caption(word.key(), update);
      out.forward(word.withValue(new Outgoing(update.language(), json)));
    }
  }
}
