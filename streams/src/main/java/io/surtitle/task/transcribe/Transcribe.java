package io.surtitle.task.transcribe;

import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.BundleException;
import io.surtitle.bundle.Manifest;
import io.surtitle.engine.Ending;
import io.surtitle.engine.Input;
import io.surtitle.engine.Operator;
import io.surtitle.engine.Taken;
import io.surtitle.engine.Turn;
import io.surtitle.event.Pcm;
import io.surtitle.task.audio.AudioReader;
import io.surtitle.task.audio.AudioWatch;
import io.surtitle.task.detect.DetectSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Audio in, the words that are said in it out. */
public final class Transcribe implements Operator<TranscribeSession, Pcm, Said> {
  /** The task of a manifest whose bundle this is. */
  public static final String TASK = "transcribe";

  static final String RECOGNIZER = "recognizer";
  static final String LANGUAGE_MODEL = "language-model";
  static final String DETECTOR = "detector";
  static final String TOKEN = "token";
  static final String NEXT = "log_probs";

  private final Manifest manifest;
  private final TranscribeRules rules;
  private final TranscribeCodec codec;
  private final AudioWatch watch;

  /** The recogniser of a bundle, which warns in the log of what is wrong with the audio. */
  public Transcribe(Bundle bundle, @Nullable Bundle voice, TranscribeSettings settings) {
    this(bundle, voice, settings, AudioWatch.ofLog());
  }

  /**
   * The recogniser of a bundle.
   *
   * @param voice a bundle of the task detect, whose events are somebody's speaking; null if
   *     utterances end where the recogniser writes nothing
   * @param watch is told what is wrong with the audio
   * @throws BundleException if it has none, or the other hears audio at another rate
   */
  public Transcribe(
      Bundle bundle, @Nullable Bundle voice, TranscribeSettings settings, AudioWatch watch) {
    TranscribeSpec spec = TranscribeSpec.of(bundle).with(settings.beam());
    DetectSpec detector = voice == null ? null : DetectSpec.of(voice);
    if (voice != null
        && detector != null
        && detector.audio().rate() != spec.keys().audio().rate()) {
      throw voice.unfit(
          "hears audio at %d samples a second, and %s at %d"
              .formatted(detector.audio().rate(), bundle.directory(), spec.keys().audio().rate()));
    }
    this.manifest = bundle.manifest();
    this.rules = TranscribeRules.of(spec, detector, settings);
    this.codec =
        new TranscribeCodec(bundle.fingerprint(), rules, voice == null ? 0 : voice.fingerprint());
    this.watch = watch;
  }

  /** What the bundle says of itself. */
  public Manifest manifest() {
    return manifest;
  }

  /** BCP 47 tag of the language that it writes. */
  public String language() {
    return rules.spec().keys().language();
  }

  /** Samples a second of the audio that it takes. */
  public int rate() {
    return rules.rate();
  }

  @Override
  public long fingerprint() {
    return codec.fingerprint();
  }

  @Override
  public TranscribeSession fresh(Taken taken) {
    return codec.fresh(taken, 0);
  }

  /** What a header at the begin of the stream stated still holds, and the clock goes on. */
  @Override
  public TranscribeSession renew(TranscribeSession other) {
    TranscribeSession session = Operator.super.renew(other);
    session.audio().keep(other.audio());
    return session;
  }

  @Override
  public TranscribeSession renew(byte[] other) {
    TranscribeSession session = Operator.super.renew(other);
    TranscribeCodec.keep(other, session.audio());
    return session;
  }

  @Override
  public byte[] encode(TranscribeSession session) {
    return codec.encode(session);
  }

  @Override
  public @Nullable TranscribeSession decode(byte[] bytes) {
    return codec.decode(bytes);
  }

  @Override
  public Turn<Said> begin(String stream, TranscribeSession session, Input<Pcm> input) {
    AudioReader reader = session.audio().read(stream, session.taken(), input, watch);
    session.take(input);
    session.speech().countFrom(input.position());
    return new TranscribeTurn(rules, session, input, reader);
  }

  /**
   * An utterance ends where it would; if none has begun, what was heard is recognised to its end,
   * and the whole input is for the session after this one.
   */
  @Override
  public Ending<Pcm, Said> finish(String stream, TranscribeSession session, Input<Pcm> input) {
    if (session.isSpeaking()) {
      return new Ending<>(begin(stream, session, input), null);
    }
    Input<Pcm> end = Input.silence(session.taken().position(), input.timestamp());
    AudioReader nothing = session.audio().read(stream, session.taken(), end, watch);
    session.speech().countFrom(input.position());
    return new Ending<>(new TranscribeTurn(rules, session, end, nothing), input);
  }

  @Override
  public List<Said> abandon(TranscribeSession session) {
    Speech.Times times = new Speech.Times(session.audio(), rules.frame(), session.touched());
    return new ArrayList<>(session.speech().end(times));
  }

  @Override
  public List<Said> abandon(byte[] other) {
    return TranscribeCodec.last(other);
  }

  /** The detector first, since it decides what is recognised. */
  @Override
  public List<String> graphs() {
    List<String> graphs = new ArrayList<>();
    if (rules.detector() != null) {
      graphs.add(DETECTOR);
    }
    graphs.add(RECOGNIZER);
    if (rules.scoring().isRecurrent()) {
      graphs.add(LANGUAGE_MODEL);
    }
    return graphs;
  }

  @Override
  public int rowsPerTurn() {
    return rules.scoring().isRecurrent() ? rules.spec().keys().transcribe().beam() : 1;
  }

  @Override
  public long mostBytes() {
    return codec.mostBytes();
  }
}
