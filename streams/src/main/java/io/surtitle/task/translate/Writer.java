package io.surtitle.task.translate;

import io.surtitle.decoding.Beam;
import io.surtitle.decoding.Choices;
import io.surtitle.decoding.Decision;
import io.surtitle.decoding.Hypothesis;
import io.surtitle.decoding.LoopRule;
import io.surtitle.decoding.Rule;
import io.surtitle.decoding.Term;
import io.surtitle.decoding.TermRule;
import io.surtitle.inference.GraphBatch;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes one translation of one utterance, one token in each step: the best token, when the policy
 * allows it. The result is append-only, as live captions require. Once all of the source is known,
 * a search takes over.
 */
final class Writer {
  private final TranslateRules rules;
  private final Utterance utterance;
  private final Translation translation;
  private final Hypothesis hypothesis;
  private @Nullable BeamSearch search;
  private int visible;
  private boolean held;

  Writer(TranslateRules rules, Utterance utterance, Translation translation) {
    this.rules = rules;
    this.utterance = utterance;
    this.translation = translation;
    this.hypothesis = translation.hypothesis();
  }

  /** Whether it can write before more is read. */
  boolean canWrite() {
    return decide() instanceof Decision.Write;
  }

  /** The policy's next action; READ if the translation is finished. */
  private Decision decide() {
    return hypothesis.finished()
        ? Decision.READ
        : rules.policy.next(utterance.progress(translation));
  }

  /**
   * Adds the rows of its next step. Requires {@link #canWrite}.
   *
   * @param memory the index of the utterance's memory in the batch
   */
  void ask(GraphBatch batch, int memory) {
    visible = ((Decision.Write) decide()).visible();
    if (search == null && searches() && utterance.ended() && visible == utterance.length()) {
      search = new BeamSearch(rules, search(), translation);
    }
    int previous = hypothesis.last(rules.tokenizer().begin());
    if (search != null) {
      search.ask(batch, memory, visible, previous);
    } else {
      addRow(batch, memory, translation, previous, visible, translation.state());
    }
  }

  /**
   * Adds one row.
   *
   * @param token the token before the next one
   * @param visible the number of source tokens that may be attended to, at least 1
   */
  static void addRow(
      GraphBatch batch, int memory, Translation translation, int token, int visible, byte[] state) {
    batch
        .add(state)
        .set("token", token)
        .set("language", translation.language())
        .set("session", memory)
        .set("visible", visible);
  }

  /** Whether the rest is searched for: only a search can place missing terms. */
  private boolean searches() {
    return rules.beam > 1 || !utterance.spotting().terms().isEmpty();
  }

  private Beam search() {
    Rule rule = rule(utterance.length(), held);
    return new Beam(rules.beam, rules.tokenizer().end(), hypothesis.size(), longest(), rule);
  }

  /**
   * Takes the results of the rows that it asked for last.
   *
   * @param first the first of them
   * @return their number
   */
  int take(GraphBatch batch, int first) {
    if (search == null) {
      if (accept(best(batch, first))) {
        batch.keepState(first, translation.state());
      }
      return 1;
    }
    int rows = search.take(batch, first);
    if (search.isOver()) {
      finish(search.best());
    }
    return rows;
  }

  private int best(GraphBatch batch, int row) {
    int top = (int) batch.value(Translate.TOP_IDS, row);
    boolean free = !isRuled() && !rules.loops.isOneMore(hypothesis.tokens(), top);
    return free
        ? top
        : rule(visible, false).allowed(new int[0], choices(rules, batch, row)).ids()[0];
  }

  /** The best tokens of a row, best first, with their log probabilities. */
  static Choices choices(TranslateRules rules, GraphBatch batch, int row) {
    long[] ids = new long[rules.choices];
    float[] scores = new float[rules.choices];
    batch.read(Translate.TOP_IDS, row, ids);
    batch.read("top_scores", row, scores);
    return new Choices(Arrays.stream(ids).mapToInt(id -> (int) id).toArray(), scores);
  }

  /** Returns whether the step counts, so that the new decoder state is to be kept. */
  private boolean accept(int token) {
    boolean sourceSeen = utterance.ended() && visible == utterance.length();
    boolean counts = hypothesis.accept(token, rules.tokenizer().end(), visible, sourceSeen);
    if (utterance.ended() && hypothesis.size() >= longest()) {
      complete(new int[0]);
    }
    return counts;
  }

  /** If glossary terms are missing, a second search must include them. */
  private void finish(int[] rest) {
    search = null;
    held = !held && !terms(utterance.length(), true).isMet(rest);
    if (!held) {
      complete(rest);
    }
  }

  /** Ends the translation with the rest; terms still missing are appended. */
  private void complete(int[] rest) {
    int[] completed = terms(utterance.length(), true).completed(rest);
    hypothesis.complete(completed, utterance.length());
  }

  private int longest() {
    return rules.longest(utterance.length());
  }

  /**
   * The constraints on the rest.
   *
   * @param seen the number of source tokens that the rest may see
   * @param all whether all terms must be written
   */
  private Rule rule(int seen, boolean all) {
    Rule rule = isRuled() ? terms(seen, all) : Rule.NONE;
    return new LoopRule(rules.loops, hypothesis.tokens(), rule);
  }

  /** Whether terms constrain the rest. */
  private boolean isRuled() {
    Spotting spotting = utterance.spotting();
    boolean free = spotting.glossary().isEmpty() && spotting.terms().isEmpty();
    return !free || rules.placeholders.areDeclared();
  }

  private TermRule terms(int seen, boolean all) {
    List<Term> terms = utterance.spotting().terms();
    return new TermRule(
        rules.placeholderTokens, terms, hypothesis.tokens(), hypothesis.delays(), seen, all);
  }
}
