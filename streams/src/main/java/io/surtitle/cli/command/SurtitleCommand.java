package io.surtitle.cli.command;

import io.surtitle.cli.failure.Failures;
import io.surtitle.cli.terminal.Stdio;
import io.surtitle.cli.wiring.Installation;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The {@code surtitle} command. Without a subcommand it prints its usage. */
@Command(
    name = "surtitle",
    description = "Live captions in many languages, translated while people are still speaking.",
    mixinStandardHelpOptions = true,
    versionProvider = SurtitleCommand.Version.class,
    scope = ScopeType.INHERIT,
    sortOptions = false,
    usageHelpAutoWidth = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:success",
      "1:the command failed while running",
      "2:the arguments, the configuration or the bundle are invalid",
      "3:Java ran out of memory",
      "130:shut down in an orderly way after Ctrl-C (SIGINT)",
      "143:shut down in an orderly way after SIGTERM"
    })
public final class SurtitleCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  /** Runs the command and returns its exit code. */
  public static int execute(Stdio stdio, String... args) {
    int code = commandLine(stdio).execute(args);
    stdio.err().flush();
    if (stdio.out().checkError() && code == CommandLine.ExitCode.OK) {
      return Failures.FAILED;
    }
    return code;
  }

  static CommandLine commandLine(Stdio stdio) {
    CommandLine models = new CommandLine(new ModelsCommand());
    models.addSubcommand(new VerifyCommand(stdio));
    return new CommandLine(new SurtitleCommand())
        .addSubcommand(new DemoCommand(stdio))
        .addSubcommand(new RunCommand(stdio))
        .addSubcommand(new GatewayCommand(stdio))
        .addSubcommand(new PublishCommand(stdio))
        .addSubcommand(new WatchCommand(stdio))
        .addSubcommand(new TranslateCommand(stdio))
        .addSubcommand(new TranscribeCommand(stdio))
        .addSubcommand(models)
        .addSubcommand(new DoctorCommand(stdio))
        .addSubcommand(new RepartitionCommand(stdio))
        .addSubcommand(new HealthCommand(stdio))
        .setOut(stdio.out())
        .setErr(stdio.err())
        .setExecutionExceptionHandler(new Failures())
        .setParameterExceptionHandler(new Failures());
  }

  @Override
  public void run() {
    CommandLine command = Objects.requireNonNull(spec).commandLine();
    command.usage(command.getOut());
  }

  /** Prints the version of the installation. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"surtitle " + Installation.version()};
    }
  }
}
