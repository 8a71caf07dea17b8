package io.surtitle.cli;

import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The {@code surtitle} command. Without a subcommand it prints its usage. */
@Command(
    name = "surtitle",
    description = "Live captions in many languages, translated while people are still speaking.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
public final class Main implements Runnable {

  /** Runs the command and exits with its code: 0 success, 1 failure, 2 wrong usage. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }

  /** The version that the build wrote into the jar's manifest. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"surtitle " + Objects.requireNonNullElse(version, "(development)")};
    }
  }
}
