package io.surtitle.topology;

import io.surtitle.engine.Session;
import java.util.Optional;

/**
 * The versions of an operator in this process: the current one, in which all begins, and those in
 * which something is open still. Safe for use by many threads.
 */
public interface Versions<S extends Session, X, Y> {
  /** The version that the process runs now. */
  Version<S, X, Y> current();

  /**
   * Keeps a version for use until it is released, loading it if need be.
   *
   * @param fingerprint of its bundle
   * @return empty if its bundle cannot be had; never so for the current version
   */
  Optional<Version<S, X, Y>> acquire(long fingerprint);

  /** Ends one use of a version. */
  void release(long fingerprint);

  /** A version that is never replaced. */
  static <S extends Session, X, Y> Versions<S, X, Y> only(Version<S, X, Y> version) {
    long known = version.fingerprint();
    return new Versions<>() {
      @Override
      public Version<S, X, Y> current() {
        return version;
      }

      @Override
      public Optional<Version<S, X, Y>> acquire(long fingerprint) {
        return fingerprint == known ? Optional.of(version) : Optional.empty();
      }

      @Override
      public void release(long fingerprint) {}
    };
  }
}
