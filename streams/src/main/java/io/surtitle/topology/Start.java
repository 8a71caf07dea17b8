package io.surtitle.topology;

import io.surtitle.engine.Input;
import io.surtitle.engine.Session;
import org.jspecify.annotations.Nullable;

/**
 * An input, as far as one version of an operator is to take it.
 *
 * @param pending the whole input
 * @param input the same, or what another version has left of it
 * @param from that version, null if there is none
 */
record Start<S extends Session, X, Y>(
    PendingInput<X> pending, Input<X> input, @Nullable Handover<S, Y> from) {
  String stream() {
    return pending.stream();
  }
}
