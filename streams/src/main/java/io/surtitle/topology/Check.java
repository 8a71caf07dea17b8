package io.surtitle.topology;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * One thing that has to be so for captions to be made.
 *
 * @param name a word or two with hyphens
 * @param obstacle why it is not so, one line for a person; empty while all is well. It answers at
 *     once and never fails.
 */
public record Check(String name, Supplier<Optional<String>> obstacle) {}
