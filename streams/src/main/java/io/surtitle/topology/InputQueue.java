package io.surtitle.topology;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * The inputs that one operator has still to take: those of a stream in order of arrival, and the
 * streams in the order in which they began to wait.
 */
final class InputQueue<X> {
  private final Map<String, Deque<PendingInput<X>>> streams = new LinkedHashMap<>();

  void add(PendingInput<X> pending) {
    streams.computeIfAbsent(pending.stream(), stream -> new ArrayDeque<>()).add(pending);
  }

  /**
   * The oldest input of each of up to {@code max} streams, starting with the streams that have
   * waited longest.
   */
  List<PendingInput<X>> oldest(int max, Predicate<String> streamsWanted) {
    return streams.entrySet().stream()
        .filter(each -> streamsWanted.test(each.getKey()))
        .limit(max)
        .map(each -> each.getValue().element())
        .toList();
  }

  /** Removes a stream's oldest input; if the stream has another one, it moves to the back. */
  void remove(PendingInput<X> pending) {
    Deque<PendingInput<X>> queue = streams.remove(pending.stream());
    if (queue == null || !queue.element().equals(pending)) {
      throw new IllegalStateException("not the oldest input of " + pending.stream());
    }
    queue.remove();
    if (!queue.isEmpty()) {
      streams.put(pending.stream(), queue);
    }
  }

  boolean isEmpty() {
    return streams.isEmpty();
  }

  /** The streams that have pending inputs, starting with those that have waited longest. */
  Set<String> waiting() {
    return Collections.unmodifiableSet(streams.keySet());
  }

  boolean isWaiting(String stream) {
    return streams.containsKey(stream);
  }

  /** The earliest time among the oldest inputs of all streams; Long.MAX_VALUE if none waits. */
  long earliest(ToLongFunction<PendingInput<X>> time) {
    return streams.values().stream()
        .mapToLong(queue -> time.applyAsLong(queue.element()))
        .min()
        .orElse(Long.MAX_VALUE);
  }
}
