package io.surtitle.task.audio;

import io.surtitle.event.AudioEncoding;
import io.surtitle.event.AudioFormat;
import io.surtitle.event.Pcm;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The format that a header stated at the begin of a stream, which its later records have no header
 * to repeat. It holds as long as records declare the same as the one with the header did, and until
 * the stream ends.
 */
final class Formats {
  private static final int FORMAT = 1 + Integer.BYTES + 1;
  private static final int BYTES = 2 * FORMAT;

  private @Nullable AudioFormat declared;
  private @Nullable AudioFormat stated;

  /** The samples of a record, in the format that they have. */
  Pcm apply(Pcm pcm) {
    if (pcm.hasHeader()) {
      declared = pcm.declared();
      stated = pcm.format();
    }
    boolean holds = stated != null && pcm.declared().equals(declared);
    return holds && stated != null ? pcm.as(stated) : pcm;
  }

  void keep(Formats other) {
    declared = other.declared;
    stated = other.stated;
  }

  /** The stream ended. */
  void forget() {
    declared = null;
    stated = null;
  }

  int bytes() {
    return stated == null ? 0 : BYTES;
  }

  static int mostBytes() {
    return BYTES;
  }

  void put(ByteBuffer out) {
    if (declared != null && stated != null) {
      put(out, declared);
      put(out, stated);
    }
  }

  void resume(ByteBuffer in) {
    declared = format(in);
    stated = format(in);
  }

  private static void put(ByteBuffer out, AudioFormat format) {
    out.put(format.encoding().code()).putInt(format.rate()).put((byte) format.channels());
  }

  private static AudioFormat format(ByteBuffer in) {
    return new AudioFormat(AudioEncoding.of(in.get()), in.getInt(), in.get());
  }
}
