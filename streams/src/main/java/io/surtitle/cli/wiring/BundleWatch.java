package io.surtitle.cli.wiring;

import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.BundleException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether an operator's directory holds another bundle. One that is half copied is looked at
 * again; one that does not fit is refused once.
 */
final class BundleWatch {
  private static final Logger LOG = LoggerFactory.getLogger(BundleWatch.class);

  private final Replaceable operator;
  private final Path manifest;
  private byte[] settled;
  private String told = "";

  /** Watches the directory of an operator's bundle. */
  BundleWatch(Replaceable operator) {
    this.operator = operator;
    this.manifest = operator.model().bundle().file(Bundle.MANIFEST);
    this.settled = operator.model().bundle().json();
  }

  /** Looks once. */
  void look() {
    try {
      byte[] now = Files.readAllBytes(manifest);
      if (!Arrays.equals(now, settled)) {
        replace(now);
      }
    } catch (IOException e) {
      tell("cannot read " + manifest + ": " + e);
    }
  }

  private void replace(byte[] now) {
    try {
      operator.replace();
      settled = now;
      told = "";
    } catch (RefusedBundleException e) {
      tell(String.valueOf(e.getMessage()));
      settled = now;
    } catch (BundleException | UncheckedIOException e) {
      tell(String.valueOf(e.getMessage()));
    }
  }

  private void tell(String what) {
    if (!what.equals(told)) {
      LOG.warn("the bundle is not replaced yet: {}", what);
      told = what;
    }
  }
}
