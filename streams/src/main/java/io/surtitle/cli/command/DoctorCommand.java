package io.surtitle.cli.command;

import io.surtitle.cli.broker.Cluster;
import io.surtitle.cli.config.Configuration;
import io.surtitle.cli.failure.FailedException;
import io.surtitle.cli.failure.Failures;
import io.surtitle.cli.failure.UsageException;
import io.surtitle.cli.terminal.Stdio;
import io.surtitle.cli.wiring.BundleChoice;
import io.surtitle.cli.wiring.Captioning;
import io.surtitle.cli.wiring.DeviceCheck;
import io.surtitle.cli.wiring.RecogniserCheck;
import io.surtitle.doctor.Examination;
import io.surtitle.doctor.Expected;
import io.surtitle.doctor.Finding;
import io.surtitle.doctor.Finding.Level;
import io.surtitle.doctor.Footprint;
import io.surtitle.doctor.HangingTransaction;
import io.surtitle.doctor.Repair;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code surtitle doctor}: checks a Kafka cluster and says how to fix what it finds. */
@Command(
    name = "doctor",
    description = {
      "Checks a Kafka cluster: brokers, topics, ACLs, hanging transactions, lag, changelogs; what"
          + " the bundles would run on here, and whether speech can be recognised.",
      "",
      "Prints each finding on a line (OK, WARN or FAIL) with the remedy. Exits with 1 if a check"
          + " failed. Changes nothing unless --abort-hanging is given.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  surtitle doctor --config surtitle.yaml",
      "  surtitle doctor --config surtitle.yaml --abort-hanging"
    })
final class DoctorCommand implements Callable<Integer> {
  private static final String API_TIMEOUT_MS = "30000";

  private final Stdio stdio;

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Option(
      names = "--abort-hanging",
      description =
          "Abort transactions that hang in this application's topics. Lists first what will be"
              + " lost and asks for confirmation. The engines then read inputs that the state lacks"
              + " again, and send lost captions again. Stop all engines before.")
  private boolean abortHanging;

  @Option(names = "--yes", description = "Do not ask for confirmation.")
  private boolean yes;

  DoctorCommand(Stdio stdio) {
    this.stdio = stdio;
  }

  @Override
  public Integer call() throws IOException {
    if (yes && !abortHanging) {
      throw new UsageException(
          "--yes has no effect without --abort-hanging; add it or leave out --yes");
    }
    Configuration configuration = kafka.configuration();
    BundleChoice choice = BundleChoice.of(configuration);
    Footprint footprint = Captioning.footprint(configuration, choice);
    say("OK    Kafka answers at " + Cluster.reach(configuration));
    try (Admin admin = Admin.create(properties(configuration))) {
      return abortHanging
          ? abort(new Repair(admin, configuration.kafka(), footprint), footprint.application())
          : examine(admin, configuration, choice, footprint);
    }
  }

  private static Map<String, Object> properties(Configuration configuration) {
    Map<String, Object> properties = new HashMap<>(configuration.kafka());
    properties.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, API_TIMEOUT_MS);
    return properties;
  }

  private int examine(
      Admin admin, Configuration configuration, BundleChoice choice, Footprint footprint) {
    List<Finding> findings = new ArrayList<>();
    findings.add(DeviceCheck.find(configuration, choice));
    findings.addAll(new Examination(admin, footprint, expected(configuration)).findings());
    findings.addAll(RecogniserCheck.of(configuration, choice));
    findings.forEach(each -> say(each.line()));
    return findings.stream().anyMatch(each -> each.level() == Level.FAIL) ? Failures.FAILED : 0;
  }

  private static Expected expected(Configuration configuration) {
    Configuration.Topics topics = configuration.topics();
    return new Expected(
        topics.partitions(),
        configuration.gateway().history(),
        Map.of(
            topics.text(), configuration.limits().recordBytes(),
            topics.audio(), configuration.limits().audioBytes()),
        topics.audio());
  }

  private int abort(Repair repair, String application) throws IOException {
    List<HangingTransaction> hanging = repair.hanging();
    if (hanging.isEmpty()) {
      say("OK    no transaction hangs");
      return 0;
    }
    repair.preview(hanging).forEach(this::say);
    repair
        .runs()
        .ifPresent(
            state -> {
              throw new FailedException(
                  ("engines of '%s' are still running (its group is %s): stop them all; an engine"
                          + " that was killed leaves the group after session.timeout.ms")
                      .formatted(application, state));
            });
    if (!yes && !agreed(hanging.size())) {
      say("nothing changed");
      return Failures.FAILED;
    }
    repair.abort(hanging, this::say);
    say("OK    %d transactions aborted; start the engines".formatted(hanging.size()));
    return 0;
  }

  private boolean agreed(int count) throws IOException {
    if (stdio.screen().isEmpty()) {
      throw new UsageException(
          "--abort-hanging asks for confirmation, which needs a terminal; run it in one or add"
              + " --yes");
    }
    stdio.err().printf("Abort %d transactions? Type yes: ", count);
    stdio.err().flush();
    String answer =
        new BufferedReader(new InputStreamReader(stdio.in(), StandardCharsets.UTF_8)).readLine();
    return answer != null && answer.strip().equals("yes");
  }

  private void say(String line) {
    stdio.out().println(line);
    stdio.out().flush();
  }
}
