package io.surtitle.doctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;

/** All checks of a cluster, in the order in which a person would make them. */
public final class Examination {
  private final Map<String, Supplier<List<Finding>>> checks = new LinkedHashMap<>();

  /**
   * The checks of an application.
   *
   * @param expected the expected settings of topics
   */
  public Examination(Admin admin, Footprint footprint, Expected expected) {
    TopicChecks topics = new TopicChecks(admin, footprint, expected);
    StateChecks state = new StateChecks(admin, footprint);
    checks.put("brokers", new BrokerChecks(admin)::find);
    checks.put("topics", topics::find);
    checks.put("inputs", new InputChecks(admin, footprint, expected)::find);
    checks.put("ACLs", new AccessChecks(admin, footprint)::find);
    checks.put("transactions", state::transactions);
    checks.put("lag", state::lag);
    checks.put("changelogs", state::sizes);
  }

  /**
   * Runs all checks. A check that fails, or that this user may not make, is a finding too.
   *
   * @throws InterruptException if the thread is interrupted
   */
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    checks.forEach((name, check) -> findings.addAll(run(name, check)));
    return findings;
  }

  private static List<Finding> run(String name, Supplier<List<Finding>> check) {
    try {
      return check.get();
    } catch (InterruptException e) {
      throw e;
    } catch (AuthorizationException e) {
      return List.of(
          Finding.warn(
              name + ": not checked, since this user may not look: " + e.getMessage(),
              "run it as an administrator, or see docs/security.md"));
    } catch (KafkaException e) {
      return List.of(
          Finding.fail(name + ": the check failed: " + e.getMessage(), "see the brokers' logs"));
    }
  }
}
