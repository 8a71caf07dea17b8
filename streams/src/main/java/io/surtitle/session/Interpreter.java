package io.surtitle.session;

import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.Manifest;
import io.surtitle.bundle.PolicySpec;
import io.surtitle.decoding.Beam;
import io.surtitle.decoding.Decision;
import io.surtitle.decoding.Glossary;
import io.surtitle.decoding.Hypothesis;
import io.surtitle.decoding.Placeholders;
import io.surtitle.decoding.Policy;
import io.surtitle.decoding.Rule;
import io.surtitle.decoding.StandIns;
import io.surtitle.decoding.Term;
import io.surtitle.decoding.TermRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The rules by which sessions of one bundle listen and speak; the network's steps themselves are
 * run elsewhere, for many sessions at once.
 */
public final class Interpreter {
  public static final int BEAM = 3;
  public static final int WIDEST_BEAM = 4;
  public static final int MAX_TOKENS = 80;

  /** As many has the text of a token at most, but for single ones. */
  private static final int TOKEN_BYTES = 16;

  /** The text of a caption that stands for inputs that were left out. */
  public static final String GAP = "[\u2026]";

  private final Bundle bundle;
  private final Layout layout;
  private final Policy policy;
  private final int beam;
  private final List<Integer> languages;
  private final int maxTokens;
  private final Placeholders placeholders;
  private final StandIns standIns;
  private final Listener listener;
  private final CaptionText text;

  /**
   * Rules for some target languages.
   *
   * @param beam hypotheses kept in the search for the rest of a translation once all of its source
   *     is known (tail beam search, Ma et al. 2019, arXiv:1810.08398); 1 for no search
   * @param targets tags of the target languages, each one of the bundle's
   * @param maxTokens source tokens after which an utterance is ended, its end token included
   * @throws IllegalArgumentException if the bundle lacks a language, beam is below 1 or maxTokens
   *     below 2
   */
  public Interpreter(Bundle bundle, Policy policy, int beam, List<String> targets, int maxTokens) {
    if (beam < 1) {
      throw new IllegalArgumentException("a beam keeps at least 1 hypothesis, not " + beam);
    }
    if (maxTokens < 2) {
      throw new IllegalArgumentException(
          "an utterance needs room for at least 2 tokens, not " + maxTokens);
    }
    this.bundle = bundle;
    this.layout = Layout.of(bundle);
    this.policy = policy;
    this.beam = beam;
    this.languages = targets.stream().map(this::languageIndex).toList();
    this.maxTokens = maxTokens;
    this.placeholders = new Placeholders(bundle.manifest().placeholders());
    this.standIns = new StandIns(bundle.tokenizer(), placeholders);
    this.listener = new Listener(bundle, placeholders, maxTokens);
    this.text = new CaptionText(bundle, placeholders, standIns);
  }

  private int languageIndex(String tag) {
    List<String> known = bundle.manifest().targets();
    int index = known.indexOf(tag);
    if (index < 0) {
      throw new IllegalArgumentException(
          "bundle %s does not translate into '%s'; it has %s"
              .formatted(bundle.manifest().name(), tag, String.join(", ", known)));
    }
    return index;
  }

  /** How many translations each utterance has. */
  public int translations() {
    return languages.size();
  }

  /** Source tokens after which an utterance is ended, its end token included. */
  public int maxTokens() {
    return maxTokens;
  }

  /** What the bundle says of itself. */
  public Manifest manifest() {
    return bundle.manifest();
  }

  /** Sizes of the sessions' parts. */
  public Layout layout() {
    return layout;
  }

  /** A session that has heard nothing, but skips what was taken before. */
  public Session fresh(Taken taken) {
    Session session = fresh(taken.position(), -1);
    session.resume(taken);
    return session;
  }

  /** The same, with a position and the sequence number of a producer without a name. */
  public Session fresh(long lastOffset, long lastSequence) {
    return new Session(new float[layout.encoderState()], null, lastOffset, lastSequence, 0);
  }

  /**
   * Takes an input into a session, to be read token by token.
   *
   * @param glossary for utterances that begin in it
   */
  public Reading read(Session session, Input input, Glossary glossary) {
    session.take(input);
    if (input.mark() == Input.Mark.GAP) {
      List<Update> updates = new ArrayList<>(abandon(session));
      updates.addAll(gap(input));
      return new Reading(this, session, input, List.of(), updates);
    }
    List<Segment> segments = listener.hear(session, input, glossary);
    return new Reading(this, session, input, segments, List.of());
  }

  /** A caption of its own in every language, so that any player shows that something is missing. */
  private List<Update> gap(Input input) {
    Utterance mark = begin(input, 0);
    mark.say("", input.pts(), input.timestamp());
    return mark.translations().stream().map(each -> update(mark, each, true, GAP)).toList();
  }

  /** Ends the open utterance, if there is one, with what was shown of it. */
  public List<Update> abandon(Session session) {
    Utterance open = session.utterance();
    if (open == null) {
      return List.of();
    }
    List<Update> updates =
        open.translations().stream()
            .map(each -> update(open, each, true, text.of(open, each, true)))
            .toList();
    session.close(false);
    return updates;
  }

  /** What the policy wants of a translation next; it reads on where the translation is finished. */
  public Decision decide(Utterance utterance, Translation translation) {
    return translation.hypothesis().finished()
        ? Decision.READ
        : policy.next(utterance.progress(translation));
  }

  /** How many hypotheses a search keeps; 1 for no search. */
  public int beamWidth() {
    return beam;
  }

  /** Whether terms were found in what is known of an utterance. */
  public boolean hasTerms(Utterance utterance) {
    return !utterance.spotting().terms().isEmpty();
  }

  /**
   * What the terms of an utterance demand of the rest of a translation.
   *
   * @param visible the source tokens that the rest may see
   * @param held whether all terms must be written
   */
  public Rule rule(Utterance utterance, Translation translation, int visible, boolean held) {
    Spotting spotting = utterance.spotting();
    boolean free = spotting.glossary().isEmpty() && spotting.terms().isEmpty();
    return free && !placeholders.areDeclared()
        ? Rule.NONE
        : terms(utterance, translation, visible, held);
  }

  private TermRule terms(Utterance utterance, Translation translation, int visible, boolean held) {
    Hypothesis hypothesis = translation.hypothesis();
    List<Term> terms = utterance.spotting().terms();
    return new TermRule(standIns, terms, hypothesis.tokens(), hypothesis.delays(), visible, held);
  }

  /** A search for the rest of a translation, all of whose source is known. */
  public Beam search(Utterance utterance, Translation translation, int width, boolean held) {
    int written = translation.hypothesis().size();
    Rule rule = rule(utterance, translation, utterance.length(), held);
    return new Beam(width, bundle.tokenizer().end(), written, longest(utterance), rule);
  }

  /** Whether a translation with some rest has all terms of the utterance. */
  public boolean isWhole(Utterance utterance, Translation translation, int[] rest) {
    return terms(utterance, translation, utterance.length(), true).isMet(rest);
  }

  /** Ends a translation with what a search has found; terms that are missing still are added. */
  public void complete(Utterance utterance, Translation translation, int[] rest) {
    TermRule terms = terms(utterance, translation, utterance.length(), true);
    translation.hypothesis().complete(terms.completed(rest), utterance.length());
  }

  /** The id from which the next token of a translation follows. */
  public int previous(Translation translation) {
    return translation.hypothesis().last(bundle.tokenizer().begin());
  }

  /**
   * Takes the best token of one decoder step.
   *
   * @param visible the source tokens the step could see
   * @return whether the step counts, so that the new decoder state is to be kept
   */
  public boolean accept(Utterance utterance, Translation translation, int token, int visible) {
    Hypothesis hypothesis = translation.hypothesis();
    boolean sourceSeen = utterance.ended() && visible == utterance.length();
    boolean counts = hypothesis.accept(token, bundle.tokenizer().end(), visible, sourceSeen);
    if (utterance.ended() && hypothesis.size() >= longest(utterance)) {
      complete(utterance, translation, new int[0]);
    }
    return counts;
  }

  private int longest(Utterance utterance) {
    return longest(utterance.length());
  }

  private int longest(int sourceTokens) {
    PolicySpec limits = bundle.manifest().policy();
    return (int) (limits.maxOutputRatio() * sourceTokens) + limits.maxOutputExtra();
  }

  /**
   * How many bytes a session has at most with text as people say it, and a caption.
   *
   * <p>Words that no vocabulary has may make them larger.
   */
  public Most most() {
    int written = longest(maxTokens);
    long session =
        new SessionCodec(layout).most(translations(), maxTokens, written, maxTokens * TOKEN_BYTES);
    long caption = (long) TOKEN_BYTES * (maxTokens + written);
    return new Most(session + SpottingCodec.MOST, caption);
  }

  /** The most bytes of a session, and of a caption's source and text. */
  public record Most(long session, long caption) {}

  Utterance begin(Input input, int part) {
    List<Translation> translations = new ArrayList<>(languages.size());
    for (int language : languages) {
      float[] state = new float[layout.decoderState()];
      translations.add(new Translation(language, new Hypothesis(), state, 0, 0));
    }
    return new Utterance(input.offset(), part, input.pts(), translations);
  }

  /** The updates that the last steps gave rise to; the final ones where the utterance ended. */
  List<Update> speak(Session session) {
    Utterance open = Objects.requireNonNull(session.utterance());
    List<Update> updates = new ArrayList<>();
    for (Translation each : open.translations()) {
      Update update = update(open, each, open.ended(), text.of(open, each, open.ended()));
      if (update.last() || update.text().length() > each.shown()) {
        each.show(update.text().length());
        updates.add(update);
      }
    }
    if (open.ended()) {
      session.close(bundle.manifest().carryEncoderState());
    }
    return updates;
  }

  private Update update(Utterance utterance, Translation translation, boolean last, String text) {
    Hypothesis hypothesis = translation.hypothesis();
    return new Update(
        bundle.manifest().targets().get(translation.language()),
        utterance.offset(),
        utterance.part(),
        translation.revision(),
        last,
        text,
        utterance.source(),
        utterance.startPts(),
        utterance.endPts(),
        utterance.timestamp(),
        hypothesis.delays(),
        utterance.length());
  }
}
