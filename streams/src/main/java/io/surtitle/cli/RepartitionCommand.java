package io.surtitle.cli;

import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.Manifest;
import io.surtitle.cli.config.Configuration;
import io.surtitle.topology.ApplicationSettings;
import io.surtitle.topology.Repartition;
import io.surtitle.topology.TopologySettings;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code surtitle repartition}: after partitions were added to the text topic. */
@Command(
    name = "repartition",
    description = {
      "Moves the streams of an application to a new one, after partitions were added to the text"
          + " topic.",
      "",
      "Stop all processes of the old application first; afterwards set 'application' to the new"
          + " id and start them. Captions go on where they were, under new ids.",
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
    Path bundle = configuration.model().bundle();
    Manifest model = Bundle.load(bundle == null ? Installation.bundle() : bundle).manifest();
    Cluster.reach(configuration);
    ApplicationSettings application = Captioning.applicationSettings(configuration);
    TopologySettings settings = Captioning.topologySettings(configuration, model.targets());
    try (Repartition repartition = new Repartition(application, settings, model.source(), to)) {
      tell(application.applicationId(), repartition.run());
    }
    return 0;
  }

  private void tell(String from, Repartition.Moved moved) {
    stdio
        .out()
        .printf(
            "application %s (%d partitions) to %s (%d): %d streams, %d of them in another"
                + " partition, and %d inputs that wait%nset 'application: %s' and start it%n",
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
