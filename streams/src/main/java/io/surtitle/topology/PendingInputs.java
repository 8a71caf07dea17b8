package io.surtitle.topology;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Inputs that wait, in their store and, so that taking one costs no scan, in memory too: each
 * stream's in the order they came, and the streams in the order in which they began to wait.
 */
final class PendingInputs {
  private final KeyValueStore<Bytes, byte[]> store;
  private final Map<String, Deque<PendingInput>> streams = new LinkedHashMap<>();
  private int size;

  /** What waits in a store, from now on: nothing, or what a task that ended has left. */
  PendingInputs(KeyValueStore<Bytes, byte[]> store, long nowMs) {
    this.store = store;
    List<PendingInput> left = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> entries = store.all()) {
      while (entries.hasNext()) {
        KeyValue<Bytes, byte[]> entry = entries.next();
        left.add(PendingCodec.decode(entry.key, entry.value, nowMs));
      }
    }
    // One task reads one partition, so offsets are the order of arrival.
    left.sort(Comparator.comparingLong(each -> each.input().offset()));
    left.forEach(this::enqueue);
  }

  void add(PendingInput pending, Original original) {
    store.put(key(pending), PendingCodec.value(pending.input(), original));
    enqueue(pending);
  }

  /** The oldest input of each of up to {@code max} streams, those first that wait longest. */
  List<PendingInput> oldest(int max, Predicate<String> streamsWanted) {
    return streams.entrySet().stream()
        .filter(each -> streamsWanted.test(each.getKey()))
        .limit(max)
        .map(each -> each.getValue().element())
        .toList();
  }

  /** Removes a stream's oldest input; the stream goes to the back if it has another one. */
  void remove(PendingInput pending) {
    Deque<PendingInput> queue = streams.remove(pending.stream());
    if (queue == null || !queue.element().equals(pending)) {
      throw new IllegalStateException("not the oldest input of " + pending.stream());
    }
    queue.remove();
    size--;
    if (!queue.isEmpty()) {
      streams.put(pending.stream(), queue);
    }
    store.delete(key(pending));
  }

  boolean isEmpty() {
    return streams.isEmpty();
  }

  /** How many inputs wait. */
  int size() {
    return size;
  }

  /** When the input came here that has waited longest; Long.MAX_VALUE if none waits. */
  long waitingSince() {
    return earliest(PendingInput::arrived);
  }

  /** When the oldest input that waits was appended, likewise. */
  long appended() {
    return earliest(each -> each.input().timestamp());
  }

  private long earliest(ToLongFunction<PendingInput> time) {
    return streams.values().stream()
        .mapToLong(queue -> time.applyAsLong(queue.element()))
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /** Streams that have something waiting, those first that wait longest. */
  Set<String> waiting() {
    return Collections.unmodifiableSet(streams.keySet());
  }

  boolean isWaiting(String stream) {
    return streams.containsKey(stream);
  }

  private void enqueue(PendingInput pending) {
    streams.computeIfAbsent(pending.stream(), stream -> new ArrayDeque<>()).add(pending);
    size++;
  }

  private static Bytes key(PendingInput pending) {
    return PendingCodec.key(pending.stream(), pending.input().offset());
  }
}
