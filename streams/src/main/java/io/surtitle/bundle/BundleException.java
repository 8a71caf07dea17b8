package io.surtitle.bundle;

import java.nio.file.Path;

/**
 * A bundle that cannot be used. The message is one sentence: which file, what is wrong, what to do.
 */
public final class BundleException extends RuntimeException {

  /** What to do about a bundle that was written wrongly. */
  public static final String EXPORT_AGAIN = "export the bundle again with surtitle-export";

  /** What to do about a bundle that was well written and damaged since. */
  public static final String COPY_AGAIN = "copy the bundle again, whole";

  private static final long serialVersionUID = 1;

  /**
   * Makes the sentence {@code <file> <fault>: <remedy>.}
   *
   * @param fault a predicate, such as {@code "is missing"}
   * @param remedy an imperative, such as {@link #COPY_AGAIN}
   */
  public BundleException(Path file, String fault, String remedy) {
    super("%s %s: %s.".formatted(file, fault, remedy));
  }

  /** The same, with what caused it. */
  public BundleException(Path file, String fault, String remedy, Throwable cause) {
    super("%s %s: %s.".formatted(file, fault, remedy), cause);
  }
}
