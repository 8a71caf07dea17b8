package io.surtitle.cli.command;

import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.FileSpec;
import io.surtitle.bundle.Manifest;
import io.surtitle.cli.terminal.Stdio;
import io.surtitle.cli.wiring.Pipelines;
import io.surtitle.inference.Model;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code surtitle models verify}: checks that a bundle can be used. */
@Command(
    name = "verify",
    description = {
      "Checks a bundle: every file against its size and SHA-256, every graph against the"
          + " manifest.",
      ""
    })
final class VerifyCommand implements Callable<Integer> {
  private final Stdio stdio;

  @Parameters(
      paramLabel = "DIR",
      converter = ReadableDirectory.class,
      description = "Bundle directory, which has a surtitle.json.")
  private Path directory = Path.of("");

  VerifyCommand(Stdio stdio) {
    this.stdio = stdio;
  }

  @Override
  public Integer call() {
    Bundle bundle = Bundle.load(directory);
    bundle.requireTask(Pipelines.TASKS);
    Model.load(bundle, 1).close();
    stdio.out().println(describe(bundle.manifest()));
    return 0;
  }

  private static String describe(Manifest manifest) {
    long bytes = manifest.files().stream().mapToLong(FileSpec::bytes).sum();
    return String.format(
        Locale.ROOT,
        "%s %s: %s, %.1f MB, sound",
        manifest.name(),
        manifest.version(),
        does(manifest),
        bytes / 1e6);
  }

  private static String does(Manifest manifest) {
    return manifest.task().equals(Manifest.TRANSLATE)
        ? "%s to %s".formatted(manifest.source(), String.join(", ", manifest.targets()))
        : manifest.task();
  }
}
