package io.surtitle.cli.command;

import io.surtitle.cli.broker.Cluster;
import io.surtitle.cli.config.Configuration;
import io.surtitle.cli.failure.UsageException;
import io.surtitle.cli.terminal.Stdio;
import io.surtitle.cli.wiring.BundleChoice;
import io.surtitle.cli.wiring.Captioning;
import io.surtitle.cli.wiring.Pipelines;
import io.surtitle.event.TextSource;
import io.surtitle.task.translate.Translate;
import io.surtitle.topology.ApplicationSettings;
import io.surtitle.topology.Repartition;
import io.surtitle.topology.TopologySettings;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code surtitle repartition}: moves streams after partitions were added to the text topic. */
@Command(
    name = "repartition",
    description = {
      "Moves the streams of an application to a new one, after partitions were added to the text"
          + " topic.",
      "",
      "Stop all processes of the old application first. Afterwards, set 'application' to the new"
          + " id and start them again. Captions continue where they stopped, with new ids.",
      ""
    },
    footer = {"", "Example:", "  surtitle repartition --config surtitle.yaml --to surtitle-2"})
final class RepartitionCommand implements Callable<Integer> {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,200}");

  private final Stdio stdio;

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Option(
      names = "--to",
      required = true,
      paramLabel = "NEW_ID",
      description = "Id of the new application: letters, digits, '.', '_' and '-'.")
  private String to = "";

  RepartitionCommand(Stdio stdio) {
    this.stdio = stdio;
  }

  @Override
  public Integer call() {
    Configuration configuration = kafka.configuration();
    if (!ID.matcher(to).matches()) {
      throw new UsageException(
          "--to must be 1 to 200 letters, digits, '.', '_' or '-', not '%s'".formatted(to));
    }
    BundleChoice bundles = BundleChoice.of(configuration);
    Cluster.reach(configuration);
    ApplicationSettings application = Captioning.applicationSettings(configuration);
    List<String> text = bundles.operators(List.of(Translate.TASK));
    configuration.requireTopicsApart(
        bundles.languages(), text, bundles.operators(Pipelines.AUDIO_TASKS));
    TopologySettings settings = Captioning.topologySettings(configuration);
    try (Repartition<?> repartition =
        Repartition.ofText(
            application,
            settings,
            new TextSource(
                configuration.topics().text(),
                bundles.source(),
                configuration.limits().recordBytes()),
            text,
            to)) {
      tell(application.applicationId(), repartition.run());
    }
    return 0;
  }

  private void tell(String from, Repartition.Moved moved) {
    stdio
        .out()
        .printf(
            "moved application %s (%d partitions) to %s (%d): %d streams, %d of them to another"
                + " partition, and %d pending inputs%nset 'application: %s' and start it%n",
            from,
            moved.before(),
            to,
            moved.after(),
            moved.streams(),
            moved.moved(),
            moved.inputs(),
            to);
  }
}
