package io.surtitle.benchmarks.flink;

/**
 * An output caption.
 *
 * @param stream id of its stream
 * @param language its language, which determines the topic
 * @param json the value
 * @param timestamp of the newest word in it
 */
public record CaptionOut(String stream, String language, byte[] json, long timestamp) {}
