package io.surtitle.batching;

import io.surtitle.decoding.Decision;
import io.surtitle.decoding.Rule;
import io.surtitle.session.Interpreter;
import io.surtitle.session.Translation;
import io.surtitle.session.Utterance;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes one translation, a token a step: the best one, as the policy allows, which is append-only
 * and so fit for live captions. Where all of the source is known, a search takes over.
 */
final class Writer {
  private final Interpreter interpreter;
  private final Utterance utterance;
  private final Translation translation;
  private final int beam;
  private @Nullable BeamSearch search;
  private int visible;
  private boolean held;

  /** A writer that keeps {@code beam} hypotheses once all of the source is known. */
  Writer(Interpreter interpreter, Utterance utterance, Translation translation, int beam) {
    this.interpreter = interpreter;
    this.utterance = utterance;
    this.translation = translation;
    this.beam = beam;
  }

  /** Whether it has something to write before more is read. */
  boolean canWrite() {
    return interpreter.decide(utterance, translation) instanceof Decision.Write;
  }

  /**
   * Adds the rows of its next step; none if it waits for the source or is finished.
   *
   * @param session index of its session in that step
   */
  void ask(int session, List<DecoderStep.Row> rows) {
    if (!(interpreter.decide(utterance, translation) instanceof Decision.Write write)) {
      return;
    }
    visible = write.visible();
    if (search == null && searches() && utterance.ended() && visible == utterance.length()) {
      search = new BeamSearch(interpreter.search(utterance, translation, beam, held), translation);
    }
    if (search != null) {
      search.ask(session, visible, interpreter.previous(translation), rows);
    } else {
      int previous = interpreter.previous(translation);
      rows.add(
          new DecoderStep.Row(
              session, translation.language(), previous, visible, translation.state()));
    }
  }

  /** Only a search can find room for terms that are missing. */
  private boolean searches() {
    return beam > 1 || interpreter.hasTerms(utterance);
  }

  /** Takes the results of the rows it asked for last: {@code count} from {@code first} on. */
  void take(DecoderStep step, int first, int count) {
    if (search != null) {
      search.take(step, first, count);
      if (search.isOver()) {
        take(search.best());
      }
    } else if (interpreter.accept(utterance, translation, best(step, first), visible)) {
      step.keepState(first, translation.state());
    }
  }

  /** Where terms of the glossary are missing, a second search is held to them. */
  private void take(int[] rest) {
    search = null;
    held = !held && !interpreter.isWhole(utterance, translation, rest);
    if (!held) {
      interpreter.complete(utterance, translation, rest);
    }
  }

  private int best(DecoderStep step, int row) {
    Rule rule = interpreter.rule(utterance, translation, visible, false);
    return rule == Rule.NONE
        ? step.best(row)
        : rule.allowed(new int[0], step.offered(row)).ids()[0];
  }
}
