package io.surtitle.cli.wiring;

import io.surtitle.bundle.Bundle;

/** An operator whose bundle may be replaced while it runs. */
interface Replaceable extends AutoCloseable {
  /** The bundle in which all begins now. */
  LoadedModel model();

  /**
   * Goes on to the bundle that is in the operator's directory now.
   *
   * @throws io.surtitle.bundle.BundleException if that is not sound, such as half copied
   * @throws RefusedBundleException if it does not fit
   * @throws java.io.UncheckedIOException if no copy can be kept
   */
  Replacement replace();

  /** Whether a bundle is in memory. */
  boolean isLoaded(long fingerprint);

  @Override
  void close();

  /**
   * What has come of it.
   *
   * @param before the bundle until now
   * @param after the bundle from now on; the same where the directory holds what it did
   */
  record Replacement(String operator, Bundle before, Bundle after) {
    boolean isDone() {
      return before.fingerprint() != after.fingerprint();
    }
  }
}
