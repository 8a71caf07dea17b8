package io.surtitle.topology;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A condition for captions to be made.
 *
 * @param name a word or two with hyphens
 * @param obstacle why the condition does not hold, in one line for a person; empty while it does.
 *     It answers at once and never fails.
 */
public record Check(String name, Supplier<Optional<String>> obstacle) {}
