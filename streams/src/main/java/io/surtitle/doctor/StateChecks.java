package io.surtitle.doctor;

import io.surtitle.kafka.AdminResults;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;

/** Checks the application's state in the cluster: transactions, lag, changelogs. */
final class StateChecks {
  /** The threshold of the alert on lag. */
  private static final long MUCH = 1000;

  private static final double MB = 1e6;

  private final Admin admin;
  private final Offsets offsets;
  private final Footprint footprint;

  StateChecks(Admin admin, Footprint footprint) {
    this.admin = admin;
    this.offsets = new Offsets(admin);
    this.footprint = footprint;
  }

  List<Finding> transactions() {
    List<HangingTransaction> hanging = new HangingTransactions(admin, footprint).find();
    if (hanging.isEmpty()) {
      return List.of(
          Finding.ok("transactions: none hangs in the partitions that this user may read"));
    }
    return hanging.stream()
        .map(
            each ->
                Finding.fail(
                    "transactions: " + each.sentence(),
                    "stop all engines, then surtitle doctor --abort-hanging"))
        .toList();
  }

  List<Finding> lag() {
    List<TopicPartition> inputs = List.copyOf(offsets.partitions(footprint.inputs()));
    Map<TopicPartition, Long> ends = offsets.of(inputs, OffsetSpec.latest());
    Map<TopicPartition, Long> begins = offsets.of(inputs, OffsetSpec.earliest());
    Map<TopicPartition, Long> committed = offsets.committed(footprint.application());
    long sum = 0;
    List<Finding> findings = new ArrayList<>();
    for (TopicPartition each : inputs) {
      long begin = begins.getOrDefault(each, 0L);
      long at = committed.getOrDefault(each, begin);
      long waiting = ends.getOrDefault(each, at) - Math.max(at, begin);
      sum += Math.max(0, waiting);
      if (at < begin) {
        findings.add(
            Finding.fail(
                "lag: %s: offsets %d to %d were deleted before they were read"
                    .formatted(each, at, begin - 1),
                "raise retention.ms or add engines"));
      }
      if (waiting > MUCH) {
        findings.add(
            Finding.warn(
                "lag: %s: %d records wait".formatted(each, waiting),
                "see SurtitleConsumerLag in the runbook"));
      }
    }
    if (findings.isEmpty()) {
      findings.add(
          Finding.ok("lag: %d records wait in %d partitions".formatted(sum, inputs.size())));
    }
    return findings;
  }

  /** The size of every changelog in bytes, over all replicas. */
  List<Finding> sizes() {
    Collection<Node> nodes = AdminResults.get(admin.describeCluster().nodes());
    SortedMap<String, Long> sizes = new TreeMap<>();
    Map<Integer, Map<String, LogDirDescription>> directories = new HashMap<>();
    AdminResults.forEach(
        admin.describeLogDirs(nodes.stream().map(Node::id).toList()).descriptions(),
        directories::put);
    directories.values().stream()
        .flatMap(each -> each.values().stream())
        .flatMap(each -> each.replicaInfos().entrySet().stream())
        .filter(each -> footprint.isChangelog(each.getKey().topic()))
        .forEach(each -> sizes.merge(each.getKey().topic(), each.getValue().size(), Long::sum));
    if (sizes.isEmpty()) {
      return List.of(
          Finding.ok("changelogs: none, or this user may not see sizes (Describe on the cluster)"));
    }
    return sizes.entrySet().stream()
        .map(
            each ->
                Finding.ok(
                    "%s: %.1f MB in all replicas".formatted(each.getKey(), each.getValue() / MB)))
        .toList();
  }
}
