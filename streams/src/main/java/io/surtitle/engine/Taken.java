package io.surtitle.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a session has taken so far, by which it recognizes repeated inputs.
 *
 * @param position of the last input, or -1
 * @param runs the runs of producers, the most recent last, at most {@value #MOST_RUNS}, so that
 *     late repeats from earlier runs are recognized too
 */
public record Taken(long position, List<ProducerRun> runs) {
  static final int MOST_RUNS = 4;
  static final String UNNAMED = "";

  private static final Taken NOTHING = new Taken(-1, List.of());

  /** Copies the list. */
  public Taken {
    runs = List.copyOf(runs);
  }

  /** Why an input is skipped. */
  public enum Repeat {
    /** It was taken before: without exactly-once, Kafka Streams reads it again after a crash. */
    OFFSET,
    /** Its producer sent it again with the same sequence number. */
    SEQUENCE
  }

  /** Nothing has been taken. */
  public static Taken nothing() {
    return NOTHING;
  }

  /**
   * What a stream has taken from a producer without a name.
   *
   * @param position of the last input, or -1
   * @param sequence of the last input that had one, or -1
   */
  public static Taken of(long position, long sequence) {
    return new Taken(
        position, sequence < 0 ? List.of() : List.of(new ProducerRun(UNNAMED, sequence)));
  }

  /** Why an input must be skipped, or null if it is new. */
  public @Nullable Repeat repeat(Input<?> input) {
    if (input.position() <= position) {
      return Repeat.OFFSET;
    }
    boolean repeated = input.sequence() >= 0 && run(input.producer()).repeats(input.sequence());
    return repeated ? Repeat.SEQUENCE : null;
  }

  /** Whether inputs of the same run of the producer are missing before this one. */
  public boolean isMissing(Input<?> input) {
    return missing(input) > 0;
  }

  /** How many inputs of the same run of the producer are missing between the last and this one. */
  public long missing(Input<?> input) {
    long last = run(input.producer()).sequence();
    return last < 0 ? 0 : Math.max(0, input.sequence() - last - 1);
  }

  /** What has been taken after an input, whether it was processed or abandoned. */
  public Taken and(Input<?> input) {
    long last = Math.max(position, input.position());
    if (input instanceof Input.Recreated) {
      return new Taken(last, List.of());
    }
    if (input.sequence() < 0) {
      return new Taken(last, runs);
    }
    List<ProducerRun> heard = new ArrayList<>(runs);
    heard.removeIf(run -> run.producer().equals(input.producer()));
    heard.add(run(input.producer()).after(input.sequence()));
    return new Taken(last, heard.subList(Math.max(0, heard.size() - MOST_RUNS), heard.size()));
  }

  /** The number of the last input from a producer without a name, or -1. */
  public long sequence() {
    return run(UNNAMED).sequence();
  }

  private ProducerRun run(String producer) {
    return runs.stream()
        .filter(run -> run.producer().equals(producer))
        .findFirst()
        .orElseGet(() -> new ProducerRun(producer, -1));
  }
}
