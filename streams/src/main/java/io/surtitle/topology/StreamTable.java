package io.surtitle.topology;

import java.util.function.Predicate;

/**
 * A compacted topic with one value for each stream, such as its glossary, in which operators look
 * up values. Every process keeps all of it.
 *
 * @param topic the topic of the values
 * @param isEmpty whether a value is equivalent to none; throws IllegalArgumentException, with the
 *     reason, for an invalid value
 */
public record StreamTable(String topic, Predicate<byte[]> isEmpty) {}
