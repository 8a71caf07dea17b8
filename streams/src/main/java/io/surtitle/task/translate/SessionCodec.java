package io.surtitle.task.translate;

import io.surtitle.decoding.Hypothesis;
import io.surtitle.engine.Blocks;
import io.surtitle.engine.SessionHeader;
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
 * session     := header encoderState:u8[encoderState] [utterance if open]
 *                [spotting if open is 2] [blocks if version is 2]
 * utterance   := position:i64 part:i32 startPts:i64 endPts:i64 timestamp:i64 source:string
 *                length:i32 memory:u8[length * memory] count:i32 translation[count]
 * translation := language:i32 revision:i32 shown:i32 waits:i32 finished:u8
 *                tokens:i32 (token:i32)[tokens] (delay:i32)[tokens] state:u8[decoderState]
 * spotting    := article:u8 terms:i32 (position:i32)[terms] glossary:string waiting:string
 *                (term:string placeholder:string)[terms]
 * string      := bytes:i32 utf8
 * </pre>
 *
 * <p>header is a {@link SessionHeader}, whose version is 1 for a session without blocks and 2 for
 * one with {@link Blocks}. States and memory have the graphs' element types, such as f32.
 *
 * <p>open is 0 for no utterance, 1 for one, 2 for one with a glossary or with carried-over text. A
 * placeholder is {@code NAME}, {@code TEAM} or the character that the bundle declares.
 *
 * <p>Ended utterances are never stored, so the format has no flag for them.
 */
final class SessionCodec {
  /** Tag of the block with the case of the stream: {@link StreamText}. */
  private static final byte TEXT = 2;

  /**
   * Tag of the block with the parts of the open utterance that the model does not read: MarksCodec.
   */
  private static final byte MARKS = 3;

  /** Tag of the block with what viewers have seen of the open utterance: ShownCodec. */
  private static final byte SHOWN = 4;

  private static final byte VERSION = 1;
  private static final byte WITH_BLOCKS = 2;
  private static final byte CLOSED = 0;
  private static final byte OPENED = 1;
  private static final byte WITH_SPOTTING = 2;
  private static final int UTTERANCE = 4 * Long.BYTES + 4 * Integer.BYTES;
  private static final int TRANSLATION = 5 * Integer.BYTES + 1;

  private final Layout layout;

  /** A codec for sessions of one layout. */
  SessionCodec(Layout layout) {
    this.layout = layout;
  }

  /**
   * The bytes of a session between two inputs.
   *
   * @param shown what viewers have seen of its open utterance
   */
  byte[] encode(TranslateSession session, List<Update> shown) {
    Utterance utterance = session.utterance();
    byte[] source =
        utterance == null ? new byte[0] : utterance.source().getBytes(StandardCharsets.UTF_8);
    byte[] spotting = utterance == null ? new byte[0] : SpottingCodec.encode(utterance.spotting());
    byte[] blocks = blocks(session, shown).encode();
    byte[] bytes = new byte[size(utterance, source.length) + spotting.length + blocks.length];
    ByteBuffer out = littleEndian(bytes);
    int version = blocks.length == 0 ? VERSION : WITH_BLOCKS;
    int open = utterance == null ? CLOSED : spotting.length == 0 ? OPENED : WITH_SPOTTING;
    SessionHeader.write(out, version, layout.fingerprint(), session, open);
    out.put(session.encoderState());
    if (utterance != null) {
      putUtterance(out, utterance, source);
    }
    out.put(spotting).put(blocks);
    return bytes;
  }

  private static Blocks blocks(TranslateSession session, List<Update> shown) {
    Blocks blocks = Blocks.of(session.taken());
    blocks.put(TEXT, session.text().encode());
    Utterance utterance = session.utterance();
    if (utterance != null) {
      blocks.put(MARKS, MarksCodec.encode(utterance.marks()));
    }
    blocks.put(SHOWN, ShownCodec.encode(shown));
    return blocks;
  }

  private int size(@Nullable Utterance utterance, int sourceBytes) {
    int size = SessionHeader.BYTES + layout.encoderState();
    if (utterance == null) {
      return size;
    }
    size += UTTERANCE + sourceBytes + utterance.length() * layout.memory();
    for (Translation each : utterance.translations()) {
      size += TRANSLATION + 2 * Integer.BYTES * each.hypothesis().size() + layout.decoderState();
    }
    return size;
  }

  /**
   * The maximum size of a session in bytes, without glossary data.
   *
   * @param translations of each utterance
   * @param tokens of its source
   * @param written tokens of each translation
   * @param text bytes of the source's text
   */
  long most(int translations, int tokens, int written, int text) {
    long memory = (long) tokens * layout.memory();
    long states = layout.encoderState() + (long) translations * layout.decoderState();
    return SessionHeader.BYTES
        + UTTERANCE
        + text
        + memory
        + states
        + (long) translations * (TRANSLATION + 2L * Integer.BYTES * written);
  }

  private void putUtterance(ByteBuffer out, Utterance utterance, byte[] source) {
    out.putLong(utterance.position()).putInt(utterance.part());
    out.putLong(utterance.startPts()).putLong(utterance.endPts()).putLong(utterance.timestamp());
    out.putInt(source.length).put(source);
    out.putInt(utterance.length());
    out.put(utterance.memory(), 0, utterance.length() * layout.memory());
    out.putInt(utterance.translations().size());
    utterance.translations().forEach(each -> putTranslation(out, each));
  }

  private static void putTranslation(ByteBuffer out, Translation translation) {
    Hypothesis hypothesis = translation.hypothesis();
    out.putInt(translation.language()).putInt(translation.revision()).putInt(translation.shown());
    out.putInt(hypothesis.waits()).put((byte) (hypothesis.finished() ? 1 : 0));
    out.putInt(hypothesis.size());
    putInts(out, hypothesis.tokens());
    putInts(out, hypothesis.delays());
    out.put(translation.state());
  }

  /**
   * Decodes a session.
   *
   * @return null if another version of the format or another bundle wrote the bytes, since this
   *     bundle cannot use such states; the {@link SessionHeader} still records what the session has
   *     taken
   */
  @Nullable TranslateSession decode(byte[] bytes) {
    ByteBuffer in = littleEndian(bytes);
    SessionHeader header;
    try {
      header = SessionHeader.read(in);
    } catch (IllegalArgumentException e) {
      return null;
    }
    if (header.fingerprint() != layout.fingerprint()) {
      return null;
    }
    byte[] state = bytes(in, layout.encoderState());
    Utterance utterance = header.isOpen() ? utterance(in) : null;
    if (utterance != null && header.open() == WITH_SPOTTING) {
      utterance.spot(SpottingCodec.decode(in));
    }
    if (header.version() == VERSION) {
      return new TranslateSession(state, utterance, header.taken(), header.touched());
    }
    Blocks blocks = Blocks.decode(in);
    if (utterance != null) {
      utterance.mark(MarksCodec.decode(blocks.get(MARKS)));
      recall(utterance, ShownCodec.decode(blocks.get(SHOWN)));
    }
    TranslateSession session =
        new TranslateSession(state, utterance, blocks.taken(header), header.touched());
    session.hear(StreamText.decode(blocks.get(TEXT)));
    return session;
  }

  private static void recall(Utterance utterance, List<Update> shown) {
    for (int i = 0; i < shown.size(); i++) {
      utterance.translations().get(i).recall(shown.get(i).text());
    }
  }

  /** What is known of a stream's text from its session's bytes, whatever bundle wrote them. */
  static StreamText text(byte[] session) {
    return StreamText.decode(Blocks.atEnd(session).get(TEXT));
  }

  /** What viewers have seen of the open utterance of a session, likewise. */
  static List<Update> shown(byte[] session) {
    return ShownCodec.decode(Blocks.atEnd(session).get(SHOWN));
  }

  private Utterance utterance(ByteBuffer in) {
    long position = in.getLong();
    int part = in.getInt();
    long startPts = in.getLong();
    long endPts = in.getLong();
    long timestamp = in.getLong();
    String source = SpottingCodec.string(in);
    int length = in.getInt();
    byte[] memory = bytes(in, length * layout.memory());
    int count = in.getInt();
    List<Translation> translations = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      translations.add(translation(in));
    }
    Utterance utterance = new Utterance(position, part, startPts, translations);
    utterance.say(source, endPts, timestamp);
    int start = utterance.grow(length, layout.memory());
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
    byte[] state = bytes(in, layout.decoderState());
    return new Translation(language, hypothesis, state, revision, shown);
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void putInts(ByteBuffer out, int[] values) {
    out.asIntBuffer().put(values);
    out.position(out.position() + Integer.BYTES * values.length);
  }

  private static byte[] bytes(ByteBuffer in, int count) {
    byte[] values = new byte[count];
    in.get(values);
    return values;
  }

  private static int[] ints(ByteBuffer in, int count) {
    int[] values = new int[count];
    in.asIntBuffer().get(values);
    in.position(in.position() + Integer.BYTES * count);
    return values;
  }
}
