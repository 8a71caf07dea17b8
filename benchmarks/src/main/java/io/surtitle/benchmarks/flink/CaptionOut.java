package io.surtitle.benchmarks.flink;

/**
 * One caption on its way out.
 *
 * @param stream id of its stream
 * @param language which names the topic
 * @param json the value
 * @param timestamp of the newest word in it
 */
public record CaptionOut(String stream, String language, byte[] json, long timestamp) {}
