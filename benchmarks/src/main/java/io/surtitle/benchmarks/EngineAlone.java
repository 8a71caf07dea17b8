package io.surtitle.benchmarks;

import io.surtitle.benchmarks.load.Script;
import io.surtitle.benchmarks.subject.Pack;
import io.surtitle.benchmarks.subject.Speech;
import io.surtitle.benchmarks.subject.SubjectSettings.Kind;
import io.surtitle.engine.Engine;
import io.surtitle.engine.Input;
import io.surtitle.engine.Taken;
import io.surtitle.engine.Turn;
import io.surtitle.inference.RunObserver;
import io.surtitle.task.translate.Translate;
import io.surtitle.task.translate.TranslateSession;
import io.surtitle.task.translate.Update;
import io.surtitle.topology.TopologySettings;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a word costs in the languages of some bundles, and in those of one of them, without Kafka
 * and stores: one thread takes words of all streams in turn, and its processor time is measured, so
 * that other load on the machine matters little.
 *
 * @param streams whose words are in one wave
 * @param fewLanguages number of languages of one bundle
 * @param fewMs milliseconds of processor time for a word in these
 * @param manyLanguages number of all languages
 * @param manyMs milliseconds for a word in all
 * @param ratio of these times
 */
record EngineAlone(
    int streams,
    int fewLanguages,
    double fewMs,
    int manyLanguages,
    int bundles,
    double manyMs,
    double ratio) {
  private static final List<Integer> STREAMS = List.of(1, 30);
  private static final Script SCRIPT = Script.broadcast();
  private static final int WARM_WORDS = 120;

  /** The same text for all: words differ in cost, most of all the last ones of an utterance. */
  private static final int WORDS = 300;

  /** Measures with 1 stream and with 30; nothing if there is only one bundle. */
  static List<EngineAlone> measure(Plan plan) {
    if (plan.packs().size() < 2) {
      return List.of();
    }
    List<Pack> one = List.of(Languages.one(plan.packs()));
    return STREAMS.stream()
        .map(
            streams -> {
              double few = msPerWord(plan, one, streams);
              double many = msPerWord(plan, plan.packs(), streams);
              return new EngineAlone(
                  streams,
                  languages(one),
                  few,
                  languages(plan.packs()),
                  plan.packs().size(),
                  many,
                  many / few);
            })
        .toList();
  }

  private static int languages(List<Pack> packs) {
    return packs.stream().mapToInt(pack -> pack.rows().size()).sum();
  }

  private static double msPerWord(Plan plan, List<Pack> packs, int streams) {
    List<Speech> speeches =
        Speech.loadAll(
            plan.subject(
                Kind.ENGINE, "alone", "", "", packs, plan.paceBeam(), 1, TopologySettings.SILENCE),
            RunObserver.NONE);
    try {
      List<Listener> listeners =
          speeches.stream().map(speech -> Listener.of(speech, streams)).toList();
      hear(listeners, streams, 0, WARM_WORDS / streams);
      long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      hear(listeners, streams, WARM_WORDS / streams, WORDS / streams);
      long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
      return nanos / 1e6 / WORDS;
    } finally {
      speeches.forEach(Speech::close);
    }
  }

  private static void hear(List<Listener> listeners, int streams, int from, int words) {
    for (int word = from; word < from + words; word++) {
      for (Listener each : listeners) {
        each.hear(word, streams);
      }
    }
  }

  /** One operator with a session of each stream. */
  private record Listener(Translate translate, Engine engine, List<TranslateSession> sessions) {
    static Listener of(Speech speech, int streams) {
      Translate translate = speech.translation().translate();
      return new Listener(
          translate,
          speech.translation().engine(speech.model()),
          Stream.generate(() -> translate.fresh(Taken.nothing())).limit(streams).toList());
    }

    void hear(int word, int streams) {
      List<Turn<Update>> turns = new ArrayList<>();
      IntStream.range(0, streams)
          .mapToObj(
              stream ->
                  translate.begin("stream-" + stream, sessions.get(stream), input(stream, word)))
          .forEach(turns::add);
      engine.run(turns);
    }

    private static Input<String> input(int stream, int word) {
      return Input.of(SCRIPT.word(stream, word), false, word, -1, -1, 0);
    }
  }
}
