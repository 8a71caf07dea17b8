package io.surtitle.task.detect;

import io.surtitle.engine.Blocks;
import io.surtitle.engine.SessionHeader;
import io.surtitle.engine.Taken;
import io.surtitle.event.StreamEvent.Cause;
import io.surtitle.task.audio.AudioCodec;
import io.surtitle.task.audio.AudioState;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sessions as bytes, little-endian.
 *
 * <pre>
 * session := header clock [span if open] state:u8[state] samples [blocks if version is 2]
 * span    := from:moment last:moment position:i64 part:i32
 * </pre>
 *
 * <p>header is a {@link SessionHeader}, whose version is 1 for a session without blocks and 2 for
 * one with {@link Blocks}. open is 0 if nothing goes on, 1 if something does that is not reported
 * yet, 2 if its begin was reported. state is what the graph keeps: its states, as it has them, and
 * the samples that it carries. clock, samples, moment and a block are those of {@link AudioCodec},
 * for one chunk.
 *
 * @param fingerprint of the bundle
 * @param audio what the session has heard
 * @param state bytes that the graph keeps
 */
record DetectCodec(long fingerprint, AudioCodec audio, int state) {
  private static final byte VERSION = 1;
  private static final byte WITH_BLOCKS = 2;
  private static final byte CLOSED = 0;
  private static final byte FOUND = 1;
  private static final byte BEGUN = 2;
  private static final int SPAN = 2 * AudioCodec.MOMENT + Long.BYTES + Integer.BYTES;

  /** A codec for sessions of a detector. */
  static DetectCodec of(long fingerprint, DetectSpec spec) {
    DetectKeys.Audio audio = spec.audio();
    AudioCodec heard = new AudioCodec(audio.rate(), audio.chunk());
    return new DetectCodec(fingerprint, heard, spec.stateBytes());
  }

  /** A session that has heard nothing. */
  DetectSession fresh(Taken taken, long touched) {
    return new DetectSession(audio.fresh(), new byte[state], null, taken, touched);
  }

  /** The most bytes of a session, but for names of producers. */
  long mostBytes() {
    return SessionHeader.BYTES + SPAN + state + (long) audio.mostBytes();
  }

  /** The bytes of a session between two inputs. */
  byte[] encode(DetectSession session) {
    byte[] blocks = blocks(session).encode();
    Span span = session.span();
    int size = SessionHeader.BYTES + (span == null ? 0 : SPAN) + state;
    byte[] bytes = new byte[size + audio.bytes(session.audio()) + blocks.length];
    ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int version = blocks.length == 0 ? VERSION : WITH_BLOCKS;
    int open = span == null ? CLOSED : span.begun() ? BEGUN : FOUND;
    SessionHeader.write(out, version, fingerprint, session, open);
    audio.putClock(out, session.audio());
    if (span != null) {
      AudioCodec.put(out, span.from());
      AudioCodec.put(out, span.last());
      out.putLong(span.position()).putInt(span.part());
    }
    out.put(session.state());
    audio.putSamples(out, session.audio());
    out.put(blocks);
    return bytes;
  }

  private Blocks blocks(DetectSession session) {
    Blocks blocks = Blocks.of(session.taken());
    audio.putBlock(blocks, session.audio());
    return blocks;
  }

  /**
   * The session of some bytes.
   *
   * @return null where another bundle or a later version wrote them
   */
  @Nullable DetectSession decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    SessionHeader header = SessionHeader.read(in);
    if (header.fingerprint() != fingerprint) {
      return null;
    }
    AudioState heard = audio.readClock(in);
    Span span = header.isOpen() ? span(in, header.open() == BEGUN) : null;
    byte[] kept = new byte[state];
    in.get(kept);
    audio.readSamples(in, heard);
    Blocks blocks = Blocks.decode(in);
    audio.readBlock(blocks, heard);
    return new DetectSession(heard, kept, span, blocks.taken(header), header.touched());
  }

  /** Keeps what does not depend on the bundle that wrote a session. */
  static void keep(byte[] session, AudioState audio) {
    ByteBuffer in = ByteBuffer.wrap(session).order(ByteOrder.LITTLE_ENDIAN);
    AudioCodec.keep(session, in.position(SessionHeader.BYTES), audio);
  }

  /** The end of what is open in a session, whatever bundle wrote it; none if it has not begun. */
  static List<Detection> last(byte[] session) {
    ByteBuffer in = ByteBuffer.wrap(session).order(ByteOrder.LITTLE_ENDIAN);
    SessionHeader header = SessionHeader.read(in);
    if (header.open() != BEGUN) {
      return List.of();
    }
    AudioCodec.skipClock(in, 1);
    Span open = span(in, true);
    return List.of(Detection.ends(open, open.last(), Cause.FAILURE, header.touched()));
  }

  private static Span span(ByteBuffer in, boolean begun) {
    return new Span(AudioCodec.moment(in), AudioCodec.moment(in), begun, in.getLong(), in.getInt());
  }
}
