package io.surtitle.task.translate;

import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.Manifest;
import io.surtitle.decoding.Glossary;
import io.surtitle.decoding.Policy;
import io.surtitle.engine.Ending;
import io.surtitle.engine.Input;
import io.surtitle.engine.Operator;
import io.surtitle.engine.Taken;
import io.surtitle.engine.Turn;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Translates text into captions in several target languages while the text is still arriving. */
public final class Translate implements Operator<TranslateSession, String, Update> {
  /** The task that a manifest states for such a bundle. */
  public static final String TASK = Manifest.TRANSLATE;

  public static final int BEAM = 3;
  public static final int WIDEST_BEAM = 4;
  public static final int MAX_TOKENS = 80;

  /** Inputs between two snapshots of a session. */
  public static final int SNAPSHOT = 16;

  static final String ENCODER = "encoder";
  static final String DECODER = "decoder";
  static final String MEMORY = "memory";
  static final String TOP_IDS = "top_ids";

  /** The graphs that each wave runs, in this order. */
  public static final List<String> GRAPHS = List.of(ENCODER, DECODER);

  /** Maximum size of a token's text in bytes, except for a few tokens. */
  private static final int TOKEN_BYTES = 16;

  private final TranslateRules rules;
  private final SessionCodec codec;
  private final Updates updates;
  private final Function<String, Glossary> glossaries;

  /** A translation of streams without glossaries. */
  public Translate(Bundle bundle, Policy policy, int beam, List<String> targets, int maxTokens) {
    this(bundle, policy, beam, targets, maxTokens, SNAPSHOT, stream -> Glossary.NONE);
  }

  /**
   * A translation into some target languages.
   *
   * @param beam hypotheses kept in the search for the rest of a translation once all of its source
   *     is known (tail beam search, Ma et al. 2019, arXiv:1810.08398); 1 for no search
   * @param targets tags of the target languages, each one of the bundle's
   * @param maxTokens maximum number of source tokens of an utterance, including its end token
   * @param snapshot a snapshot of a session is due after so many inputs; 1 for each
   * @param glossaries a lookup of each stream's current glossary, for utterances that begin
   * @throws IllegalArgumentException if the bundle lacks a language, beam or snapshot is below 1,
   *     or maxTokens below 2
   */
  public Translate(
      Bundle bundle,
      Policy policy,
      int beam,
      List<String> targets,
      int maxTokens,
      int snapshot,
      Function<String, Glossary> glossaries) {
    this(new TranslateRules(bundle, policy, beam, targets, maxTokens, snapshot), glossaries);
  }

  private Translate(TranslateRules rules, Function<String, Glossary> glossaries) {
    this.rules = rules;
    this.codec = new SessionCodec(rules.layout);
    this.updates = new Updates(rules);
    this.glossaries = glossaries;
  }

  /** The same translation of streams with other glossaries. */
  public Translate with(Function<String, Glossary> others) {
    return new Translate(rules, others);
  }

  /** The bundle's manifest. */
  public Manifest manifest() {
    return rules.bundle.manifest();
  }

  @Override
  public long fingerprint() {
    return rules.layout.fingerprint();
  }

  @Override
  public TranslateSession fresh(Taken taken) {
    byte[] zeros = new byte[rules.layout.encoderState()];
    return new TranslateSession(zeros, null, taken, 0, Unsaved.sinceZeros());
  }

  @Override
  public byte[] encode(TranslateSession session) {
    return codec.encode(session, updates.shown(session));
  }

  @Override
  public @Nullable TranslateSession decode(byte[] snapshot) {
    return codec.decode(snapshot);
  }

  @Override
  public byte @Nullable [] journal(TranslateSession session, int checksum) {
    return session.unsaved().isWithin(rules.snapshot)
        ? codec.journal(session, updates.shown(session), checksum)
        : null;
  }

  @Override
  public @Nullable TranslateSession decode(byte @Nullable [] snapshot, byte[] journal) {
    return codec.decode(snapshot, journal);
  }

  /** Begins the turn that rebuilds what a session decoded from a journal lacks, and no more. */
  public Turn<Update> rebuild(TranslateSession session) {
    Input<String> nothing = Input.silence(session.taken().position(), session.touched());
    return new TranslateTurn(rules, updates, session, nothing, List.of());
  }

  @Override
  public Turn<Update> begin(String stream, TranslateSession session, Input<String> input) {
    take(session, input);
    if (input instanceof Input.Gap) {
      List<Update> ended = updates.abandon(session);
      return TranslateTurn.done(ended, updates.gap(input));
    }
    List<Segment> segments =
        rules.listener.hear(session, input, glossaries.apply(stream)).segments();
    return new TranslateTurn(rules, updates, session, input, segments);
  }

  private static void take(TranslateSession session, Input<String> input) {
    session.take(input);
    session.unsaved().input();
  }

  @Override
  public TranslateSession renew(TranslateSession other) {
    TranslateSession session = fresh(other.taken());
    session.follow(other);
    return session;
  }

  @Override
  public TranslateSession renew(byte[] other) {
    TranslateSession session = Operator.super.renew(other);
    session.hear(SessionCodec.text(other));
    return session;
  }

  /** The utterance that is open ends here, and what begins after it is left. */
  @Override
  public Ending<String, Update> finish(
      String stream, TranslateSession session, Input<String> input) {
    if (!session.isOpen() || input instanceof Input.Gap) {
      return new Ending<>(begin(stream, session, input), null);
    }
    take(session, input);
    Listener.Heard heard = rules.listener.hear(session, input, glossaries.apply(stream));
    FirstUtterance first = FirstUtterance.of(heard.segments());
    StreamText text = heard.textAtEnd();
    if (first.rest().isEmpty() || text == null) {
      return new Ending<>(
          new TranslateTurn(rules, updates, session, input, heard.segments()), null);
    }
    session.hear(text);
    return new Ending<>(
        new TranslateTurn(rules, updates, session, input, first.segments()),
        new Input.Content<>(first.rest(), input.ends(), input.place()));
  }

  @Override
  public List<Update> abandon(TranslateSession session) {
    return updates.abandon(session);
  }

  @Override
  public List<Update> abandon(byte[] other) {
    return SessionCodec.shown(other);
  }

  @Override
  public List<String> graphs() {
    return GRAPHS;
  }

  @Override
  public int rowsPerTurn() {
    return rules.translations();
  }

  /**
   * {@inheritDoc}
   *
   * <p>Words outside the vocabulary may make a session larger.
   */
  @Override
  public long mostBytes() {
    int written = rules.longest(rules.maxTokens);
    int text = rules.maxTokens * TOKEN_BYTES;
    return codec.most(rules.translations(), rules.maxTokens, written, text)
        + ShownCodec.most(rules.translations(), text, (long) TOKEN_BYTES * written)
        + SpottingCodec.MOST;
  }

  /** The maximum size of a caption's source and text in bytes. */
  public long mostCaptionBytes() {
    return (long) TOKEN_BYTES * (rules.maxTokens + rules.longest(rules.maxTokens));
  }
}
