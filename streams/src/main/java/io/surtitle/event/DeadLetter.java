package io.surtitle.event;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why and when a record was refused, and where it came from. A dead letter has the record's key,
 * value and headers, unchanged, followed by these headers:
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
 * <p>If the dead letter would be larger than its topic accepts, it holds as much of the record as
 * fits: the first bytes of the key and of the value, and the headers that fit, smallest first, in
 * their order. Two more headers describe each truncated part:
 *
 * <pre>{@code
 * surtitle-error-PART-bytes   how many bytes the part had; decimal
 * surtitle-error-PART-sha256  SHA-256 of all of it; 64 lower-case hexadecimal digits
 * PART := "key" / "value" / "headers"
 * }</pre>
 *
 * <p>For these figures, headers are encoded big-endian:
 *
 * <pre>
 * headers := header*
 * header  := block block            ; name in UTF-8, value
 * block   := size:i32 bytes[size]   ; size -1 is an absent value
 * </pre>
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

  /** A part of a record that may have been truncated. */
  public enum Part {
    KEY("key"),
    VALUE("value"),
    HEADERS("headers");

    private final String prefix;

    Part(String name) {
      this.prefix = "surtitle-error-" + name;
    }

    /** The name of the header with the original size of the part. */
    public String bytes() {
      return prefix + "-bytes";
    }

    /** The name of the header with the SHA-256 of the original part. */
    public String sha256() {
      return prefix + "-sha256";
    }
  }

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

  /**
   * The further headers to append for a truncated part.
   *
   * @param bytes its original size
   * @param sha256 the SHA-256 of the original part, in hexadecimal digits
   */
  public static Map<String, byte[]> cut(Part part, long bytes, String sha256) {
    Map<String, byte[]> headers = new LinkedHashMap<>();
    put(headers, part.bytes(), Long.toString(bytes));
    put(headers, part.sha256(), sha256);
    return headers;
  }

  private static void put(Map<String, byte[]> headers, String name, String value) {
    headers.put(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
