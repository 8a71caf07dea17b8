package io.surtitle.topology;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * How often a task failed on an input, for a reason that lies in the input. One object serves all
 * tasks of the process, so that the count outlives the task's thread and the transaction that was
 * aborted. An input on which a task has failed too often becomes a dead letter; where even that
 * fails, so does a dead letter without the record's parts; and where that fails too, the input is
 * left out.
 *
 * <p>A producer tells late, and only for which stream, that a caption or a session was refused. So
 * a stream of which something was refused takes its inputs slowly for a while, each in a
 * transaction of its own: then it is the last one taken that failed.
 */
final class Attempts {
  /** Failures before each next remedy. */
  static final int MOST = 3;

  /** How long failures are remembered after the last one. */
  static final Duration MEMORY = Duration.ofMinutes(10);

  /** How long a stream of which something was refused takes its inputs slowly. */
  static final Duration SUSPICION = Duration.ofMinutes(1);

  /** The least time between two of them. */
  static final Duration SLOWLY = Duration.ofMillis(500);

  /** What a producer refuses sooner after something else is a consequence of that. */
  static final Duration CONSEQUENCES = Duration.ofSeconds(2);

  private static final int PLACES = 10_000;
  private static final int FAILURES = 100;

  private final InstantSource clock;
  private final Map<Place, Failures> failures = new Recent<>();
  private final Map<Stream, Taken> taken = new Recent<>();
  private final Map<Stream, Long> suspects = new Recent<>();
  private final Map<String, Long> refusals = new Recent<>();
  private final Deque<Throwable> counted = new ArrayDeque<>();

  /** Whether anything has failed yet: until then nothing has to be looked up or noted. */
  private volatile boolean failing;

  Attempts(InstantSource clock) {
    this.clock = clock;
  }

  private record Place(int partition, long offset) {}

  private record Stream(int partition, String id) {}

  private record Taken(long offset, long time) {}

  private record Failures(int count, long time, String last) {}

  /** What to do with an input. */
  enum Remedy {
    /** It is taken as usual. */
    NONE,
    /** It becomes a dead letter. */
    DEAD_LETTER,
    /** It becomes a dead letter that says only why and where from. */
    BARE_DEAD_LETTER,
    /** It is left out. */
    LEAVE_OUT;

    private static Remedy after(int failures) {
      return values()[Math.min(failures / MOST, values().length - 1)];
    }
  }

  /**
   * Whether a failure of our own code may lie in the input. What Kafka and the disk say never does:
   * time-outs, fencing, a missing leader, a full disk and missing rights lie elsewhere, and of what
   * a producer refuses another record than the one at hand is the cause.
   */
  static boolean mayLieInTheInput(RuntimeException failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof KafkaException || t instanceof IOException || t instanceof Error) {
        return false;
      }
    }
    return true;
  }

  /** The task of a partition failed on an input. */
  synchronized void failed(int partition, long offset, Throwable failure) {
    failing = true;
    Place place = new Place(partition, offset);
    int times = count(place) + 1;
    failures.put(place, new Failures(times, clock.millis(), String.valueOf(failure)));
    if (times <= MOST * Remedy.values().length) { // beyond that, no remedy has helped
      count(failure);
    }
  }

  /** Kafka refused something that came of the last input that a stream took. */
  synchronized void failed(int partition, String id, Throwable failure) {
    failing = true;
    Stream stream = new Stream(partition, id);
    Taken last = taken.get(stream);
    boolean wasSuspect = isSuspect(stream);
    suspects.put(stream, clock.millis());
    if (wasSuspect && last != null) {
      failed(partition, last.offset, failure);
    } else {
      count(failure);
    }
  }

  private void count(Throwable failure) {
    counted.add(failure);
    if (counted.size() > FAILURES) {
      counted.remove();
    }
  }

  /** Whether what a stream thread's producer refuses now is no consequence of something before. */
  synchronized boolean isFirst(String thread) {
    long now = clock.millis();
    Long before = refusals.get(thread);
    boolean first = before == null || now - before >= CONSEQUENCES.toMillis();
    if (first) {
      refusals.put(thread, now);
    }
    return first;
  }

  /** A stream takes an input; what comes of it is about to be sent. */
  void taken(int partition, String id, long offset) {
    if (failing) {
      synchronized (this) {
        taken.put(new Stream(partition, id), new Taken(offset, clock.millis()));
      }
    }
  }

  /** Whether a stream may take its next input now. */
  boolean mayTake(int partition, String id) {
    return !failing || isDue(partition, id);
  }

  private synchronized boolean isDue(int partition, String id) {
    Stream stream = new Stream(partition, id);
    Taken last = taken.get(stream);
    return last == null || !isSuspect(stream) || clock.millis() - last.time >= SLOWLY.toMillis();
  }

  private boolean isSuspect(Stream stream) {
    Long since = suspects.get(stream);
    return since != null && clock.millis() - since < SUSPICION.toMillis();
  }

  Remedy remedy(int partition, long offset) {
    return failing ? Remedy.after(count(partition, offset)) : Remedy.NONE;
  }

  private synchronized int count(int partition, long offset) {
    return count(new Place(partition, offset));
  }

  /** How often and why a task failed on an input, in words. */
  synchronized String describe(int partition, long offset) {
    Failures found = failures.get(new Place(partition, offset));
    return found == null ? "" : "failed %d times: %s".formatted(found.count, found.last);
  }

  /** Whether a failure is one of those counted here, whose number is bounded for each input. */
  synchronized boolean isCounted(@Nullable Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      Throwable each = t;
      if (counted.stream().anyMatch(one -> one == each)) {
        return true;
      }
    }
    return false;
  }

  /** Offsets begin again where a topic is made anew: what is old counts no longer. */
  private int count(Place place) {
    Failures found = failures.get(place);
    return found == null || clock.millis() - found.time >= MEMORY.toMillis() ? 0 : found.count;
  }

  private static final class Recent<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1;

    Recent() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > PLACES;
    }
  }
}
