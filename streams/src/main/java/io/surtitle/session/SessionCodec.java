package io.surtitle.session;

import io.surtitle.decoding.Hypothesis;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sessions as bytes, little-endian.
 *
 * <pre>
 * session     := version:u8 fingerprint:i64 lastOffset:i64 lastSequence:i64 touched:i64
 *                open:u8 encoderState:f32[encoderState] [utterance if open] [spotting if open is 2]
 *                [blocks if version is 2]
 * utterance   := offset:i64 part:i32 startPts:i64 endPts:i64 timestamp:i64 source:string
 *                length:i32 memory:f32[length * memoryWidth] count:i32 translation[count]
 * translation := language:i32 revision:i32 shown:i32 waits:i32 finished:u8
 *                tokens:i32 (token:i32)[tokens] (delay:i32)[tokens] state:f32[decoderState]
 * spotting    := article:u8 terms:i32 (position:i32)[terms] glossary:string waiting:string
 *                (term:string placeholder:string)[terms]
 * string      := bytes:i32 utf8
 * </pre>
 *
 * <p>version is 1 for a session without blocks, 2 for one with {@link Blocks}. lastOffset is a
 * {@link StreamPosition}.
 *
 * <p>open is 0 for no utterance, 1 for one, 2 for one of a stream with a glossary or with something
 * that is carried over. A placeholder is {@code NAME}, {@code TEAM} or the character that the
 * bundle declares.
 *
 * <p>An utterance that has ended is never kept, so there is no mark for it.
 */
public final class SessionCodec {
  private static final byte VERSION = 1;
  private static final byte WITH_BLOCKS = 2;
  private static final byte CLOSED = 0;
  private static final byte OPENED = 1;
  private static final byte WITH_SPOTTING = 2;
  private static final int OPEN = 1 + 4 * Long.BYTES;
  private static final int HEADER = OPEN + 1;
  private static final int UTTERANCE = 4 * Long.BYTES + 4 * Integer.BYTES;
  private static final int TRANSLATION = 5 * Integer.BYTES + 1;

  private final Layout layout;

  /** A codec for sessions of one layout. */
  public SessionCodec(Layout layout) {
    this.layout = layout;
  }

  /** The bytes of a session between two inputs. */
  public byte[] encode(Session session) {
    Utterance utterance = session.utterance();
    byte[] source =
        utterance == null ? new byte[0] : utterance.source().getBytes(StandardCharsets.UTF_8);
    byte[] spotting = utterance == null ? new byte[0] : SpottingCodec.encode(utterance.spotting());
    byte[] blocks = blocks(session).encode();
    byte[] bytes = new byte[size(utterance, source.length) + spotting.length + blocks.length];
    ByteBuffer out = littleEndian(bytes);
    out.put(blocks.length == 0 ? VERSION : WITH_BLOCKS).putLong(layout.fingerprint());
    out.putLong(session.lastOffset()).putLong(session.lastSequence()).putLong(session.touched());
    out.put(utterance == null ? CLOSED : spotting.length == 0 ? OPENED : WITH_SPOTTING);
    putFloats(out, session.encoderState(), layout.encoderState());
    if (utterance != null) {
      putUtterance(out, utterance, source);
    }
    out.put(spotting).put(blocks);
    return bytes;
  }

  private static Blocks blocks(Session session) {
    Blocks blocks = Blocks.none();
    blocks.put(Blocks.RUNS, RunsCodec.encode(session.taken().runs()));
    blocks.put(Blocks.TEXT, session.text().encode());
    Utterance utterance = session.utterance();
    if (utterance != null) {
      blocks.put(Blocks.MARKS, MarksCodec.encode(utterance.marks()));
    }
    return blocks;
  }

  private static void resume(Session session, Blocks blocks) {
    List<ProducerRun> runs = RunsCodec.decode(blocks.get(Blocks.RUNS));
    if (!runs.isEmpty()) {
      session.resume(new Taken(session.lastOffset(), runs));
    }
    session.hear(StreamText.decode(blocks.get(Blocks.TEXT)));
    Utterance utterance = session.utterance();
    if (utterance != null) {
      utterance.mark(MarksCodec.decode(blocks.get(Blocks.MARKS)));
    }
  }

  private int size(@Nullable Utterance utterance, int sourceBytes) {
    int size = HEADER + Float.BYTES * layout.encoderState();
    if (utterance == null) {
      return size;
    }
    size += UTTERANCE + sourceBytes + Float.BYTES * utterance.length() * layout.memoryWidth();
    for (Translation each : utterance.translations()) {
      size += TRANSLATION + 2 * Integer.BYTES * each.hypothesis().size();
      size += Float.BYTES * layout.decoderState();
    }
    return size;
  }

  /**
   * The most bytes of a session, but for what belongs to a glossary.
   *
   * @param translations of each utterance
   * @param tokens of its source
   * @param written tokens of each translation
   * @param text bytes of the source's text
   */
  long most(int translations, int tokens, int written, int text) {
    long memory = (long) tokens * layout.memoryWidth();
    long states = layout.encoderState() + (long) translations * layout.decoderState();
    return HEADER
        + UTTERANCE
        + text
        + Float.BYTES * (memory + states)
        + (long) translations * (TRANSLATION + 2L * Integer.BYTES * written);
  }

  private void putUtterance(ByteBuffer out, Utterance utterance, byte[] source) {
    out.putLong(utterance.offset()).putInt(utterance.part());
    out.putLong(utterance.startPts()).putLong(utterance.endPts()).putLong(utterance.timestamp());
    out.putInt(source.length).put(source);
    out.putInt(utterance.length());
    putFloats(out, utterance.memory(), utterance.length() * layout.memoryWidth());
    out.putInt(utterance.translations().size());
    utterance.translations().forEach(each -> putTranslation(out, each));
  }

  private void putTranslation(ByteBuffer out, Translation translation) {
    Hypothesis hypothesis = translation.hypothesis();
    out.putInt(translation.language()).putInt(translation.revision()).putInt(translation.shown());
    out.putInt(hypothesis.waits()).put((byte) (hypothesis.finished() ? 1 : 0));
    out.putInt(hypothesis.size());
    putInts(out, hypothesis.tokens());
    putInts(out, hypothesis.delays());
    putFloats(out, translation.state(), layout.decoderState());
  }

  /**
   * The session of some bytes.
   *
   * @return empty where another version of the format or another model wrote them: such states mean
   *     nothing to this model; {@link #lastTaken} still tells what the session has taken
   */
  public @Nullable Session decode(byte[] bytes) {
    ByteBuffer in = littleEndian(bytes);
    byte version = in.get();
    if (!isKnown(version) || in.getLong() != layout.fingerprint()) {
      return null;
    }
    long lastOffset = in.getLong();
    long lastSequence = in.getLong();
    long touched = in.getLong();
    byte open = in.get();
    float[] state = floats(in, layout.encoderState());
    Utterance utterance = open == CLOSED ? null : utterance(in);
    if (utterance != null && open == WITH_SPOTTING) {
      utterance.spot(SpottingCodec.decode(in));
    }
    Session session = new Session(state, utterance, lastOffset, lastSequence, touched);
    if (version == WITH_BLOCKS) {
      resume(session, Blocks.decode(in));
    }
    return session;
  }

  private static boolean isKnown(byte version) {
    return version == VERSION || version == WITH_BLOCKS;
  }

  /** Whether the bytes are of this layout and hold an open utterance; cheap. */
  public boolean speaking(byte[] bytes) {
    ByteBuffer in = littleEndian(bytes);
    return isKnown(in.get()) && in.getLong() == layout.fingerprint() && in.get(OPEN) != CLOSED;
  }

  /**
   * What a session of any model has taken, as far as its header tells: the runs of producers that
   * have names are in a block that only its own model finds.
   */
  public static Taken lastTaken(byte[] bytes) {
    ByteBuffer in = littleEndian(bytes);
    byte version = in.get();
    if (!isKnown(version)) {
      throw new IllegalArgumentException(
          "session of format %d; this version reads formats %d and %d"
              .formatted(version, VERSION, WITH_BLOCKS));
    }
    in.getLong();
    return Taken.of(in.getLong(), in.getLong());
  }

  private Utterance utterance(ByteBuffer in) {
    long offset = in.getLong();
    int part = in.getInt();
    long startPts = in.getLong();
    long endPts = in.getLong();
    long timestamp = in.getLong();
    String source = SpottingCodec.string(in);
    int length = in.getInt();
    float[] memory = floats(in, length * layout.memoryWidth());
    int count = in.getInt();
    List<Translation> translations = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      translations.add(translation(in));
    }
    Utterance utterance = new Utterance(offset, part, startPts, translations);
    utterance.say(source, endPts, timestamp);
    int start = utterance.grow(length, layout.memoryWidth());
    System.arraycopy(memory, 0, utterance.memory(), start, memory.length);
    return utterance;
  }

  private Translation translation(ByteBuffer in) {
    int language = in.getInt();
    int revision = in.getInt();
    int shown = in.getInt();
    int waits = in.getInt();
    boolean finished = in.get() != 0;
    int size = in.getInt();
    Hypothesis hypothesis = new Hypothesis(ints(in, size), ints(in, size), waits, finished);
    float[] state = floats(in, layout.decoderState());
    return new Translation(language, hypothesis, state, revision, shown);
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void putFloats(ByteBuffer out, float[] values, int count) {
    out.asFloatBuffer().put(values, 0, count);
    out.position(out.position() + Float.BYTES * count);
  }

  private static void putInts(ByteBuffer out, int[] values) {
    out.asIntBuffer().put(values);
    out.position(out.position() + Integer.BYTES * values.length);
  }

  private static float[] floats(ByteBuffer in, int count) {
    float[] values = new float[count];
    in.asFloatBuffer().get(values);
    in.position(in.position() + Float.BYTES * count);
    return values;
  }

  private static int[] ints(ByteBuffer in, int count) {
    int[] values = new int[count];
    in.asIntBuffer().get(values);
    in.position(in.position() + Integer.BYTES * count);
    return values;
  }
}
