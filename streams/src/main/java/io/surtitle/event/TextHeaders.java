package io.surtitle.event;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The optional headers of a text record. Other headers, CloudEvents' {@code ce_*} among them, are
 * accepted and mean nothing here.
 *
 * <pre>{@code
 * surtitle-pts      = number               ; milliseconds of media time
 * surtitle-seq      = number               ; counts up with every input of the stream
 * surtitle-producer = *128VCHAR            ; names one run of a producer, which counts by itself
 * surtitle-end      = "" / "true" / "1" / "false" / "0"   ; in any case, "" is true
 * surtitle-lang     = BCP 47 language tag / ""   ; in any case, "" is none
 * number            = 1*18DIGIT
 * }</pre>
 *
 * <p>A {@code surtitle-seq} that is not above the last of its stream and producer is a repeat, and
 * is skipped. A producer that starts again and counts from its beginning names its run: a time or a
 * random number will do. Without a name, a number is that of a new run where it is at least 100
 * below the last, or where it is 0 or 1 and at least 10 below.
 */
public final class TextHeaders {
  public static final String PTS = "surtitle-pts";
  public static final String SEQUENCE = "surtitle-seq";
  public static final String PRODUCER = "surtitle-producer";
  public static final String END = "surtitle-end";
  public static final String LANGUAGE = "surtitle-lang";

  private static final int MAX_DIGITS = 18;
  private static final int MAX_NAME = 128;
  private static final int MAX_SHOWN = 32;

  private final Map<String, byte[]> headers;

  TextHeaders(Map<String, byte[]> headers) {
    this.headers = headers;
  }

  /** The value of a number header, or {@link SourceText#NONE} if it is absent. */
  long number(String name) {
    String value = get(name);
    if (value == null) {
      return SourceText.NONE;
    }
    if (!value.matches("[0-9]{1," + MAX_DIGITS + "}")) {
      throw new BadHeader(name, value, "a whole number, not negative");
    }
    return Long.parseLong(value);
  }

  /** The name of the producer's run; empty if it has none. */
  String producer() {
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

  boolean end() {
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

  private @Nullable String get(String name) {
    byte[] value = headers.get(name);
    return value == null ? null : new String(value, StandardCharsets.UTF_8).strip();
  }

  /** A value short and plain enough for a log line or a header. */
  static String shown(String value) {
    String plain = value.replaceAll("[^\\x20-\\x7e]", "?");
    return plain.length() <= MAX_SHOWN ? plain : plain.substring(0, MAX_SHOWN) + "...";
  }

  /** A header of ours that cannot be read. */
  static final class BadHeader extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadHeader(String name, String value, String wanted) {
      super(name + " is '" + shown(value) + "', not " + wanted, null, false, false);
    }
  }
}
