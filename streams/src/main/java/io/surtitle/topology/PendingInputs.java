package io.surtitle.topology;

import io.surtitle.event.Source;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The pending inputs of a partition. The store holds each input once, until all operators of its
 * source have taken it. The inputs that each operator has still to take are in a queue in memory,
 * so that taking one needs no scan; after a restart, the operator's sessions show which it has
 * taken.
 */
final class PendingInputs<X> {
  private final KeyValueStore<Bytes, byte[]> store;
  private final Source<X> source;
  private final List<InputQueue<X>> queues = new ArrayList<>();

  /** The number of operators that have still to take each input. */
  private final IdentityHashMap<PendingInput<X>, Integer> left = new IdentityHashMap<>();

  /** The size of their records. */
  private long bytes;

  private final Set<PendingInput<X>> failed = Collections.newSetFromMap(new IdentityHashMap<>());

  PendingInputs(KeyValueStore<Bytes, byte[]> store, Source<X> source) {
    this.store = store;
    this.source = source;
  }

  /** Knows which inputs an operator has taken. */
  @FunctionalInterface
  interface Progress {
    /** Whether the input at a position of a stream has been taken. */
    boolean hasTaken(String stream, long position);
  }

  /**
   * Queues the inputs that an earlier task left in the store.
   *
   * @param operators each operator's progress
   * @param nowMs the time from which the inputs wait in this task, epoch milliseconds
   * @return a queue for each operator
   */
  List<InputQueue<X>> load(List<? extends Progress> operators, long nowMs) {
    operators.forEach(any -> queues.add(new InputQueue<>()));
    List<PendingInput<X>> stored = stored(nowMs);
    // One task reads one partition, so positions are the order of arrival.
    stored.sort(Comparator.comparingLong(each -> each.input().position()));
    for (PendingInput<X> each : stored) {
      List<InputQueue<X>> waiting = new ArrayList<>();
      for (int i = 0; i < queues.size(); i++) {
        // A single operator removes an input as soon as it has taken it.
        if (queues.size() == 1
            || !operators.get(i).hasTaken(each.stream(), each.input().position())) {
          waiting.add(queues.get(i));
        }
      }
      enqueue(each, waiting);
    }
    return List.copyOf(queues);
  }

  private List<PendingInput<X>> stored(long nowMs) {
    List<PendingInput<X>> stored = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> entries = store.all()) {
      while (entries.hasNext()) {
        KeyValue<Bytes, byte[]> entry = entries.next();
        stored.add(PendingCodec.decode(source, entry.key, entry.value, nowMs));
      }
    }
    return stored;
  }

  private void enqueue(PendingInput<X> pending, List<InputQueue<X>> waiting) {
    if (waiting.isEmpty()) {
      store.delete(key(pending));
    } else {
      left.put(pending, waiting.size());
      bytes += size(pending);
      waiting.forEach(queue -> queue.add(pending));
    }
  }

  /** Adds an input for all operators. */
  void add(PendingInput<X> pending, Original original) {
    store.put(key(pending), PendingCodec.value(source, pending.input(), original));
    enqueue(pending, queues);
  }

  /**
   * Removes an input from the queue of an operator that has taken it, and from the store after the
   * last operator.
   */
  void remove(InputQueue<X> queue, PendingInput<X> pending) {
    queue.remove(pending);
    if (left.merge(pending, -1, Integer::sum) == 0) {
      left.remove(pending);
      bytes -= size(pending);
      failed.remove(pending);
      store.delete(key(pending));
    }
  }

  /**
   * Whether this is the first operator that failed on an input, which becomes a dead letter only
   * once.
   */
  boolean isFirstFailure(PendingInput<X> pending) {
    return failed.add(pending);
  }

  boolean isEmpty() {
    return left.isEmpty();
  }

  /** The number of pending inputs. */
  int size() {
    return left.size();
  }

  /** The size of the records of pending inputs, with their headers. */
  long bytes() {
    return bytes;
  }

  private static long size(PendingInput<?> pending) {
    Original original = pending.original();
    return original == null ? 0 : original.bytes();
  }

  /** The arrival time of the input that has waited longest; Long.MAX_VALUE if none waits. */
  long waitingSince() {
    return earliest(PendingInput::arrived);
  }

  /** The append time of the oldest pending input; Long.MAX_VALUE if none waits. */
  long appended() {
    return earliest(each -> each.input().timestamp());
  }

  private long earliest(ToLongFunction<PendingInput<X>> time) {
    return queues.stream().mapToLong(queue -> queue.earliest(time)).min().orElse(Long.MAX_VALUE);
  }

  /** The streams that have pending inputs. */
  Set<String> waiting() {
    Set<String> streams = new LinkedHashSet<>();
    queues.forEach(queue -> streams.addAll(queue.waiting()));
    return streams;
  }

  private Bytes key(PendingInput<X> pending) {
    return PendingCodec.key(pending.stream(), pending.input().position());
  }
}
