package io.surtitle.task.transcribe;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes words of frames, and lets a word go as soon as it is certain: when all hypotheses that are
 * alive have it, or when it has waited so long for the others that these are given up. A word that
 * was let go is never taken back.
 */
final class Decoder {
  private final TranscribeRules rules;
  private final Search search;
  private int quiet;

  /**
   * A decoder that goes on.
   *
   * @param live hypotheses
   * @param quiet how many frames had no label, up to now
   */
  Decoder(TranscribeRules rules, List<Hypothesis> live, int quiet) {
    this.rules = rules;
    this.search =
        new Search(rules.labels(), rules.scoring(), rules.spec().keys().transcribe().beam(), live);
    this.quiet = quiet;
  }

  Search search() {
    return search;
  }

  /** How many frames had no label, up to now. */
  int quiet() {
    return quiet;
  }

  /** Whether the recurrent model has to read hypotheses before a frame can be taken. */
  boolean mustRead(float[] row) {
    return !search.isRead()
        && !isIdle(row)
        && (search.hasLabels(row) || quiet + 1 == rules.pause() || rules.isEndless(search.best()));
  }

  /**
   * Whether a frame is one in which nothing is said and no word goes on: a word begins in a frame
   * in which a label is likelier than none, whatever the language models prefer.
   */
  private boolean isIdle(float[] row) {
    return rules.isQuiet(row) && search.live().stream().allMatch(each -> each.labels().length == 0);
  }

  /** Whether it has to before the utterance can end. */
  boolean mustReadToEnd() {
    return !search.isRead();
  }

  /**
   * Takes a frame.
   *
   * @param row natural logarithm of the probability of each label
   * @param sample the first that it stands for
   * @return the words that are certain now
   */
  List<HeardWord> take(float[] row, long sample) {
    boolean endless = rules.isEndless(search.best());
    boolean idle = isIdle(row);
    quiet = rules.isQuiet(row) ? quiet + 1 : 0;
    if (endless || (quiet == rules.pause() && !idle)) {
      search.stay(row);
      search.endWords(sample);
    } else if (idle) {
      search.stay(row);
    } else {
      search.advance(row, sample);
    }
    List<HeardWord> words = new ArrayList<>();
    while (isCertain(sample)) {
      words.add(search.take());
    }
    return words;
  }

  private boolean isCertain(long sample) {
    long space = search.firstSpace();
    if (space != Search.NOWHERE && sample - space >= rules.patience()) {
      search.settle();
    }
    return search.agrees();
  }

  /** Ends the utterance: what is likeliest to have been said of it, and a new one begins. */
  List<HeardWord> finish() {
    search.end();
    List<HeardWord> words = new ArrayList<>();
    while (!search.isEmpty()) {
      words.add(search.takeLast());
    }
    begin();
    return words;
  }

  /** Begins anew; the silence goes on. */
  void begin() {
    search.begin(rules.begin());
  }

  /** Begins anew, after audio that is missing. */
  void reset() {
    begin();
    quiet = 0;
  }
}
