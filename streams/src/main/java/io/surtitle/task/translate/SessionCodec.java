package io.surtitle.task.translate;

import io.surtitle.decoding.Hypothesis;
import io.surtitle.engine.Blocks;
import io.surtitle.engine.Journal;
import io.surtitle.engine.SessionHeader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
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
 *
 * <p>A {@link Journal} has the same content with all states and the memory empty, and a block of
 * what was read since they were known: {@link Unsaved}.
 */
final class SessionCodec {
  /** Tag of the block with the case of the stream: {@link StreamText}. */
  static final byte TEXT = 2;

  /**
   * Tag of the block with the parts of the open utterance that the model does not read: MarksCodec.
   */
  static final byte MARKS = 3;

  /** Tag of the block with what viewers have seen of the open utterance: ShownCodec. */
  static final byte SHOWN = 4;

  /** Tag of a journal's block with what the session has read: Unsaved. */
  static final byte UNSAVED = 5;

  private static final byte VERSION = 1;
  private static final byte WITH_BLOCKS = 2;
  private static final byte CLOSED = 0;
  private static final byte OPENED = 1;
  static final byte WITH_SPOTTING = 2;
  private static final int UTTERANCE = 4 * Long.BYTES + 4 * Integer.BYTES;
  private static final int TRANSLATION = 5 * Integer.BYTES + 1;

  private static final Layout WITHOUT_STATES = new Layout(0, 0, 0, 0);

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
    byte[] blocks = blocks(session, shown).encode();
    int version = blocks.length == 0 ? VERSION : WITH_BLOCKS;
    return encode(
        session,
        layout,
        blocks,
        SessionHeader.BYTES,
        (out, open) -> SessionHeader.write(out, version, layout.fingerprint(), session, open));
  }

  /**
   * The bytes of a session's journal.
   *
   * @param checksum of the snapshot that it follows
   */
  byte[] journal(TranslateSession session, List<Update> shown, int checksum) {
    Blocks blocks = blocks(session, shown);
    blocks.put(UNSAVED, session.unsaved().encode());
    return encode(
        session,
        WITHOUT_STATES,
        blocks.encode(),
        Journal.HEAD,
        (out, open) -> Journal.writeHead(out, layout.fingerprint(), session, open, checksum));
  }

  private interface Head {
    void write(ByteBuffer out, int open);
  }

  private static byte[] encode(
      TranslateSession session, Layout stored, byte[] blocks, int headBytes, Head head) {
    Utterance utterance = session.utterance();
    byte[] source =
        utterance == null ? new byte[0] : utterance.source().getBytes(StandardCharsets.UTF_8);
    byte[] spotting = utterance == null ? new byte[0] : SpottingCodec.encode(utterance.spotting());
    int size = headBytes + size(utterance, source.length, stored);
    byte[] bytes = new byte[size + spotting.length + blocks.length];
    ByteBuffer out = littleEndian(bytes);
    head.write(out, utterance == null ? CLOSED : spotting.length == 0 ? OPENED : WITH_SPOTTING);
    out.put(session.encoderState(), 0, stored.encoderState());
    if (utterance != null) {
      putUtterance(out, utterance, source, stored);
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

  private static int size(@Nullable Utterance utterance, int sourceBytes, Layout stored) {
    int size = stored.encoderState();
    if (utterance == null) {
      return size;
    }
    size += UTTERANCE + sourceBytes + utterance.length() * stored.memory();
    for (Translation each : utterance.translations()) {
      size += TRANSLATION + 2 * Integer.BYTES * each.hypothesis().size() + stored.decoderState();
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

  private static void putUtterance(
      ByteBuffer out, Utterance utterance, byte[] source, Layout stored) {
    out.putLong(utterance.position()).putInt(utterance.part());
    out.putLong(utterance.startPts()).putLong(utterance.endPts()).putLong(utterance.timestamp());
    out.putInt(source.length).put(source);
    out.putInt(utterance.length());
    out.put(utterance.memory(), 0, utterance.length() * stored.memory());
    out.putInt(utterance.translations().size());
    utterance.translations().forEach(each -> putTranslation(out, each, stored));
  }

  private static void putTranslation(ByteBuffer out, Translation translation, Layout stored) {
    Hypothesis hypothesis = translation.hypothesis();
    out.putInt(translation.language()).putInt(translation.revision()).putInt(translation.shown());
    out.putInt(hypothesis.waits()).put((byte) (hypothesis.finished() ? 1 : 0));
    out.putInt(hypothesis.size());
    putInts(out, hypothesis.tokens());
    putInts(out, hypothesis.delays());
    out.put(translation.state(), 0, stored.decoderState());
  }

  /**
   * Decodes a snapshot.
   *
   * @return null if another version of the format or another bundle wrote the bytes, since this
   *     bundle cannot use such states; the {@link SessionHeader} still records what the session has
   *     taken
   */
  @Nullable TranslateSession decode(byte[] snapshot) {
    return isOurs(snapshot) ? SessionReader.ofSnapshot(snapshot, layout) : null;
  }

  /**
   * Decodes a session from its last snapshot and its journal; what is missing is its {@link
   * TranslateSession#replay}.
   *
   * @param snapshot null if there is none
   * @return null as in {@link #decode(byte[])}
   */
  @Nullable TranslateSession decode(byte @Nullable [] snapshot, byte[] journal) {
    if (!isOurs(journal)) {
      return null;
    }
    Unsaved unsaved = Unsaved.decode(Blocks.atEnd(journal).get(UNSAVED));
    if (unsaved.sinceZero()) {
      return SessionReader.ofJournal(journal, layout, unsaved, null);
    }
    TranslateSession before = snapshot == null ? null : decode(snapshot);
    return before == null ? null : SessionReader.ofJournal(journal, layout, unsaved, before);
  }

  private boolean isOurs(byte[] bytes) {
    return SessionHeader.find(bytes)
        .filter(header -> header.fingerprint() == layout.fingerprint())
        .isPresent();
  }

  /** What is known of a stream's text from its session's bytes, whatever bundle wrote them. */
  static StreamText text(byte[] session) {
    return StreamText.decode(Blocks.atEnd(session).get(TEXT));
  }

  /** What viewers have seen of the open utterance of a session, likewise. */
  static List<Update> shown(byte[] session) {
    return ShownCodec.decode(Blocks.atEnd(session).get(SHOWN));
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void putInts(ByteBuffer out, int[] values) {
    out.asIntBuffer().put(values);
    out.position(out.position() + Integer.BYTES * values.length);
  }
}
