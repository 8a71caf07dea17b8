package io.surtitle.topology;

/**
 * How far a changelog is restored.
 *
 * @param at offset to restore next
 * @param end offset at which it is done
 */
public record Restoration(long at, long end) {}
