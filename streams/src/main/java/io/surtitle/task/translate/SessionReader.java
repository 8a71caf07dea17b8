package io.surtitle.task.translate;

import io.surtitle.decoding.Hypothesis;
import io.surtitle.engine.Blocks;
import io.surtitle.engine.Journal;
import io.surtitle.engine.SessionHeader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a session from its bytes: {@link SessionCodec}. */
final class SessionReader {
  private final ByteBuffer in;
  private final Layout layout;

  /** What a journal's session has read since; null in a snapshot. */
  private final @Nullable Unsaved unsaved;

  /** The session from which a journal goes on; null in a snapshot, or where all was zero. */
  private final @Nullable TranslateSession before;

  private SessionReader(
      byte[] bytes, Layout layout, @Nullable Unsaved unsaved, @Nullable TranslateSession before) {
    this.in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    this.layout = layout;
    this.unsaved = unsaved;
    this.before = before;
  }

  static TranslateSession ofSnapshot(byte[] bytes, Layout layout) {
    return new SessionReader(bytes, layout, null, null).read();
  }

  static TranslateSession ofJournal(
      byte[] bytes, Layout layout, Unsaved unsaved, @Nullable TranslateSession before) {
    return new SessionReader(bytes, layout, unsaved, before).read();
  }

  private TranslateSession read() {
    SessionHeader header = SessionHeader.read(in);
    in.position(unsaved == null ? SessionHeader.BYTES : Journal.HEAD);
    byte[] state = encoderState();
    Utterance utterance = header.isOpen() ? utterance() : null;
    if (utterance != null && header.open() == SessionCodec.WITH_SPOTTING) {
      utterance.spot(SpottingCodec.decode(in));
    }
    Blocks blocks = Blocks.decode(in);
    if (utterance != null) {
      utterance.mark(MarksCodec.decode(blocks.get(SessionCodec.MARKS)));
      recall(utterance, ShownCodec.decode(blocks.get(SessionCodec.SHOWN)));
    }
    Unsaved since = unsaved == null ? Unsaved.sinceSnapshot() : unsaved;
    TranslateSession session =
        new TranslateSession(state, utterance, blocks.taken(header), header.touched(), since);
    session.hear(StreamText.decode(blocks.get(SessionCodec.TEXT)));
    if (utterance != null && unsaved != null) {
      session.replay(new Replay(utterance, unsaved.tokens(), written(utterance)));
    }
    return session;
  }

  private static void recall(Utterance utterance, List<Update> shown) {
    for (int i = 0; i < shown.size(); i++) {
      utterance.translations().get(i).recall(shown.get(i).text());
    }
  }

  private Utterance utterance() {
    long position = in.getLong();
    int part = in.getInt();
    long startPts = in.getLong();
    long endPts = in.getLong();
    long timestamp = in.getLong();
    String source = SpottingCodec.string(in);
    int length = in.getInt();
    byte[] memory = memory(length);
    int count = in.getInt();
    List<Translation> translations = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      translations.add(translation(i));
    }
    Utterance utterance = new Utterance(position, part, startPts, translations);
    utterance.say(source, endPts, timestamp);
    utterance.restore(length, memory, unsaved == null ? length : remembered(length, unsaved));
    return utterance;
  }

  private Translation translation(int number) {
    int language = in.getInt();
    int revision = in.getInt();
    int shown = in.getInt();
    int waits = in.getInt();
    boolean finished = in.get() != 0;
    int size = in.getInt();
    Hypothesis hypothesis = new Hypothesis(ints(size), ints(size), waits, finished);
    return new Translation(language, hypothesis, decoderState(number), revision, shown);
  }

  private byte[] encoderState() {
    if (unsaved == null) {
      return bytes(layout.encoderState());
    }
    return before == null ? new byte[layout.encoderState()] : before.encoderState();
  }

  private byte[] memory(int length) {
    if (unsaved == null) {
      return bytes(length * layout.memory());
    }
    Utterance known = utteranceBefore();
    return known == null ? new byte[0] : known.memory();
  }

  private byte[] decoderState(int translation) {
    if (unsaved == null) {
      return bytes(layout.decoderState());
    }
    Utterance known = utteranceBefore();
    return known == null
        ? new byte[layout.decoderState()]
        : known.translations().get(translation).state();
  }

  /** How many source tokens the memory before the journal has. */
  private int remembered(int length, Unsaved since) {
    Utterance known = utteranceBefore();
    int remembered = known == null ? 0 : known.length();
    if (remembered + since.tokens().length != length) {
      throw new IllegalArgumentException(
          "journal of %d tokens after %d of %d"
              .formatted(since.tokens().length, remembered, length));
    }
    return remembered;
  }

  /** For each translation the number of tokens that its state before the journal has taken. */
  private int[] written(Utterance utterance) {
    Utterance known = utteranceBefore();
    return known == null
        ? new int[utterance.translations().size()]
        : known.translations().stream().mapToInt(each -> each.hypothesis().size()).toArray();
  }

  private @Nullable Utterance utteranceBefore() {
    return before == null ? null : before.utterance();
  }

  private byte[] bytes(int count) {
    byte[] values = new byte[count];
    in.get(values);
    return values;
  }

  private int[] ints(int count) {
    int[] values = new int[count];
    in.asIntBuffer().get(values);
    in.position(in.position() + Integer.BYTES * count);
    return values;
  }
}
