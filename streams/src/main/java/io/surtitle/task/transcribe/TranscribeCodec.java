package io.surtitle.task.transcribe;

import io.surtitle.engine.Blocks;
import io.surtitle.engine.SessionHeader;
import io.surtitle.engine.Taken;
import io.surtitle.task.audio.AudioCodec;
import io.surtitle.task.audio.AudioState;
import io.surtitle.text.SpokenText;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sessions as bytes, little-endian.
 *
 * <pre>
 * session := header speech detector:i64 clock state:u8[state] (tail:i16)[tail] flags:u8 decoder
 *            [voice if detector] samples [blocks if version is 2]
 * speech  := run:i64 number:i64 endPts:i64 began:i64 stop:string count:i32 word[count]
 * word    := first:i64 last:i64 string
 * decoder := quiet:i32 count:i32 hypothesis[count]      ; {@link HypothesisCodec}
 * voice   := speaking:u8 last:i64 state:u8[detector's] count:i32 block[count]
 * block   := begin:i64 (sample:i16)[chunk]
 * string  := bytes:i32 utf8
 * </pre>
 *
 * <p>header is a {@link SessionHeader}, whose version is 1 for a session without {@link Blocks} and
 * 2 for one with them. open is 0 if nothing goes on, 1 if something does of which nothing was sent,
 * 2 if something was. stop is the mark after the utterance. detector is the fingerprint of the
 * voice-activity bundle, 0 without one. clock, samples and a block are those of {@link AudioCodec},
 * for the chunks of the recogniser and of the detector. state is the recogniser's states, tail the
 * samples that it carries. flags are 1 if the recogniser has heard something since it was reset, 2
 * if the last chunk was digital silence.
 */
final class TranscribeCodec {
  private static final byte VERSION = 1;
  private static final byte WITH_BLOCKS = 2;
  private static final byte CLOSED = 0;
  private static final byte OPEN = 1;
  private static final byte BEGUN = 2;
  private static final int RUNNING = 1;
  private static final int ZERO = 2;
  private static final float FULL_SCALE = 32_768;

  /** Of words that wait for others, and of all that has a fixed size. */
  private static final int REST_BYTES = 2048;

  private final long fingerprint;
  private final TranscribeRules rules;
  private final long detector;
  private final AudioCodec audio;
  private final StateCodec states;
  private final HypothesisCodec hypotheses;

  /**
   * A codec for sessions of a recogniser.
   *
   * @param fingerprint of its bundle
   * @param detector fingerprint of the voice-activity bundle, 0 without one
   */
  TranscribeCodec(long fingerprint, TranscribeRules rules, long detector) {
    this.fingerprint = fingerprint;
    this.rules = rules;
    this.detector = detector;
    this.audio =
        rules.detector() == null
            ? new AudioCodec(rules.rate(), rules.chunk())
            : new AudioCodec(rules.rate(), rules.chunk(), rules.detector().audio().chunk());
    this.states = new StateCodec(rules.spec().stateBytes(), rules.spec().tailBytes());
    this.hypotheses = new HypothesisCodec(rules.spec().historyBytes(), rules.labels().size());
  }

  long fingerprint() {
    return fingerprint;
  }

  private int detectorBytes() {
    return rules.detector() == null ? 0 : rules.detector().stateBytes();
  }

  /** A session that has heard nothing. */
  TranscribeSession fresh(Taken taken, long touched) {
    return new TranscribeSession(
        audio.fresh(),
        new byte[states.bytes()],
        new Decoder(rules, rules.begin(), 0),
        Speech.nothing(rules.spec().keys().language()),
        rules.detector() == null ? null : new Voice(new byte[detectorBytes()], List.of(), false, 0),
        false,
        false,
        taken,
        touched);
  }

  /** The most bytes of a session, with words of usual length. */
  long mostBytes() {
    int kept = rules.detector() == null ? 0 : Voice.mostKept() * Short.BYTES * rules.chunk();
    return REST_BYTES
        + audio.mostBytes()
        + states.storedBytes()
        + detectorBytes()
        + kept
        + (long) rules.spec().keys().transcribe().beam() * hypotheses.mostBytes();
  }

  /** The bytes of a session between two inputs. */
  byte[] encode(TranscribeSession session) {
    byte[] blocks = blocks(session).encode();
    GrowingBuffer buffer = new GrowingBuffer();
    int version = blocks.length == 0 ? VERSION : WITH_BLOCKS;
    int open = session.speech().isBegun() ? BEGUN : session.isOpen() ? OPEN : CLOSED;
    SessionHeader.write(buffer.room(SessionHeader.BYTES), version, fingerprint, session, open);
    putSpeech(buffer, session.speech());
    buffer.room(Long.BYTES).putLong(detector);
    audio.putClock(buffer.room(audio.mostBytes()), session.audio());
    int flags = (session.isRunning() ? RUNNING : 0) | (session.isZero() ? ZERO : 0);
    states.put(buffer.room(states.storedBytes()), session.state());
    buffer.room(1).put((byte) flags);
    putDecoder(buffer, session.decoder());
    if (session.voice() != null) {
      putVoice(buffer, session.voice());
    }
    audio.putSamples(buffer.room(audio.mostBytes()), session.audio());
    buffer.room(blocks.length).put(blocks);
    return buffer.bytes();
  }

  private Blocks blocks(TranscribeSession session) {
    Blocks blocks = Blocks.of(session.taken());
    audio.putBlock(blocks, session.audio());
    return blocks;
  }

  private static void putSpeech(GrowingBuffer buffer, Speech speech) {
    buffer
        .room(4 * Long.BYTES)
        .putLong(speech.run())
        .putLong(speech.number())
        .putLong(speech.endPts())
        .putLong(speech.began());
    buffer.putString(speech.fullStop());
    buffer.room(Integer.BYTES).putInt(speech.waiting().size());
    for (HeardWord each : speech.waiting()) {
      buffer.room(2 * Long.BYTES).putLong(each.first()).putLong(each.last());
      buffer.putString(each.text());
    }
  }

  private void putDecoder(GrowingBuffer buffer, Decoder decoder) {
    List<Hypothesis> live = decoder.search().live();
    buffer.room(2 * Integer.BYTES).putInt(decoder.quiet()).putInt(live.size());
    live.forEach(each -> hypotheses.put(buffer, each));
  }

  private static void putVoice(GrowingBuffer buffer, Voice voice) {
    buffer
        .room(1 + Long.BYTES + voice.state().length + Integer.BYTES)
        .put((byte) (voice.isSpeaking() ? 1 : 0))
        .putLong(voice.last())
        .put(voice.state())
        .putInt(voice.kept().size());
    for (Block each : voice.kept()) {
      ByteBuffer out = buffer.room(Long.BYTES + Short.BYTES * each.samples().length);
      out.putLong(each.begin());
      for (float sample : each.samples()) {
        out.putShort((short) (sample * FULL_SCALE));
      }
    }
  }

  /**
   * The session of some bytes.
   *
   * @return null where another bundle or a later version wrote them, or the voice-activity bundle
   *     was another
   */
  @Nullable TranscribeSession decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    SessionHeader header = SessionHeader.read(in);
    if (header.fingerprint() != fingerprint) {
      return null;
    }
    Speech speech = speech(in, header.open() == BEGUN);
    if (in.getLong() != detector) {
      return null;
    }
    AudioState heard = audio.readClock(in);
    byte[] state = states.get(in);
    int flags = in.get();
    Decoder decoder = decoder(in);
    Voice voice = detector == 0 ? null : voice(in);
    audio.readSamples(in, heard);
    Blocks blocks = Blocks.decode(in);
    audio.readBlock(blocks, heard);
    return new TranscribeSession(
        heard,
        state,
        decoder,
        speech,
        voice,
        (flags & RUNNING) != 0,
        (flags & ZERO) != 0,
        blocks.taken(header),
        header.touched());
  }

  private Speech speech(ByteBuffer in, boolean begun) {
    long run = in.getLong();
    long number = in.getLong();
    long endPts = in.getLong();
    long began = in.getLong();
    GrowingBuffer.string(in);
    List<HeardWord> waiting = new ArrayList<>();
    for (int count = in.getInt(); count > 0; count--) {
      long first = in.getLong();
      long last = in.getLong();
      waiting.add(new HeardWord(GrowingBuffer.string(in), first, last));
    }
    List<String> words = waiting.stream().map(HeardWord::text).toList();
    SpokenText text = new SpokenText(rules.spec().keys().language(), begun, words);
    return new Speech(text, waiting, run, number, began, endPts);
  }

  private Decoder decoder(ByteBuffer in) {
    int quiet = in.getInt();
    List<Hypothesis> live = new ArrayList<>();
    for (int count = in.getInt(); count > 0; count--) {
      live.add(hypotheses.get(in));
    }
    return new Decoder(rules, live, quiet);
  }

  private Voice voice(ByteBuffer in) {
    boolean speaking = in.get() != 0;
    long last = in.getLong();
    byte[] state = new byte[detectorBytes()];
    in.get(state);
    List<Block> kept = new ArrayList<>();
    for (int count = in.getInt(); count > 0; count--) {
      long begin = in.getLong();
      float[] samples = new float[rules.chunk()];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = in.getShort() / FULL_SCALE;
      }
      kept.add(new Block(begin, samples));
    }
    return new Voice(state, kept, speaking, last);
  }

  /** Keeps what does not depend on the bundle that wrote a session. */
  static void keep(byte[] session, AudioState audio) {
    ByteBuffer in = ByteBuffer.wrap(session).order(ByteOrder.LITTLE_ENDIAN);
    in.position(SessionHeader.BYTES + 4 * Long.BYTES);
    GrowingBuffer.string(in);
    for (int words = in.getInt(); words > 0; words--) {
      in.position(in.position() + 2 * Long.BYTES);
      GrowingBuffer.string(in);
    }
    in.position(in.position() + Long.BYTES); // the detector's fingerprint
    AudioCodec.keep(session, in, audio);
  }

  /** The full stop of a session, whatever bundle wrote it; none if nothing was sent before it. */
  static List<Said> last(byte[] session) {
    ByteBuffer in = ByteBuffer.wrap(session).order(ByteOrder.LITTLE_ENDIAN);
    SessionHeader header = SessionHeader.read(in);
    if (header.open() != BEGUN) {
      return List.of();
    }
    long run = in.getLong();
    long number = in.getLong();
    long endPts = in.getLong();
    in.getLong(); // the sample at which it began
    String stop = GrowingBuffer.string(in);
    return List.of(new Said(stop, true, endPts, endPts, endPts, run, number, header.touched()));
  }
}
