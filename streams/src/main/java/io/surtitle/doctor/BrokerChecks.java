package io.surtitle.doctor;

import io.surtitle.kafka.AdminResults;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.common.Node;

/** Whether there are enough brokers. */
final class BrokerChecks {
  /** Enough for a partition to have a leader, and enough copies, when one of them stops. */
  static final int ENOUGH = 3;

  static final String SINGLE =
      "run three brokers with replication 3 and min.insync.replicas 2 (deploy/README.md, Brokers)";

  private final Admin admin;

  BrokerChecks(Admin admin) {
    this.admin = admin;
  }

  List<Finding> find() {
    Collection<Node> nodes = AdminResults.get(admin.describeCluster().nodes());
    String which =
        "brokers: %d answer (%s)"
            .formatted(
                nodes.size(),
                nodes.stream()
                    .map(each -> each.host() + ":" + each.port())
                    .collect(Collectors.joining(", ")));
    List<Finding> findings = new ArrayList<>();
    findings.add(
        nodes.size() >= ENOUGH
            ? Finding.ok(which)
            : Finding.warn(
                which + ": whenever one stops, captions may be lost and transactions may hang",
                SINGLE));
    Map<String, FinalizedVersionRange> features =
        new TreeMap<>(
            AdminResults.get(admin.describeFeatures().featureMetadata()).finalizedFeatures());
    findings.add(
        Finding.ok(
            "versions: "
                + features.entrySet().stream()
                    .filter(
                        each ->
                            each.getKey().matches("(metadata|transaction|group|streams).version"))
                    .map(each -> each.getKey() + " " + each.getValue().maxVersionLevel())
                    .collect(Collectors.joining(", "))));
    return findings;
  }
}
