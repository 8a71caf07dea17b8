package io.surtitle.event;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The optional headers of a producer's record. Other headers, such as CloudEvents' {@code ce_*},
 * are accepted and ignored.
 *
 * <pre>{@code
 * surtitle-pts      = number               ; milliseconds of media time, of audio's first sample
 * surtitle-seq      = number               ; increases with every input of the stream
 * surtitle-producer = *128VCHAR            ; names one run of a producer, with its own count
 * surtitle-end      = "" / "true" / "1" / "false" / "0"   ; in any case, "" is true
 * surtitle-lang     = BCP 47 language tag / ""   ; of text; in any case, "" is none
 * content-type      = as AudioFormat says        ; of audio
 * number            = 1*18DIGIT
 * }</pre>
 *
 * <p>An input whose {@code surtitle-seq} is not above the last of its stream and producer is a
 * repeat, and is skipped. A producer that restarts its count has to name each run, for example with
 * a time or a random number. Without a name, a number begins a new run if it is at least 100 below
 * the last, or if it is 0 or 1 and at least 10 below.
 */
public final class SourceHeaders {
  public static final String PTS = "surtitle-pts";
  public static final String SEQUENCE = "surtitle-seq";
  public static final String PRODUCER = "surtitle-producer";
  public static final String END = "surtitle-end";
  public static final String LANGUAGE = "surtitle-lang";
  public static final String CONTENT_TYPE = "content-type";

  private static final int MAX_DIGITS = 18;
  private static final int MAX_NAME = 128;
  private static final int MAX_SHOWN = 32;

  private final Map<String, byte[]> headers;

  SourceHeaders(Map<String, byte[]> headers) {
    this.headers = headers;
  }

  /**
   * The arrival that these headers describe.
   *
   * @throws BadHeader if one of them cannot be read
   */
  <X> Arrival<X> arrival(String stream, X content) {
    return new Arrival<>(stream, content, end(), number(PTS), number(SEQUENCE), producer());
  }

  /** The value of a number header, or {@link Arrival#NONE} if it is missing. */
  private long number(String name) {
    String value = get(name);
    if (value == null) {
      return Arrival.NONE;
    }
    if (!value.matches("[0-9]{1," + MAX_DIGITS + "}")) {
      throw new BadHeader(name, value, "a whole number, not negative");
    }
    return Long.parseLong(value);
  }

  /** The name of the producer's run; empty if it has none. */
  private String producer() {
    String value = get(PRODUCER);
    if (value == null) {
      return "";
    }
    if (!value.matches("[\\x21-\\x7e]{0," + MAX_NAME + "}")) {
      throw new BadHeader(
          PRODUCER, value, "at most " + MAX_NAME + " printable ASCII characters without spaces");
    }
    return value;
  }

  private boolean end() {
    String value = get(END);
    if (value == null) {
      return false;
    }
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "", "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw new BadHeader(END, value, "true, false, 1, 0 or empty");
    };
  }

  @Nullable String language() {
    String value = get(LANGUAGE);
    return value == null || value.isEmpty() ? null : value;
  }

  @Nullable String contentType() {
    String value = get(CONTENT_TYPE);
    return value == null || value.isEmpty() ? null : value;
  }

  private @Nullable String get(String name) {
    byte[] value = headers.get(name);
    return value == null ? null : new String(value, StandardCharsets.UTF_8).strip();
  }

  /** A value, shortened and cleaned for a log line or a header. */
  static String shown(String value) {
    String plain = value.replaceAll("[^\\x20-\\x7e]", "?");
    return plain.length() <= MAX_SHOWN ? plain : plain.substring(0, MAX_SHOWN) + "...";
  }

  /** A {@code surtitle-*} header that cannot be read. */
  static final class BadHeader extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadHeader(String name, String value, String wanted) {
      super(name + " is '" + shown(value) + "', not " + wanted, null, false, false);
    }
  }
}
