package io.surtitle.task.detect;

import io.surtitle.engine.Blocks;
import io.surtitle.engine.SessionHeader;
import io.surtitle.engine.Taken;
import io.surtitle.event.StreamEvent.Cause;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sessions as bytes, little-endian.
 *
 * <pre>
 * session := header heard:i64 anchor:moment begin:moment [span if open] state:u8[state]
 *            filled:i32 (sample:i16)[filled] [blocks if version is 2]
 * moment  := sample:i64 millis:i64
 * span    := from:moment last:moment position:i64 part:i32
 * </pre>
 *
 * <p>header is a {@link SessionHeader}, whose version is 1 for a session without blocks and 2 for
 * one with {@link Blocks}. open is 0 if nothing goes on, 1 if something does that is not reported
 * yet, 2 if its begin was reported. state is what the graph keeps: its states, as it has them, and
 * the samples that it carries. The samples at the end are those that do not fill a chunk yet, of
 * which the first is at the moment begin.
 *
 * @param fingerprint of the bundle
 * @param rate samples a second
 * @param chunk samples that the graph takes at a time
 * @param state bytes that the graph keeps
 */
record DetectCodec(long fingerprint, int rate, int chunk, int state) {
  private static final byte VERSION = 1;
  private static final byte WITH_BLOCKS = 2;
  private static final byte CLOSED = 0;
  private static final byte FOUND = 1;
  private static final byte BEGUN = 2;
  private static final int MOMENT = 2 * Long.BYTES;
  private static final int SPAN = 2 * MOMENT + Long.BYTES + Integer.BYTES;
  private static final int FIXED = SessionHeader.BYTES + Long.BYTES + 2 * MOMENT + Integer.BYTES;
  private static final float FULL_SCALE = 32_768;

  /** A codec for sessions of a detector. */
  static DetectCodec of(long fingerprint, DetectSpec spec) {
    DetectKeys.Audio audio = spec.audio();
    return new DetectCodec(fingerprint, audio.rate(), audio.chunk(), spec.stateBytes());
  }

  /** A session that has heard nothing. */
  DetectSession fresh(Taken taken, long touched) {
    return new DetectSession(rate, chunk, state, taken, touched);
  }

  /** The most bytes of a session, but for names of producers. */
  long mostBytes() {
    return FIXED + SPAN + state + (long) Short.BYTES * (chunk - 1);
  }

  /** The bytes of a session between two inputs. */
  byte[] encode(DetectSession session) {
    byte[] blocks = Blocks.of(session.taken()).encode();
    Span span = session.span();
    int size = FIXED + (span == null ? 0 : SPAN) + state + Short.BYTES * session.filled();
    byte[] bytes = new byte[size + blocks.length];
    ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int version = blocks.length == 0 ? VERSION : WITH_BLOCKS;
    int open = span == null ? CLOSED : span.begun() ? BEGUN : FOUND;
    SessionHeader.write(out, version, fingerprint, session, open);
    out.putLong(session.heard());
    put(out, session.anchor());
    put(out, session.chunkBegin());
    if (span != null) {
      put(out, span.from());
      put(out, span.last());
      out.putLong(span.position()).putInt(span.part());
    }
    out.put(session.state()).putInt(session.filled());
    for (int i = 0; i < session.filled(); i++) {
      out.putShort((short) (session.chunk()[i] * FULL_SCALE));
    }
    out.put(blocks);
    return bytes;
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
    long heard = in.getLong();
    Moment anchor = moment(in);
    Moment begin = moment(in);
    Span span = header.isOpen() ? span(in, header.open() == BEGUN) : null;
    byte[] kept = new byte[state];
    in.get(kept);
    short[] samples = new short[in.getInt()];
    in.asShortBuffer().get(samples);
    in.position(in.position() + Short.BYTES * samples.length);
    DetectSession session = fresh(Blocks.decode(in).taken(header), header.touched());
    System.arraycopy(kept, 0, session.state(), 0, state);
    for (int i = 0; i < samples.length; i++) {
      session.chunk()[i] = samples[i] / FULL_SCALE;
    }
    session.resume(heard, anchor, begin, span, samples.length);
    return session;
  }

  /** The end of what is open in a session, whatever bundle wrote it; none if it has not begun. */
  static List<Detection> last(byte[] session) {
    ByteBuffer in = ByteBuffer.wrap(session).order(ByteOrder.LITTLE_ENDIAN);
    SessionHeader header = SessionHeader.read(in);
    if (header.open() != BEGUN) {
      return List.of();
    }
    in.getLong(); // how many samples were heard: the rate is not known
    moment(in);
    moment(in);
    Span open = span(in, true);
    return List.of(Detection.ends(open, open.last(), Cause.FAILURE, header.touched()));
  }

  private static void put(ByteBuffer out, Moment moment) {
    out.putLong(moment.sample()).putLong(moment.millis());
  }

  private static Moment moment(ByteBuffer in) {
    return new Moment(in.getLong(), in.getLong());
  }

  private static Span span(ByteBuffer in, boolean begun) {
    return new Span(moment(in), moment(in), begun, in.getLong(), in.getInt());
  }
}
