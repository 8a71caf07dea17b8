package io.surtitle.guarantees;

import io.surtitle.bundle.Manifest;
import io.surtitle.engine.Engine;
import io.surtitle.engine.Taken;
import io.surtitle.engine.Turn;
import io.surtitle.event.Caption;
import io.surtitle.task.translate.Translate;
import io.surtitle.task.translate.TranslateSession;
import io.surtitle.task.translate.Update;
import io.surtitle.topology.StoredSession;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The captions and sessions that a workload has to result in: each stream's inputs one after the
 * other, without Kafka, batches or faults.
 */
final class Reference {
  private static final int SAMPLE = 50;
  private static final Translate TRANSLATE = Deployment.TRANSLATION.translate();

  private final Engine engine = Deployment.TRANSLATION.engine(Deployment.MODEL);
  private final Map<String, TranslateSession> sessions = new LinkedHashMap<>();
  private final Map<String, List<Caption>> captions = new LinkedHashMap<>();

  Reference(Workload workload) {
    workload.bursts().forEach(burst -> burst.forEach(this::process));
  }

  private void process(PlannedRecord planned) {
    TranslateSession session =
        sessions.computeIfAbsent(planned.stream(), unheard -> TRANSLATE.fresh(Taken.nothing()));
    if (session.taken().repeat(planned.input()) == null) {
      Turn<Update> turn = TRANSLATE.begin(planned.stream(), session, planned.input());
      engine.run(List.of(turn));
      turn.outputs().stream()
          .map(update -> caption(planned.stream(), update))
          .forEach(caption -> captions.computeIfAbsent(key(caption), k -> list()).add(caption));
    }
  }

  private static List<Caption> list() {
    return new ArrayList<>();
  }

  /** Language and stream: captions with the same key have an order. */
  static String key(Caption caption) {
    return caption.language() + " of " + caption.stream();
  }

  private static Caption caption(String stream, Update update) {
    Manifest model = Deployment.BUNDLE.manifest();
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
   * Whether the model computes the same for a row whichever rows share its batch. It does where
   * this was written (x86-64 with AVX-512), but ONNX Runtime does not promise it.
   */
  static boolean isSameInAnyBatch(Workload workload) {
    Engine engine = Deployment.TRANSLATION.engine(Deployment.MODEL);
    List<TranslateSession> together = freshSessions();
    List<Turn<Update>> turns = turns(workload, together);
    engine.run(turns);
    List<TranslateSession> alone = freshSessions();
    turns(workload, alone).forEach(turn -> engine.run(List.of(turn)));
    return IntStream.range(0, turns.size())
        .allMatch(
            i -> Arrays.equals(TRANSLATE.encode(alone.get(i)), TRANSLATE.encode(together.get(i))));
  }

  private static List<TranslateSession> freshSessions() {
    return Stream.generate(() -> TRANSLATE.fresh(Taken.nothing())).limit(SAMPLE).toList();
  }

  private static List<Turn<Update>> turns(Workload workload, List<TranslateSession> sessions) {
    return IntStream.range(0, Math.min(SAMPLE, workload.bursts().size()))
        .mapToObj(
            i -> TRANSLATE.begin("s", sessions.get(i), workload.bursts().get(i).get(0).input()))
        .toList();
  }

  /** All captions in order, by {@link #key}; their latency is 0. */
  Map<String, List<Caption>> captions() {
    return captions;
  }

  /** The final sessions as a store would have them, by stream. */
  Map<String, StoredSession> stored() {
    Map<String, StoredSession> stored = new LinkedHashMap<>();
    sessions().forEach((stream, bytes) -> stored.put(stream, StoredSession.of(bytes, null)));
    return stored;
  }

  /** The final bytes of each session, by stream. */
  Map<String, byte[]> sessions() {
    Map<String, byte[]> bytes = new LinkedHashMap<>();
    sessions.forEach((stream, session) -> bytes.put(stream, TRANSLATE.encode(session)));
    return bytes;
  }
}
