package io.surtitle.guarantees;

import io.surtitle.batching.Translator;
import io.surtitle.batching.Turn;
import io.surtitle.bundle.Manifest;
import io.surtitle.event.Caption;
import io.surtitle.session.Session;
import io.surtitle.session.SessionCodec;
import io.surtitle.session.Update;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What a script comes to without Kafka, without batches and without faults: each stream's inputs
 * one after the other.
 */
final class Reference {
  private final Translator translator = new Translator(Stage.MODEL, Stage.INTERPRETER);
  private final Map<String, Session> sessions = new LinkedHashMap<>();
  private final Map<String, List<Caption>> captions = new LinkedHashMap<>();

  Reference(Script script) {
    script.bursts().forEach(burst -> burst.forEach(this::take));
  }

  private void take(Line line) {
    Session session =
        sessions.computeIfAbsent(line.stream(), unheard -> Stage.INTERPRETER.fresh(-1, -1));
    if (!session.hasTaken(line.input())) {
      translator.advance(List.of(new Turn(session, line.input()))).get(0).stream()
          .map(update -> caption(line.stream(), update))
          .forEach(caption -> captions.computeIfAbsent(key(caption), k -> list()).add(caption));
    }
  }

  private static List<Caption> list() {
    return new ArrayList<>();
  }

  /** Language and stream: what is in order among itself. */
  static String key(Caption caption) {
    return caption.language() + " of " + caption.stream();
  }

  private static Caption caption(String stream, Update update) {
    Manifest model = Stage.BUNDLE.manifest();
    String utterance = Caption.utterance(update.utterance(), update.part());
    return new Caption(
        Caption.id(stream, utterance, update.language()),
        stream,
        update.language(),
        utterance,
        update.revision(),
        update.last() ? Caption.Status.FINAL : Caption.Status.PARTIAL,
        update.text(),
        null,
        null,
        update.source(),
        model.name(),
        model.version(),
        0);
  }

  /**
   * Whether the model's arithmetic depends on what shares a run: not where this was written (x86-64
   * with AVX-512), but ONNX Runtime promises nothing.
   */
  static boolean isSameInAnyBatch(Script script) {
    SessionCodec codec = new SessionCodec(Stage.INTERPRETER.layout());
    Translator translator = new Translator(Stage.MODEL, Stage.INTERPRETER);
    List<Turn> together = turns(script);
    translator.advance(together);
    List<Turn> alone = turns(script);
    alone.forEach(turn -> translator.advance(List.of(turn)));
    return IntStream.range(0, alone.size())
        .allMatch(
            i ->
                Arrays.equals(
                    codec.encode(alone.get(i).session()), codec.encode(together.get(i).session())));
  }

  private static List<Turn> turns(Script script) {
    return script.bursts().stream()
        .limit(50)
        .map(burst -> new Turn(Stage.INTERPRETER.fresh(-1, -1), burst.get(0).input()))
        .toList();
  }

  /** All captions, in order, by {@link #key}; none has a latency. */
  Map<String, List<Caption>> captions() {
    return captions;
  }

  /** The last bytes of each stream's session. */
  Map<String, byte[]> sessions() {
    SessionCodec codec = new SessionCodec(Stage.INTERPRETER.layout());
    Map<String, byte[]> bytes = new LinkedHashMap<>();
    sessions.forEach((stream, session) -> bytes.put(stream, codec.encode(session)));
    return bytes;
  }
}
