package io.surtitle.benchmarks;

import io.surtitle.benchmarks.subject.Pack;
import io.surtitle.benchmarks.subject.SubjectSettings;
import io.surtitle.benchmarks.subject.SubjectSettings.Kind;
import io.surtitle.inference.RunSettings;
import io.surtitle.task.translate.Translate;
import io.surtitle.topology.TopologySettings;
import java.time.Duration;
import java.util.List;

/**
 * What a run measures, and for how long.
 *
 * @param quick whether it omits long measurements
 * @param engineOnly whether it omits the baselines but ONNX Runtime alone
 * @param bundle directory of the model of all measurements but those of {@code packs}
 * @param packs all installed bundles with their languages, to be compared with one of them; empty
 *     where there is only one
 * @param streams number of streams in throughput measurements
 * @param rows target languages of each stream in measurements with many, repeated if necessary
 * @param beams hypotheses in the search for the rest of a caption in throughput measurements; the
 *     first is used for the main figures
 * @param paceBeam the same at speech pace
 * @param runs how graphs are run, the same for all programs
 * @param partitions of each topic
 * @param threads numbers of stream threads to choose the fastest from
 * @param warmSeconds warm-up before each measurement
 * @param seconds length of each measurement
 * @param words length of each stream's text in throughput measurements at first; more is written
 *     where that runs low
 * @param paceStreams the load at speech pace to try first
 * @param paceProbes most loads to try until the largest is found
 */
record Plan(
    boolean quick,
    boolean engineOnly,
    String bundle,
    List<Pack> packs,
    int streams,
    List<String> rows,
    List<Integer> beams,
    int paceBeam,
    RunSettings runs,
    int partitions,
    List<Integer> threads,
    double warmSeconds,
    double seconds,
    int words,
    int paceStreams,
    int paceProbes) {

  /**
   * Numbers of stream threads with which the engine is compared to ONNX Runtime alone: first 1,
   * which leaves a core to Kafka, then, unless the run is quick, the number of cores.
   */
  List<Integer> efficiencyThreads() {
    return quick || partitions == 1 ? List.of(1) : List.of(1, partitions);
  }

  /** The model with all rows. */
  List<Pack> allRows() {
    return List.of(Pack.only(bundle, rows));
  }

  /** The model with one target language: the first. */
  List<Pack> oneRow() {
    return List.of(Pack.only(bundle, rows.subList(0, 1)));
  }

  /** The programs to compare. */
  List<Kind> kinds() {
    return engineOnly ? List.of(Kind.ENGINE) : List.of(Kind.ENGINE, Kind.PER_RECORD, Kind.FLINK);
  }

  /** An engine that transcribes. */
  SubjectSettings recognizer(String name, String bootstrap, Pack transcribing) {
    return subject(
        Kind.RECOGNIZER,
        name,
        bootstrap,
        name + ".audio",
        List.of(transcribing),
        1,
        partitions,
        TopologySettings.SILENCE);
  }

  SubjectSettings subject(
      Kind kind,
      String name,
      String bootstrap,
      String text,
      List<Pack> from,
      int beamWidth,
      int parallel,
      Duration silence) {
    return new SubjectSettings(
        kind,
        name,
        bootstrap,
        from,
        text,
        name + ".captions.",
        parallel,
        partitions,
        beamWidth,
        runs,
        Translate.SNAPSHOT,
        silence.toMillis());
  }
}
