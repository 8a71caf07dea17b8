package io.surtitle.topology;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.processor.TaskId;
import org.jspecify.annotations.Nullable;

/**
 * Counts how often a task failed on an input because of the input itself. One object serves all
 * tasks of the process, so that the count outlives the task's thread and its aborted transaction.
 * An input on which a task has failed too often becomes a dead letter; if that fails too, a dead
 * letter without the record's parts; and if even that fails, the input is dropped.
 *
 * <p>A producer reports late, and only by stream, that a caption or a session was refused. A stream
 * with a refused record therefore takes its inputs slowly for a while, each in its own transaction,
 * so that the last input taken is the one that failed.
 */
final class Attempts {
  /** Failures before the next remedy is tried. */
  static final int MOST = 3;

  /** How long failures are remembered after the latest one. */
  static final Duration MEMORY = Duration.ofMinutes(10);

  /** How long a stream with a refused record takes its inputs slowly. */
  static final Duration SUSPICION = Duration.ofMinutes(1);

  /** The least time between two such inputs. */
  static final Duration SLOWLY = Duration.ofMillis(500);

  /** Refusals that follow another one sooner than this are its consequences. */
  static final Duration CONSEQUENCES = Duration.ofSeconds(2);

  private static final int PLACES = 10_000;
  private static final int FAILURES = 100;

  private final InstantSource clock;
  private final Map<Place, Failures> failures = new Recent<>();
  private final Map<Stream, Taken> taken = new Recent<>();
  private final Map<Stream, Long> suspects = new Recent<>();
  private final Map<String, Long> refusals = new Recent<>();
  private final Deque<Throwable> counted = new ArrayDeque<>();

  /** Whether anything has failed yet: until then nothing has to be looked up or recorded. */
  private volatile boolean failing;

  Attempts(InstantSource clock) {
    this.clock = clock;
  }

  private record Place(TaskId task, long offset) {}

  private record Stream(TaskId task, String id) {}

  private record Taken(long offset, long time) {}

  private record Failures(int count, long time, String last) {}

  /** What to do with an input. */
  enum Remedy {
    /** It is processed as usual. */
    NONE,
    /** It becomes a dead letter. */
    DEAD_LETTER,
    /** It becomes a dead letter with only the reason and the record's position. */
    BARE_DEAD_LETTER,
    /** It is dropped. */
    LEAVE_OUT;

    private static Remedy after(int failures) {
      return values()[Math.min(failures / MOST, values().length - 1)];
    }
  }

  /**
   * Whether the input may be the cause of a failure in our own code. It never causes failures of
   * Kafka and the disk, such as time-outs, fencing, a missing leader, a full disk and missing
   * permissions; and a producer's refusal here concerns another record than the current one.
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
  synchronized void failed(TaskId task, long offset, Throwable failure) {
    failing = true;
    Place place = new Place(task, offset);
    int times = count(place) + 1;
    failures.put(place, new Failures(times, clock.millis(), String.valueOf(failure)));
    if (times <= MOST * Remedy.values().length) { // beyond that, no remedy has helped
      count(failure);
    }
  }

  /** Kafka refused a record that resulted from the last input that a stream took. */
  synchronized void failed(TaskId task, String id, Throwable failure) {
    failing = true;
    Stream stream = new Stream(task, id);
    Taken last = taken.get(stream);
    boolean wasSuspect = isSuspect(stream);
    suspects.put(stream, clock.millis());
    if (wasSuspect && last != null) {
      failed(task, last.offset, failure);
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

  /** Whether the current refusal by a stream thread's producer is not a consequence of another. */
  synchronized boolean isFirst(String thread) {
    long now = clock.millis();
    Long before = refusals.get(thread);
    boolean first = before == null || now - before >= CONSEQUENCES.toMillis();
    if (first) {
      refusals.put(thread, now);
    }
    return first;
  }

  /** A stream has taken an input, and its results are about to be sent. */
  void taken(TaskId task, String id, long offset) {
    if (failing) {
      synchronized (this) {
        taken.put(new Stream(task, id), new Taken(offset, clock.millis()));
      }
    }
  }

  /** Whether a stream may take its next input now. */
  boolean mayTake(TaskId task, String id) {
    return !failing || isDue(task, id);
  }

  private synchronized boolean isDue(TaskId task, String id) {
    Stream stream = new Stream(task, id);
    Taken last = taken.get(stream);
    return last == null || !isSuspect(stream) || clock.millis() - last.time >= SLOWLY.toMillis();
  }

  private boolean isSuspect(Stream stream) {
    Long since = suspects.get(stream);
    return since != null && clock.millis() - since < SUSPICION.toMillis();
  }

  Remedy remedy(TaskId task, long offset) {
    return failing ? Remedy.after(count(task, offset)) : Remedy.NONE;
  }

  private synchronized int count(TaskId task, long offset) {
    return count(new Place(task, offset));
  }

  /** A description of how often and why a task failed on an input. */
  synchronized String describe(TaskId task, long offset) {
    Failures found = failures.get(new Place(task, offset));
    return found == null ? "" : "failed %d times: %s".formatted(found.count, found.last);
  }

  /** Whether a failure was counted here; their number per input is bounded. */
  synchronized boolean isCounted(@Nullable Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      Throwable each = t;
      if (counted.stream().anyMatch(one -> one == each)) {
        return true;
      }
    }
    return false;
  }

  /** Old failures do not count, since offsets are reused after a topic is recreated. */
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
