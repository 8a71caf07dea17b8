package io.surtitle.cli.failure;

import io.surtitle.bundle.BundleException;
import io.surtitle.cli.config.ConfigurationException;
import io.surtitle.inference.DeviceException;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints every failure as one sentence on standard error and returns its exit code. */
public final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
  public static final int FAILED = 1;
  static final int REFUSED = 2;

  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, @Nullable ParseResult result) {
    command.getErr().println("surtitle: " + sentence(failure));
    command.getErr().flush();
    LOG.debug("The command failed", failure);
    return refused(failure) ? REFUSED : FAILED;
  }

  @Override
  public int handleParseException(ParameterException failure, String[] args) {
    CommandLine command = failure.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    command
        .getErr()
        .printf("surtitle: %s%s (see '%s --help')%n", oneLine(failure), suggestion(failure), name);
    command.getErr().flush();
    LOG.debug("The arguments were refused", failure);
    return REFUSED;
  }

  private static String suggestion(ParameterException failure) {
    return failure instanceof UnmatchedArgumentException unmatched
        ? unmatched.getSuggestions().stream()
            .findFirst()
            .map("; did you mean '%s'?"::formatted)
            .orElse("")
        : "";
  }

  /** Whether the arguments, the configuration or the bundle are to blame. */
  private static boolean refused(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof UsageException
          || t instanceof ConfigurationException
          || t instanceof BundleException
          || t instanceof DeviceException
          || t instanceof ConfigException) {
        return true;
      }
    }
    return false;
  }

  private static String sentence(Throwable failure) {
    if (failure instanceof FailedException || refused(failure)) {
      return oneLine(deepestRefusal(failure));
    }
    return Refusal.sentence("Kafka", failure)
        .orElseGet(
            () ->
                "%s (%s; set SURTITLE_LOG=debug to see the stack trace)"
                    .formatted(oneLine(failure), failure.getClass().getSimpleName()));
  }

  /** The cause that names the wrong property: Kafka wraps it in what it could not construct. */
  private static Throwable deepestRefusal(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof ConfigException) {
        return t;
      }
    }
    return failure;
  }

  /** The message of a wrapper's cause, on one line. */
  public static String reason(Throwable wrapper) {
    Throwable cause = wrapper.getCause();
    return oneLine(cause == null ? wrapper : cause);
  }

  public static String oneLine(Throwable failure) {
    String message = failure.getMessage();
    return (message == null ? failure.toString() : message).replaceAll("\\s*\\R\\s*", " ");
  }
}
