package io.surtitle.engine;

import org.jspecify.annotations.Nullable;

/**
 * An input in which a session ends.
 *
 * @param turn takes the input as far as what is open goes
 * @param rest what follows in the input, as an input at the same place; null if nothing does
 */
public record Ending<X, Y>(Turn<Y> turn, @Nullable Input<X> rest) {}
