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
 * <p>Where the dead letter would be larger than its topic takes, it has as much of the record as
 * fits: the first bytes of the key and of the value, and those headers that fit, the smallest
 * first, in their order. Of each part that was cut two more headers tell:
 *
 * <pre>{@code
 * surtitle-error-PART-bytes   how many bytes the part had; decimal
 * surtitle-error-PART-sha256  SHA-256 of all of it; 64 lower-case hexadecimal digits
 * PART := "key" / "value" / "headers"
 * }</pre>
 *
 * <p>The bytes of the headers, as they are counted and hashed, are big-endian:
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

  /** A part of a record that may have been cut. */
  public enum Part {
    KEY("key"),
    VALUE("value"),
    HEADERS("headers");

    private final String prefix;

    Part(String name) {
      this.prefix = "surtitle-error-" + name;
    }

    /** The header that says how many bytes the part had. */
    public String bytes() {
      return prefix + "-bytes";
    }

    /** The header with the SHA-256 of the whole part. */
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
   * The headers to append after those where a part was cut.
   *
   * @param bytes that it had
   * @param sha256 of all of it, in hexadecimal digits
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
