package io.surtitle.topology;

import io.surtitle.metrics.EngineMeters;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** How far the stores are restored, over all threads that restore. */
final class RestoreProgress implements StateRestoreListener {
  private final EngineMeters meters;
  private final Map<TopicPartition, Changelog> changelogs = new ConcurrentHashMap<>();

  /** The offset after the last record to restore, and how many are left up to it. */
  private record Changelog(long end, long left) {}

  RestoreProgress(EngineMeters meters) {
    this.meters = meters;
    meters.restoreRemaining(this::remaining);
  }

  /** Counted by offsets, some of which belong to no record but to a transaction. */
  long remaining() {
    return changelogs.values().stream().mapToLong(Changelog::left).sum();
  }

  /** Each changelog that is being restored. */
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
