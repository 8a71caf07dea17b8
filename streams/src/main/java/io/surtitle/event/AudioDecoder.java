package io.surtitle.event;

import io.surtitle.event.AudioFormat.BadAudio;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of {@code broadcast.audio}, whose values are any number of samples in an {@link
 * AudioFormat}. Where a value begins with the header of a WAVE file, that states the format.
 *
 * <p>A record without samples, but with {@code surtitle-end}, is an end mark.
 */
public final class AudioDecoder extends RecordDecoder<Pcm> {
  /** Fewer bytes may have no control character by chance; they are text if they are words. */
  private static final int LEAST_TEXT = 8;

  private static final Pattern WORDS = Pattern.compile("[\\p{L}\\p{N}\\s.,;:!?'\u2019-]+");

  /** Words with which files of other audio begin; samples hardly ever do. */
  private static final Map<String, String> FILES =
      Map.of("OggS", "Ogg", "fLaC", "FLAC", "ID3\3", "MP3", "ID3\4", "MP3", "FORM", "AIFF");

  /**
   * A decoder.
   *
   * @param maxBytes maximum size of a value in bytes
   */
  public AudioDecoder(int maxBytes) {
    super(maxBytes);
  }

  @Override
  Decoded<Pcm> decode(String stream, byte[] value, SourceHeaders headers) {
    Arrival<Pcm> mark = headers.arrival(stream, Pcm.empty());
    if (value.length == 0) {
      return mark.end()
          ? new Decoded.Accepted<>(mark)
          : new Decoded.Rejected<>(Reason.EMPTY, "no sample, and no " + SourceHeaders.END);
    }
    try {
      rejectFile(value);
      if (headers.contentType() == null && isText(value)) {
        throw new BadAudio("is text, not samples; words belong into the topic of text");
      }
      return new Decoded.Accepted<>(headers.arrival(stream, read(value, headers.contentType())));
    } catch (BadAudio e) {
      return new Decoded.Rejected<>(Reason.BAD_AUDIO, String.valueOf(e.getMessage()));
    }
  }

  /** The samples of an accepted record. */
  Pcm samples(byte[] value, SourceHeaders headers) {
    return value.length == 0 ? Pcm.empty() : read(value, headers.contentType());
  }

  private static Pcm read(byte[] value, @Nullable String contentType) {
    AudioFormat declared = AudioFormat.parse(contentType);
    WaveHeader header = WaveHeader.find(value);
    if (header != null) {
      return Pcm.of(value, header, declared);
    }
    int frame = declared.frameBytes();
    if (value.length % frame != 0) {
      throw new BadAudio(
          "%d bytes, but a sample has %d: send whole samples".formatted(value.length, frame));
    }
    return Pcm.of(value, declared);
  }

  private static void rejectFile(byte[] value) {
    String begin = new String(value, 0, Math.min(4, value.length), StandardCharsets.ISO_8859_1);
    FILES.forEach(
        (magic, name) -> {
          if (begin.startsWith(magic)) {
            throw new BadAudio(
                "begins as a file of %s: make 16-bit PCM of it, for example with ffmpeg"
                    .formatted(name));
          }
        });
  }

  /** Samples are hardly ever UTF-8, and then with control characters: those near zero have one. */
  private static boolean isText(byte[] value) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
      return value.length < LEAST_TEXT
          ? WORDS.matcher(text).matches()
          : text.chars()
              .noneMatch(each -> Character.isISOControl(each) && !Character.isWhitespace(each));
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
