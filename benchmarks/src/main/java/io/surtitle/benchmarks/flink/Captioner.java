package io.surtitle.benchmarks.flink;

import io.surtitle.benchmarks.subject.Speech;
import io.surtitle.benchmarks.subject.SubjectSettings;
import io.surtitle.engine.Engine;
import io.surtitle.engine.Input;
import io.surtitle.engine.Taken;
import io.surtitle.engine.Turn;
import io.surtitle.inference.RunObserver;
import io.surtitle.task.translate.Translate;
import io.surtitle.task.translate.TranslateSession;
import io.surtitle.task.translate.Update;
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

/** For each word: loads the session from keyed state, runs the model, stores the session, emits. */
final class Captioner extends KeyedProcessFunction<String, Word, CaptionOut> {
  private static final long serialVersionUID = 1;

  private final String settings;
  private transient @Nullable Speech speech;
  private transient @Nullable Translate translate;
  private transient @Nullable Engine engine;
  private transient @Nullable ValueState<byte[]> sessions;

  Captioner(SubjectSettings settings) {
    this.settings = JsonMapper.shared().writeValueAsString(settings);
  }

  @Override
  public void open(OpenContext context) {
    SubjectSettings read = JsonMapper.shared().readValue(settings, SubjectSettings.class);
    Speech loaded = Speech.loadOnly(read, RunObserver.NONE);
    speech = loaded;
    translate = loaded.translation().translate();
    engine = loaded.translation().engine(loaded.model());
    sessions = getRuntimeContext().getState(new ValueStateDescriptor<>("session", byte[].class));
  }

  @Override
  public void processElement(Word word, Context context, Collector<CaptionOut> out)
      throws IOException {
    Speech loaded = Objects.requireNonNull(speech);
    Translate operator = Objects.requireNonNull(translate);
    ValueState<byte[]> state = Objects.requireNonNull(sessions);
    byte[] before = state.value();
    TranslateSession session =
        before == null
            ? operator.fresh(Taken.nothing())
            : Objects.requireNonNull(operator.decode(before));
    Input<String> input = Input.of(word.text(), false, word.offset(), -1, -1, word.timestamp());
    Turn<Update> turn = operator.begin(word.stream(), session, input);
    Objects.requireNonNull(engine).run(List.of(turn));
    state.update(operator.encode(session));
    for (Update update : turn.outputs()) {
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
