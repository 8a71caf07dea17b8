package io.surtitle.topology;

import io.surtitle.engine.Engine;
import io.surtitle.engine.Operator;
import io.surtitle.engine.Session;
import io.surtitle.event.Outlet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An operator in a topology.
 *
 * @param id names it in stores, metrics and logs; stable, whatever bundle it runs
 * @param versions of it, by bundle
 * @param sizing the settings that say how large its sessions and messages are, in words
 */
public record OperatorSpec<S extends Session, X, Y>(
    String id, Versions<S, X, Y> versions, String sizing) {
  /** The id of the operator whose store has the name that it had when it was the only one. */
  public static final String FIRST = "live-translate";

  /**
   * An operator whose bundle is never replaced.
   *
   * @param operators {@link Version#operators}
   * @param engines {@link Version#engines}
   * @param outlet {@link Version#outlet}
   */
  public OperatorSpec(
      String id,
      Function<Function<String, byte @Nullable []>, Operator<S, X, Y>> operators,
      Supplier<? extends Engine> engines,
      Outlet<Y> outlet,
      String sizing) {
    this(id, Versions.only(Version.of(operators, engines, outlet)), sizing);
  }

  /** The store of its sessions. */
  String store() {
    return Names.sessions(id);
  }

  /** What the current version does to streams for which nothing can be looked up. */
  Operator<S, X, Y> alone() {
    return versions.current().alone();
  }

  /** Where outputs of the current version go. */
  Outlet<Y> outlet() {
    return versions.current().outlet();
  }
}
