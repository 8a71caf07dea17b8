package io.surtitle.event;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The format of samples, as stated in a record's {@code content-type}:
 *
 * <pre>{@code
 * content-type = type *( ";" name "=" value )       ; names and types in any case
 * type         = "audio/pcm"                        ; 16 bits, little-endian; rate is 16000 if absent
 *              / "audio/L16"                        ; network byte order, RFC 2586; needs a rate
 *              / "audio/PCMU" / "audio/PCMA"        ; G.711, RFC 3551; rate is 8000 if absent
 * name         = "rate"                             ; samples a second, 8000 to 48000
 *              / "channels"                         ; 1 if absent, or 2
 * value        = 1*7DIGIT / DQUOTE 1*7DIGIT DQUOTE
 * }</pre>
 *
 * <p>Without a content type, audio is {@code audio/pcm;rate=16000}. Other parameters are refused,
 * since the properties they state, such as width or emphasis, would be ignored.
 *
 * @param encoding how a sample is written
 * @param rate sample rate in Hz
 * @param channels number of channels, whose samples alternate
 */
public record AudioFormat(AudioEncoding encoding, int rate, int channels) {
  /** The least sample rate in Hz that is taken. */
  public static final int LEAST_RATE = 8_000;

  /** The highest sample rate in Hz that is taken. */
  public static final int MOST_RATE = 48_000;

  /** The format of audio without a content type. */
  static final AudioFormat USUAL = new AudioFormat(AudioEncoding.PCM, 16_000, 1);

  private static final int TELEPHONE_RATE = 8_000;
  private static final int MOST_CHANNELS = 2;

  private static final Pattern PARAMETER =
      Pattern.compile("\\s*([^\\s=;\"]+)\\s*=\\s*(\"?)([0-9]{1,7})\\2\\s*");

  /**
   * Reads a content type.
   *
   * @throws BadAudio if it is another kind of audio
   */
  static AudioFormat parse(@Nullable String contentType) {
    if (contentType == null) {
      return USUAL;
    }
    String[] parts = contentType.split(";", -1);
    AudioFormat format =
        switch (parts[0].strip().toLowerCase(Locale.ROOT)) {
          case "audio/pcm" -> USUAL;
          case "audio/l16" -> new AudioFormat(AudioEncoding.L16, 0, 1);
          case "audio/pcmu" -> new AudioFormat(AudioEncoding.PCMU, TELEPHONE_RATE, 1);
          case "audio/pcma" -> new AudioFormat(AudioEncoding.PCMA, TELEPHONE_RATE, 1);
          default ->
              throw bad(
                  contentType,
                  "is no audio that is taken: send 16-bit PCM as audio/pcm (little-endian) or"
                      + " audio/L16 (big-endian), which ffmpeg makes of other audio, or G.711 as"
                      + " audio/PCMU or audio/PCMA");
        };
    for (int i = 1; i < parts.length; i++) {
      format = format.with(contentType, parts[i]);
    }
    if (format.rate == 0) {
      throw bad(contentType, "has no rate: name it, as in audio/L16;rate=16000");
    }
    return format.checked();
  }

  private AudioFormat with(String contentType, String parameter) {
    Matcher matcher = PARAMETER.matcher(parameter);
    if (!matcher.matches()) {
      throw unreadable(contentType, parameter);
    }
    int value = Integer.parseInt(matcher.group(3));
    return switch (matcher.group(1).toLowerCase(Locale.ROOT)) {
      case "rate" -> new AudioFormat(encoding, value, channels).checked();
      case "channels" -> new AudioFormat(encoding, rate, value);
      default -> throw unreadable(contentType, parameter);
    };
  }

  private static BadAudio unreadable(String contentType, String parameter) {
    return bad(
        contentType,
        "has '%s', which is not read: only rate=NUMBER and channels=NUMBER may follow the type"
            .formatted(SourceHeaders.shown(parameter.strip())));
  }

  private static BadAudio bad(String contentType, String fault) {
    return new BadAudio(
        "%s '%s' %s"
            .formatted(SourceHeaders.CONTENT_TYPE, SourceHeaders.shown(contentType), fault));
  }

  /**
   * The same.
   *
   * @throws BadAudio if its rate or channels are not taken
   */
  AudioFormat checked() {
    if (rate < LEAST_RATE || rate > MOST_RATE) {
      throw new BadAudio(
          "%d samples a second, but %d to %d are taken".formatted(rate, LEAST_RATE, MOST_RATE));
    }
    if (channels < 1 || channels > MOST_CHANNELS) {
      throw new BadAudio(channels + " channels, but one or two are taken: mix them down to mono");
    }
    return this;
  }

  /** Bytes of one sample of each channel. */
  int frameBytes() {
    return channels * encoding.bytes();
  }

  /** The sample of one channel, into which others are mixed, at a position in some bytes. */
  short sample(byte[] bytes, int at) {
    short first = encoding.sample(bytes, at);
    return channels == 1
        ? first
        : (short) ((first + encoding.sample(bytes, at + encoding.bytes())) >> 1);
  }

  /** The value is no audio that is taken; the message says why. */
  static final class BadAudio extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadAudio(String message) {
      super(message, null, false, false);
    }
  }
}
