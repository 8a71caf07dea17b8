package io.surtitle.benchmarks.flink;

import io.surtitle.batching.Translator;
import io.surtitle.batching.Turn;
import io.surtitle.benchmarks.subject.Speech;
import io.surtitle.benchmarks.subject.SubjectSettings;
import io.surtitle.inference.RunObserver;
import io.surtitle.session.Input;
import io.surtitle.session.Session;
import io.surtitle.session.SessionCodec;
import io.surtitle.session.Update;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A word in: its stream's session from keyed state, the model, the session back, captions out. */
final class Captioner extends KeyedProcessFunction<String, Word, CaptionOut> {
  private static final long serialVersionUID = 1;

  private final String settings;
  private transient @Nullable Speech speech;
  private transient @Nullable SessionCodec codec;
  private transient @Nullable Translator translator;
  private transient @Nullable ValueState<byte[]> sessions;

  Captioner(SubjectSettings settings) {
    this.settings = JsonMapper.shared().writeValueAsString(settings);
  }

  @Override
  public void open(OpenContext context) {
    SubjectSettings read = JsonMapper.shared().readValue(settings, SubjectSettings.class);
    Speech loaded = Speech.load(read, RunObserver.NONE);
    speech = loaded;
    codec = new SessionCodec(loaded.interpreter().layout());
    translator = new Translator(loaded.model(), loaded.interpreter());
    sessions = getRuntimeContext().getState(new ValueStateDescriptor<>("session", byte[].class));
  }

  @Override
  public void processElement(Word word, Context context, Collector<CaptionOut> out)
      throws IOException {
    Speech loaded = Objects.requireNonNull(speech);
    SessionCodec bytes = Objects.requireNonNull(codec);
    ValueState<byte[]> state = Objects.requireNonNull(sessions);
    byte[] before = state.value();
    Session session =
        before == null
            ? loaded.interpreter().fresh(-1, -1)
            : Objects.requireNonNull(bytes.decode(before));
    Input input = new Input(word.text(), false, word.offset(), -1, -1, word.timestamp());
    Turn turn = new Turn(session, input);
    List<Update> updates = Objects.requireNonNull(translator).advance(List.of(turn)).get(0);
    state.update(bytes.encode(session));
    for (Update update : updates) {
      byte[] json = loaded.caption(word.stream(), update);
      out.collect(new CaptionOut(word.stream(), update.language(), json, word.timestamp()));
    }
  }

  @Override
  public void close() {
    if (speech != null) {
      speech.close();
    }
  }
}
