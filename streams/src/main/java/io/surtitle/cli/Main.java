package io.surtitle.cli;

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
    versionProvider = Main.Version.class,
    scope = ScopeType.INHERIT,
    sortOptions = false,
    usageHelpAutoWidth = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:it failed while it ran",
      "2:the usage, the configuration or the bundle is wrong",
      "3:it ran out of memory",
      "130:it was told to end with Ctrl-C, and did in good order",
      "143:the same with SIGTERM"
    })
public final class Main implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  /** Runs the command and exits with its code: 0 success, 1 failure, 2 wrong usage. */
  public static void main(String[] args) {
    // Standard output is for results, which Stdio prints; no library may print there.
    System.setOut(System.err);
    System.exit(execute(Stdio.ofProcess(), args));
  }

  /** Runs the command and returns its exit code. */
  static int execute(Stdio stdio, String... args) {
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
    return new CommandLine(new Main())
        .addSubcommand(new DemoCommand(stdio))
        .addSubcommand(new RunCommand(stdio))
        .addSubcommand(new GatewayCommand(stdio))
        .addSubcommand(new PublishCommand(stdio))
        .addSubcommand(new WatchCommand(stdio))
        .addSubcommand(new TranslateCommand(stdio))
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

  /** The version that the build wrote into the jar's manifest. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"surtitle " + text()};
    }

    static String text() {
      String version = Main.class.getPackage().getImplementationVersion();
      return Objects.requireNonNullElse(version, "(development)");
    }
  }
}
