package io.surtitle.cli;

import io.surtitle.bundle.Bundle;
import io.surtitle.cli.config.Configuration;
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
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code surtitle doctor}: whether a cluster is fit for captions, and what to do if not. */
@Command(
    name = "doctor",
    description = {
      "Checks a Kafka cluster: brokers, topics, ACLs, hanging transactions, lag, changelogs.",
      "",
      "Prints a line for each finding, OK, WARN or FAIL, with what to do. Ends with 1 if anything"
          + " failed. Changes nothing without --abort-hanging.",
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
          "End transactions that hang in this application's topics. Says first what will be"
              + " missing, and asks. Afterwards inputs that the state lacks are read again, and"
              + " lost captions are sent again. All engines must be stopped.")
  private boolean abortHanging;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  DoctorCommand(Stdio stdio) {
    this.stdio = stdio;
  }

  @Override
  public Integer call() throws IOException {
    if (yes && !abortHanging) {
      throw new UsageException("--yes is only for --abort-hanging");
    }
    Configuration configuration = kafka.configuration();
    Footprint footprint = Captioning.footprint(configuration, languages(configuration));
    say("OK    Kafka answers at " + Cluster.reach(configuration));
    try (Admin admin = Admin.create(properties(configuration))) {
      return abortHanging
          ? abort(new Repair(admin, configuration.kafka(), footprint), footprint.application())
          : examine(admin, configuration, footprint);
    }
  }

  private static List<String> languages(Configuration configuration) {
    List<String> asked = configuration.captions().languages();
    if (!asked.isEmpty()) {
      return asked;
    }
    Path directory = configuration.model().bundle();
    return Bundle.load(directory == null ? Installation.bundle() : directory).manifest().targets();
  }

  private static Map<String, Object> properties(Configuration configuration) {
    Map<String, Object> properties = new HashMap<>(configuration.kafka());
    properties.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, API_TIMEOUT_MS);
    return properties;
  }

  private int examine(Admin admin, Configuration configuration, Footprint footprint) {
    Expected expected =
        new Expected(configuration.topics().partitions(), configuration.gateway().history());
    List<Finding> findings = new Examination(admin, footprint, expected).findings();
    findings.forEach(each -> say(each.line()));
    return findings.stream().anyMatch(each -> each.level() == Level.FAIL) ? Failures.FAILED : 0;
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
                  "engines of '%s' still run (its group is %s): stop them all; those that were killed leave the group after session.timeout.ms"
                      .formatted(application, state));
            });
    if (!yes && !agreed(hanging.size())) {
      say("nothing was changed");
      return Failures.FAILED;
    }
    repair.abort(hanging, this::say);
    say("OK    %d transactions ended; start the engines".formatted(hanging.size()));
    return 0;
  }

  private boolean agreed(int count) throws IOException {
    if (stdio.screen().isEmpty()) {
      throw new UsageException("--abort-hanging needs a terminal to ask, or --yes");
    }
    stdio.err().printf("End %d transactions? Type yes: ", count);
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
