package io.surtitle.event;

/**
 * Reads records of {@code broadcast.audio}, whose values are any number of 16-bit PCM samples of
 * one channel, in an {@link AudioFormat}.
 *
 * <p>A record without samples, but with {@code surtitle-end}, is an end mark.
 */
public final class AudioDecoder extends RecordDecoder<Pcm> {
  private final int rate;

  /**
   * A decoder for one model.
   *
   * @param rate the model's sample rate in Hz
   * @param maxBytes maximum size of a value in bytes
   */
  public AudioDecoder(int rate, int maxBytes) {
    super(maxBytes);
    this.rate = rate;
  }

  @Override
  Decoded<Pcm> decode(String stream, byte[] value, SourceHeaders headers) {
    Arrival<Pcm> mark = headers.arrival(stream, Pcm.empty(rate));
    if (value.length == 0) {
      return mark.end()
          ? new Decoded.Accepted<>(mark)
          : new Decoded.Rejected<>(Reason.EMPTY, "no sample, and no " + SourceHeaders.END);
    }
    try {
      AudioFormat format = AudioFormat.parse(headers.contentType());
      String fault = fault(format, value.length);
      return fault.isEmpty()
          ? new Decoded.Accepted<>(headers.arrival(stream, format.read(value)))
          : new Decoded.Rejected<>(Reason.BAD_AUDIO, fault);
    } catch (AudioFormat.Unknown e) {
      return new Decoded.Rejected<>(Reason.BAD_AUDIO, String.valueOf(e.getMessage()));
    }
  }

  /** The samples of an accepted record. */
  Pcm samples(byte[] value, SourceHeaders headers) {
    return value.length == 0
        ? Pcm.empty(rate)
        : AudioFormat.parse(headers.contentType()).read(value);
  }

  /** Why the audio does not fit the model; empty if it does. */
  private String fault(AudioFormat format, int bytes) {
    if (format.channels() != 1) {
      return format.channels() + " channels, but the model takes one: mix them down to mono";
    }
    if (format.rate() != rate) {
      return "%d samples a second, but the model takes %d: resample, or give their rate in %s"
          .formatted(format.rate(), rate, SourceHeaders.CONTENT_TYPE);
    }
    if (bytes % Short.BYTES != 0) {
      return bytes + " bytes, but a sample has two: send whole samples of 16 bits";
    }
    return "";
  }
}
