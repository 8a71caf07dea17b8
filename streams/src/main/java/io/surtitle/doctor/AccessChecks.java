package io.surtitle.doctor;

import io.surtitle.kafka.AdminResults;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeStreamsGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.StreamsGroupDescription;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.jspecify.annotations.Nullable;

/** Whether this user has the permissions that docs/security.md lists for the engine. */
final class AccessChecks {
  private static final String REMEDY = "see docs/security.md and deploy/kafka/acls.sh";

  private final Admin admin;
  private final Footprint footprint;

  AccessChecks(Admin admin, Footprint footprint) {
    this.admin = admin;
    this.footprint = footprint;
  }

  List<Finding> find() {
    Map<String, Set<AclOperation>> needed = needed();
    Map<String, TopicDescription> described = new TreeMap<>();
    AdminResults.forEach(
        admin
            .describeTopics(
                needed.keySet(), new DescribeTopicsOptions().includeAuthorizedOperations(true))
            .topicNameValues(),
        described::put);
    List<Finding> findings = new ArrayList<>();
    described.forEach(
        (topic, it) -> lacking(topic, needed.get(topic), it.authorizedOperations(), findings));
    if (findings.isEmpty() && !described.isEmpty()) {
      findings.add(
          Finding.ok(
              "ACLs: this user may do all that the engine does with the topics that it sees"));
    }
    findings.add(group());
    return findings;
  }

  private Map<String, Set<AclOperation>> needed() {
    Map<String, Set<AclOperation>> needed = new LinkedHashMap<>();
    footprint.inputs().forEach(topic -> needed.put(topic, Set.of(AclOperation.READ)));
    needed.put(footprint.topics().glossary(), Set.of(AclOperation.READ));
    needed.put(footprint.topics().deadLetters(), Set.of(AclOperation.WRITE));
    footprint.languages().stream()
        .map(footprint.topics()::captions)
        .forEach(topic -> needed.put(topic, Set.of(AclOperation.WRITE)));
    Set<AclOperation> both = Set.of(AclOperation.READ, AclOperation.WRITE);
    footprint
        .outputs()
        .forEach(topic -> needed.merge(topic, Set.of(AclOperation.WRITE), (reads, writes) -> both));
    footprint.sources().stream()
        .flatMap(source -> source.changelogs().stream())
        .forEach(changelog -> needed.put(changelog, both));
    return needed;
  }

  private static void lacking(
      String topic,
      @Nullable Set<AclOperation> needed,
      @Nullable Set<AclOperation> allowed,
      List<Finding> findings) {
    if (needed == null || allowed == null) {
      return;
    }
    Set<AclOperation> lacking = new TreeSet<>(needed);
    lacking.removeAll(allowed);
    if (!lacking.isEmpty()) {
      findings.add(
          Finding.warn(
              "%s: this user may not %s, which the engine has to"
                  .formatted(
                      topic,
                      lacking.stream()
                          .map(each -> each.toString().toLowerCase(Locale.ROOT))
                          .collect(Collectors.joining(" or "))),
              REMEDY));
    }
  }

  private KafkaFuture<ConsumerGroupDescription> described(String group) {
    return Objects.requireNonNull(
        admin
            .describeConsumerGroups(
                List.of(group),
                new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true))
            .describedGroups()
            .get(group));
  }

  /** What this user may do with a group, whichever group protocol it uses. */
  private @Nullable Set<AclOperation> allowed(String group) {
    try {
      return AdminResults.get(described(group)).authorizedOperations();
    } catch (GroupIdNotFoundException e) {
      KafkaFuture<StreamsGroupDescription> streams =
          Objects.requireNonNull(
              admin
                  .describeStreamsGroups(
                      List.of(group),
                      new DescribeStreamsGroupsOptions().includeAuthorizedOperations(true))
                  .describedGroups()
                  .get(group));
      return AdminResults.get(streams).authorizedOperations();
    }
  }

  private Finding group() {
    String group = footprint.application();
    try {
      Set<AclOperation> allowed = allowed(group);
      return allowed == null || allowed.contains(AclOperation.READ)
          ? Finding.ok("ACLs: this user may use the group " + group)
          : Finding.warn("group %s: this user may not read".formatted(group), REMEDY);
    } catch (AuthorizationException e) {
      return Finding.warn("group %s: this user may not see it".formatted(group), REMEDY);
    } catch (GroupIdNotFoundException e) {
      return Finding.ok("ACLs: the group %s does not exist yet".formatted(group));
    } catch (KafkaException e) {
      // The group is none of an application.
      return Finding.ok("ACLs: the group %s was not checked: %s".formatted(group, e.getMessage()));
    }
  }
}
