package io.surtitle.topology;

import io.surtitle.metrics.EngineMeters;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** The progress of restoring the stores, over all threads. */
final class RestoreProgress implements StateRestoreListener {
  private final EngineMeters meters;
  private final Map<TopicPartition, Changelog> changelogs = new ConcurrentHashMap<>();

  /** The offset after the last record to restore, and the number of offsets left. */
  private record Changelog(long end, long left) {}

  RestoreProgress(EngineMeters meters) {
    this.meters = meters;
    meters.restoreRemaining(this::remaining);
  }

  /** The number of offsets to restore, some of which belong to transaction markers. */
  long remaining() {
    return changelogs.values().stream().mapToLong(Changelog::left).sum();
  }

  /** The progress of each changelog that is being restored. */
  Map<TopicPartition, Restoration> underWay() {
    Map<TopicPartition, Restoration> restorations = new HashMap<>();
    changelogs.forEach(
        (partition, it) -> restorations.put(partition, new Restoration(it.end - it.left, it.end)));
    return restorations;
  }

  @Override
  public void onRestoreStart(TopicPartition changelog, String store, long start, long end) {
    changelogs.put(changelog, new Changelog(end, Math.max(0, end - start)));
  }

  @Override
  public void onBatchRestored(TopicPartition changelog, String store, long last, long records) {
    meters.restored(records);
    changelogs.computeIfPresent(
        changelog, (key, begun) -> new Changelog(begun.end, Math.max(0, begun.end - last - 1)));
  }

  @Override
  public void onRestoreEnd(TopicPartition changelog, String store, long records) {
    changelogs.remove(changelog);
  }

  @Override
  public void onRestoreSuspended(TopicPartition changelog, String store, long records) {
    changelogs.remove(changelog);
  }
}
