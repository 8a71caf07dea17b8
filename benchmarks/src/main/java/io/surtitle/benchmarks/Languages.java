package io.surtitle.benchmarks;

import io.surtitle.benchmarks.subject.Pack;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What all languages cost, compared with those of one bundle, at the same load: each has an engine
 * of its own, at speech pace.
 *
 * @param bundles number of bundles that have all languages
 * @param few one bundle's languages
 * @param many all languages
 * @param ratio processor time of one word in all languages over that in the few; null if an engine
 *     did not keep up, so that its words were not all translated in the measured time
 */
record Languages(int bundles, Probe few, Probe many, @Nullable Double ratio) {
  /** The larger load first, since it warms up the engine. */
  private static final List<Integer> STREAMS = List.of(30, 1);

  private static final int USUAL = 3;

  static Languages of(int bundles, Probe few, Probe many) {
    double ratio = many.cpuSecondsPerThousandWords() / few.cpuSecondsPerThousandWords();
    return new Languages(
        bundles, few, many, few.held() && many.held() ? Double.valueOf(ratio) : null);
  }

  /**
   * The bundle to compare with: one of three languages, with French if there is such a one.
   *
   * @param packs not empty
   */
  static Pack one(List<Pack> packs) {
    return packs.stream()
        .min(
            Comparator.comparingInt((Pack pack) -> Math.abs(pack.rows().size() - USUAL))
                .thenComparing(pack -> !pack.rows().contains("fr")))
        .orElseThrow();
  }

  /** Measures with 30 streams and with 1; nothing if there is only one bundle. */
  static List<Languages> measure(Cluster cluster, Plan plan, int threads, Consumer<String> progress)
      throws InterruptedException {
    List<Languages> measured = new ArrayList<>();
    if (plan.packs().size() > 1) {
      List<Probe> few = probes(cluster, plan, List.of(one(plan.packs())), threads, progress);
      List<Probe> many = probes(cluster, plan, plan.packs(), threads, progress);
      for (int i = 0; i < STREAMS.size(); i++) {
        measured.add(of(plan.packs().size(), few.get(i), many.get(i)));
      }
    }
    return measured;
  }

  private static List<Probe> probes(
      Cluster cluster, Plan plan, List<Pack> packs, int threads, Consumer<String> progress)
      throws InterruptedException {
    List<Probe> probes = new ArrayList<>();
    try (Pace pace = Pace.start(cluster, plan, packs, threads)) {
      for (int streams : STREAMS) {
        int languages = packs.stream().mapToInt(pack -> pack.rows().size()).sum();
        progress.accept(
            "%d streams in %d languages of %d bundles at speech pace"
                .formatted(streams, languages, packs.size()));
        probes.add(pace.probe(streams, plan.warmSeconds(), plan.seconds()));
      }
    }
    return probes;
  }
}
