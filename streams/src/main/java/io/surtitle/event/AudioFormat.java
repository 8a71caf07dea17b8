package io.surtitle.event;

import java.nio.ByteOrder;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The format of 16-bit samples, as stated in a record's {@code content-type}:
 *
 * <pre>{@code
 * content-type = type *( ";" name "=" value )       ; names and types in any case
 * type         = "audio/pcm"                        ; little-endian; rate is 16000 if absent
 *              / "audio/L16"                        ; network byte order, RFC 2586; needs a rate
 * name         = "rate"                             ; samples a second
 *              / "channels"                         ; 1 if absent
 * value        = 1*7DIGIT / DQUOTE 1*7DIGIT DQUOTE
 * }</pre>
 *
 * <p>Without a content type, audio is {@code audio/pcm;rate=16000}. Other parameters are refused,
 * since the properties they state, such as width or emphasis, would be ignored.
 *
 * @param rate sample rate in Hz
 * @param channels number of channels, whose samples alternate
 * @param order the order of a sample's two bytes
 */
record AudioFormat(int rate, int channels, ByteOrder order) {
  static final int USUAL_RATE = 16_000;

  private static final AudioFormat USUAL = new AudioFormat(USUAL_RATE, 1, ByteOrder.LITTLE_ENDIAN);

  private static final Pattern PARAMETER =
      Pattern.compile("\\s*([^\\s=;\"]+)\\s*=\\s*(\"?)([0-9]{1,7})\\2\\s*");

  /**
   * Reads a content type.
   *
   * @throws Unknown if it is another kind of audio
   */
  static AudioFormat parse(@Nullable String contentType) {
    if (contentType == null) {
      return USUAL;
    }
    String[] parts = contentType.split(";", -1);
    AudioFormat format =
        switch (parts[0].strip().toLowerCase(Locale.ROOT)) {
          case "audio/pcm" -> USUAL;
          case "audio/l16" -> new AudioFormat(0, 1, ByteOrder.BIG_ENDIAN);
          default ->
              throw new Unknown(
                  contentType,
                  "is no audio that is taken: send 16-bit PCM as audio/pcm (little-endian) or"
                      + " audio/L16 (big-endian), which ffmpeg makes of other audio");
        };
    for (int i = 1; i < parts.length; i++) {
      format = format.with(contentType, parts[i]);
    }
    if (format.rate == 0) {
      throw new Unknown(contentType, "has no rate: name it, as in audio/L16;rate=16000");
    }
    return format;
  }

  private AudioFormat with(String contentType, String parameter) {
    Matcher matcher = PARAMETER.matcher(parameter);
    if (!matcher.matches()) {
      throw unreadable(contentType, parameter);
    }
    int value = Integer.parseInt(matcher.group(3));
    return switch (matcher.group(1).toLowerCase(Locale.ROOT)) {
      case "rate" -> new AudioFormat(value, channels, order);
      case "channels" -> new AudioFormat(rate, value, order);
      default -> throw unreadable(contentType, parameter);
    };
  }

  private static Unknown unreadable(String contentType, String parameter) {
    return new Unknown(
        contentType,
        "has '%s', which is not read: only rate=NUMBER and channels=1 may follow the type"
            .formatted(SourceHeaders.shown(parameter.strip())));
  }

  /** Decodes samples. */
  Pcm read(byte[] bytes) {
    return Pcm.read(bytes, order, rate);
  }

  /** An unsupported content type. */
  static final class Unknown extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unknown(String contentType, String fault) {
      super(
          "%s '%s' %s"
              .formatted(SourceHeaders.CONTENT_TYPE, SourceHeaders.shown(contentType), fault),
          null,
          false,
          false);
    }
  }
}
