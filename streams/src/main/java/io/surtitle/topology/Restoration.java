package io.surtitle.topology;

/**
 * The progress of restoring a changelog.
 *
 * @param at offset of the next record to restore
 * @param end offset at which restoration is complete
 */
public record Restoration(long at, long end) {}
