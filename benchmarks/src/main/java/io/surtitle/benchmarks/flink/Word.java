package io.surtitle.benchmarks.flink;

/**
 * One record of text.
 *
 * @param stream id of its stream
 * @param text a word
 * @param offset in its partition
 * @param timestamp when it was appended, in milliseconds since the epoch
 */
public record Word(String stream, String text, long offset, long timestamp) {}
