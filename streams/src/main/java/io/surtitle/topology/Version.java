package io.surtitle.topology;

import io.surtitle.engine.Engine;
import io.surtitle.engine.Operator;
import io.surtitle.engine.Session;
import io.surtitle.event.Outlet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An operator with one bundle.
 *
 * @param fingerprint of the bundle
 * @param operators makes what it does for each task, which looks values up by stream in the {@link
 *     StreamTable}
 * @param engines makes an engine for each task
 * @param outlet where its outputs go
 */
public record Version<S extends Session, X, Y>(
    long fingerprint,
    Function<Function<String, byte @Nullable []>, Operator<S, X, Y>> operators,
    Supplier<? extends Engine> engines,
    Outlet<Y> outlet) {

  /** The version whose fingerprint its operators tell. */
  public static <S extends Session, X, Y> Version<S, X, Y> of(
      Function<Function<String, byte @Nullable []>, Operator<S, X, Y>> operators,
      Supplier<? extends Engine> engines,
      Outlet<Y> outlet) {
    long fingerprint = operators.apply(stream -> null).fingerprint();
    return new Version<>(fingerprint, operators, engines, outlet);
  }

  /** What it does to streams for which nothing can be looked up. */
  Operator<S, X, Y> alone() {
    return operators.apply(stream -> null);
  }
}
