package io.surtitle.event;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why, where from and when a record was refused. A dead letter has the record's own key, value and
 * headers, untouched, and after them these:
 *
 * <pre>{@code
 * surtitle-error-reason     code of a Reason
 * surtitle-error-detail     one line for a person
 * surtitle-error-topic      where the record was
 * surtitle-error-partition
 * surtitle-error-offset
 * surtitle-error-timestamp  when it was refused, epoch milliseconds
 * }</pre>
 *
 * @param reason why
 * @param detail one line for a person
 * @param topic where the record was
 * @param partition its partition
 * @param offset its offset
 * @param timestamp when it was refused, epoch milliseconds
 */
public record DeadLetter(
    Reason reason, String detail, String topic, int partition, long offset, long timestamp) {
  public static final String REASON = "surtitle-error-reason";
  public static final String DETAIL = "surtitle-error-detail";
  public static final String TOPIC = "surtitle-error-topic";
  public static final String PARTITION = "surtitle-error-partition";
  public static final String OFFSET = "surtitle-error-offset";
  public static final String TIMESTAMP = "surtitle-error-timestamp";

  /** The headers to append, in the order above. */
  public Map<String, byte[]> headers() {
    Map<String, byte[]> headers = new LinkedHashMap<>();
    put(headers, REASON, reason.code());
    put(headers, DETAIL, detail);
    put(headers, TOPIC, topic);
    put(headers, PARTITION, Integer.toString(partition));
    put(headers, OFFSET, Long.toString(offset));
    put(headers, TIMESTAMP, Long.toString(timestamp));
    return headers;
  }

  private static void put(Map<String, byte[]> headers, String name, String value) {
    headers.put(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
