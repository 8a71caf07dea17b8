package io.surtitle.cli.command;

import io.surtitle.cli.config.ListedBundle;
import io.surtitle.cli.config.Model;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The option of the commands that load bundles without a configuration. */
final class BundleOptions {
  @Option(
      names = "--bundle",
      paramLabel = "DIR",
      converter = ReadableDirectory.class,
      description =
          "Bundle directory. Repeat the option for several bundles, whose languages must differ."
              + " Default: the shipped bundles.")
  private List<Path> directories = List.of();

  /** The configuration's section, with the bundles of the options. */
  Model model() {
    if (directories.size() == 1) {
      return new Model(directories.get(0), List.of(), null);
    }
    return new Model(
        null, directories.stream().map(each -> new ListedBundle(null, each)).toList(), null);
  }
}
