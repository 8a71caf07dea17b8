package io.surtitle.task.detect;

import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.BundleException;
import io.surtitle.bundle.Manifest;
import io.surtitle.engine.Input;
import io.surtitle.engine.Operator;
import io.surtitle.engine.Taken;
import io.surtitle.engine.Turn;
import io.surtitle.event.Pcm;
import io.surtitle.event.StreamEvent.Cause;
import io.surtitle.task.audio.AudioReader;
import io.surtitle.task.audio.AudioWatch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Audio in, events such as speech out: where they begin and where they end. */
public final class Detect implements Operator<DetectSession, Pcm, Detection> {
  /** The task of a manifest whose bundle this is. */
  public static final String TASK = "detect";

  static final String DETECTOR = "detector";

  private final Manifest manifest;
  private final String event;
  private final DetectRules rules;
  private final DetectCodec codec;
  private final AudioWatch watch;

  /**
   * The detector of a bundle, which warns in the log of what is wrong with the audio.
   *
   * @throws BundleException if it has none
   */
  public Detect(Bundle bundle) {
    this(bundle, AudioWatch.ofLog());
  }

  /**
   * The detector of a bundle.
   *
   * @param watch is told what is wrong with the audio
   * @throws BundleException if it has none
   */
  public Detect(Bundle bundle, AudioWatch watch) {
    DetectSpec spec = DetectSpec.of(bundle);
    this.manifest = bundle.manifest();
    this.event = spec.scores().event();
    this.rules = DetectRules.of(spec);
    this.codec = DetectCodec.of(bundle.fingerprint(), spec);
    this.watch = watch;
  }

  /** What the bundle says of itself. */
  public Manifest manifest() {
    return manifest;
  }

  /** Word for what it detects, such as {@code speech}. */
  public String event() {
    return event;
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
  public DetectSession fresh(Taken taken) {
    return codec.fresh(taken, 0);
  }

  /** What a header at the begin of the stream stated still holds, and the clock goes on. */
  @Override
  public DetectSession renew(DetectSession other) {
    DetectSession session = Operator.super.renew(other);
    session.audio().keep(other.audio());
    return session;
  }

  @Override
  public DetectSession renew(byte[] other) {
    DetectSession session = Operator.super.renew(other);
    DetectCodec.keep(other, session.audio());
    return session;
  }

  @Override
  public byte[] encode(DetectSession session) {
    return codec.encode(session);
  }

  @Override
  public @Nullable DetectSession decode(byte[] bytes) {
    return codec.decode(bytes);
  }

  @Override
  public Turn<Detection> begin(String stream, DetectSession session, Input<Pcm> input) {
    AudioReader reader = session.audio().read(stream, session.taken(), input, watch);
    session.take(input);
    return new DetectTurn(rules, session, input, reader);
  }

  @Override
  public List<Detection> abandon(DetectSession session) {
    return rules.end(session, Cause.FAILURE, session.touched());
  }

  @Override
  public List<Detection> abandon(byte[] other) {
    return DetectCodec.last(other);
  }

  @Override
  public List<String> graphs() {
    return List.of(DETECTOR);
  }

  @Override
  public int rowsPerTurn() {
    return 1;
  }

  @Override
  public long mostBytes() {
    return codec.mostBytes();
  }
}
