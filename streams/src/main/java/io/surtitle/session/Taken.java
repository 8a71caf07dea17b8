package io.surtitle.session;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a session has taken so far, by which it knows inputs that come again.
 *
 * @param position of the last input, or -1
 * @param runs of producers, those last that were heard last, at most {@value #MOST_RUNS}: a late
 *     repeat of a run before this one is known too
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
    /** It came before: Kafka Streams reads it again after a crash without exactly-once. */
    OFFSET,
    /** Its producer repeats it, under the same sequence number. */
    SEQUENCE
  }

  /** Nothing. */
  public static Taken nothing() {
    return NOTHING;
  }

  /**
   * What a stream has taken whose producer has no name.
   *
   * @param position of the last input, or -1
   * @param sequence of the last input that had one, or -1
   */
  public static Taken of(long position, long sequence) {
    return new Taken(
        position, sequence < 0 ? List.of() : List.of(new ProducerRun(UNNAMED, sequence)));
  }

  /** Why an input is to be skipped, or null if it is new. */
  public @Nullable Repeat repeat(Input input) {
    if (input.offset() <= position) {
      return Repeat.OFFSET;
    }
    boolean repeated = input.sequence() >= 0 && run(input.producer()).repeats(input.sequence());
    return repeated ? Repeat.SEQUENCE : null;
  }

  /** What has been taken after an input, be it taken or given up. */
  public Taken and(Input input) {
    long last = Math.max(position, input.offset());
    if (input.mark() == Input.Mark.ANEW) {
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

  /** The same in another partition, whose first position is the one after this. */
  public Taken movedTo(long before) {
    return new Taken(before, runs);
  }

  /** Number of the last input without a producer's name, or -1. */
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
