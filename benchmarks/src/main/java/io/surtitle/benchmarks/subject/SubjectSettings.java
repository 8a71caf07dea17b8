package io.surtitle.benchmarks.subject;

import io.surtitle.inference.RunSettings;
import java.util.List;

/**
 * The settings of a subject, the same for all kinds.
 *
 * @param kind of program
 * @param name the name of this run: Kafka's group, and the prefix of its transactions
 * @param bootstrap address of the broker
 * @param packs the bundles to run side by side; the baselines take only one
 * @param text topic to read
 * @param captions prefix of the caption topics
 * @param threads stream threads, or parallel instances
 * @param partitions of topics it creates
 * @param beam hypotheses in the search for the rest of a caption
 * @param runs how graphs are run, on which device, and what is batched
 * @param snapshot inputs after which the engine stores all of a session, and not only a journal
 * @param silenceMs milliseconds of silence after which the engine ends an utterance
 */
public record SubjectSettings(
    Kind kind,
    String name,
    String bootstrap,
    List<Pack> packs,
    String text,
    String captions,
    int threads,
    int partitions,
    int beam,
    RunSettings runs,
    int snapshot,
    long silenceMs) {

  /** The programs. */
  public enum Kind {
    /** Surtitle itself. */
    ENGINE,
    /** Surtitle with a bundle that transcribes: its text topic is of audio, its captions words. */
    RECOGNIZER,
    /** Kafka Streams as it is usually used, with one run a record. */
    PER_RECORD,
    /** The same as a Flink job. */
    FLINK
  }

  /** Keeps the list. */
  public SubjectSettings {
    packs = List.copyOf(packs);
  }

  /** The same with snapshots of sessions after some other number of inputs. */
  public SubjectSettings withSnapshot(int inputs) {
    return new SubjectSettings(
        kind,
        name,
        bootstrap,
        packs,
        text,
        captions,
        threads,
        partitions,
        beam,
        runs,
        inputs,
        silenceMs);
  }

  /** Target languages of each stream, possibly with repetitions. */
  public List<String> rows() {
    return packs.stream().flatMap(pack -> pack.rows().stream()).toList();
  }

  /** The distinct target languages, in order. */
  public List<String> targets() {
    return rows().stream().distinct().toList();
  }
}
