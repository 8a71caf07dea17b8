package io.surtitle.event;

import java.util.Map;

/**
 * An outgoing record; its key is the stream id.
 *
 * @param topic its destination
 * @param timestamp epoch milliseconds
 */
public record Message(String topic, byte[] value, Map<String, byte[]> headers, long timestamp) {}
