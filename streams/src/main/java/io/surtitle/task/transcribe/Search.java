package io.surtitle.task.transcribe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The search for what is said: prefix beam search over the labels of connectionist temporal
 * classification (Graves et al., ICML 2006), with language models (Hannun et al., <i>First-Pass
 * Large Vocabulary Continuous Speech Recognition using Bi-Directional Recurrent DNNs</i>, 2014),
 * frame by frame. A beam of one is the greedy search: the most likely label of each frame.
 *
 * <p>At the beginning of an utterance, and after a space, a space is nothing, as the blank is. The
 * order of hypotheses, and with it the outcome, depends on nothing but the frames: equals are
 * ordered by their text.
 */
final class Search {
  /** There is no such frame. */
  static final long NOWHERE = Long.MIN_VALUE;

  /** Hypotheses that are e to the power of this less likely than the best are given up. */
  private static final double MARGIN = 10;

  /** Natural logarithm of the probability below which a label is not tried. */
  private static final float LEAST = -8;

  private final Labels labels;
  private final Scoring scoring;
  private final int width;
  private final Ranking ranking;
  private List<Hypothesis> live;

  /**
   * A search.
   *
   * @param width most hypotheses that are alive at a time
   * @param live those alive, the best first
   */
  Search(Labels labels, Scoring scoring, int width, List<Hypothesis> live) {
    this.labels = labels;
    this.scoring = scoring;
    this.width = width;
    this.live = List.copyOf(live);
    this.ranking = new Ranking(this::text);
  }

  private String text(Hypothesis hypothesis) {
    return labels.text(hypothesis.labels(), 0, hypothesis.labels().length);
  }

  /** The hypotheses that are alive, the best first. */
  List<Hypothesis> live() {
    return live;
  }

  Hypothesis best() {
    return live.get(0);
  }

  /** Whether nothing is said since the last word that was sent. */
  boolean isEmpty() {
    return best().labels().length == 0;
  }

  /** Whether a frame may add a label, for which the recurrent model has to be asked first. */
  boolean hasLabels(float[] row) {
    for (int label = 1; label < row.length; label++) {
      if (row[label] >= LEAST) {
        return true;
      }
    }
    return false;
  }

  /** Whether the recurrent model has read all hypotheses, where there is such a model. */
  boolean isRead() {
    return !scoring.isRecurrent() || live.stream().allMatch(each -> each.history().isRead());
  }

  /** What the recurrent model says of the hypotheses that it has not read yet, in order. */
  void read(List<History> histories) {
    List<Hypothesis> read = new ArrayList<>();
    int next = 0;
    for (Hypothesis each : live) {
      read.add(each.history().isRead() ? each : each.read(histories.get(next++)));
    }
    live = List.copyOf(read);
  }

  /**
   * Takes a frame.
   *
   * @param row natural logarithm of the probability of each label
   */
  void advance(float[] row, long frame) {
    keep(width == 1 ? greedy(row, frame) : beam(row, frame));
  }

  /**
   * Takes a frame that adds no label, since words end with it or none has begun: the recurrent
   * model would not have read it.
   */
  void stay(float[] row) {
    List<Hypothesis> next = new ArrayList<>();
    live.forEach(each -> next.add(stayed(each, row)));
    keep(next);
  }

  private void keep(List<Hypothesis> next) {
    List<Hypothesis> kept = ranking.best(next, width, MARGIN);
    double best = kept.get(0).total();
    // Numbers stay small however long a stream is.
    live = kept.stream().map(each -> each.with(each.blank() - best, each.other() - best)).toList();
  }

  private List<Hypothesis> greedy(float[] row, long frame) {
    int top = 0;
    for (int label = 1; label < row.length; label++) {
      top = row[label] > row[top] ? label : top;
    }
    Hypothesis before = best();
    boolean between = before.isBetweenWords(labels.space());
    List<Hypothesis> next = new ArrayList<>();
    if (top == Labels.BLANK || (top == labels.space() && between)) {
      next.add(before.with(0, LogSum.ZERO));
    } else if (top == before.last() && before.other() > before.blank()) {
      next.add(before);
    } else {
      next.add(before.extended(top, frame, 0, 0, before.context()));
    }
    return next;
  }

  private List<Hypothesis> beam(float[] row, long frame) {
    List<Hypothesis> next = new ArrayList<>();
    for (Hypothesis each : live) {
      next.add(stayed(each, row));
    }
    double least = next.stream().mapToDouble(Hypothesis::score).max().orElse(LogSum.ZERO) - MARGIN;
    for (Hypothesis each : live) {
      for (int label = 1; label < row.length; label++) {
        if (row[label] >= LEAST && canFollow(each, label)) {
          extend(each, label, row[label], frame, least, next);
        }
      }
    }
    return next;
  }

  private boolean canFollow(Hypothesis before, int label) {
    return label != labels.space() || !before.isBetweenWords(labels.space());
  }

  /** The same labels after a frame: that of a blank, or of the last label once more. */
  private Hypothesis stayed(Hypothesis before, float[] row) {
    if (before.isBetweenWords(labels.space())) {
      double nothing = LogSum.of(row[Labels.BLANK], row[labels.space()]);
      return before.with(before.total() + nothing, LogSum.ZERO);
    }
    return before.with(before.total() + row[Labels.BLANK], before.other() + row[before.last()]);
  }

  /** Adds what a label makes of a hypothesis, unless its score is below the least that counts. */
  private void extend(
      Hypothesis before,
      int label,
      float probability,
      long frame,
      double least,
      List<Hypothesis> next) {
    double from = label == before.last() ? before.blank() : before.total();
    double other = from + probability;
    if (other == LogSum.ZERO) {
      return;
    }
    for (int i = 0; i < live.size(); i++) {
      if (before.isExtendedBy(live.get(i)) && live.get(i).last() == label) {
        next.set(i, joined(next.get(i), other, frame));
        return;
      }
    }
    double language = language(before, label);
    if (other + language >= least) {
      next.add(extended(before, label, other, language, frame));
    }
  }

  /** A hypothesis that other alignments write too; its last label is where most do. */
  private Hypothesis joined(Hypothesis stayed, double other, long frame) {
    Hypothesis same = other > stayed.total() ? stayed.lastAt(frame) : stayed;
    return same.isBetweenWords(labels.space())
        ? same.with(LogSum.of(same.blank(), other), LogSum.ZERO)
        : same.with(same.blank(), LogSum.of(same.other(), other));
  }

  private double language(Hypothesis before, int label) {
    double language = before.language() + scoring.label(before.history(), label);
    return label == labels.space()
        ? language + scoring.word(before.context(), lastWord(before))
        : language;
  }

  private Hypothesis extended(
      Hypothesis before, int label, double other, double language, long frame) {
    int[] context =
        label == labels.space()
            ? scoring.then(before.context(), lastWord(before))
            : before.context();
    return before.extended(label, frame, other, language, context);
  }

  private String lastWord(Hypothesis hypothesis) {
    int size = hypothesis.labels().length;
    return labels.text(hypothesis.labels(), hypothesis.wordStart(labels.space()), size);
  }

  /** A pause ends the words in which hypotheses end, whatever the network writes there. */
  void endWords(long frame) {
    List<Hypothesis> ended = new ArrayList<>();
    for (Hypothesis each : live) {
      Hypothesis whole =
          each.isBetweenWords(labels.space())
              ? each
              : extended(each, labels.space(), each.total(), language(each, labels.space()), frame);
      merge(ended, whole.with(whole.total(), LogSum.ZERO));
    }
    live = ranking.all(ended);
  }

  private static void merge(List<Hypothesis> all, Hypothesis more) {
    for (int i = 0; i < all.size(); i++) {
      Hypothesis each = all.get(i);
      if (Arrays.equals(each.labels(), more.labels())) {
        all.set(i, each.with(LogSum.of(each.blank(), more.blank()), LogSum.ZERO));
        return;
      }
    }
    all.add(more);
  }

  /** Gives up all but the hypothesis that is the best one if the utterance ends now. */
  void end() {
    Comparator<Hypothesis> ended = Comparator.comparingDouble(each -> -ended(each));
    live = List.of(live.stream().min(ended.thenComparing(this::text)).orElseThrow());
  }

  /** The score of a hypothesis that ends now, with the word in which it does. */
  private double ended(Hypothesis each) {
    if (each.isBetweenWords(labels.space())) {
      return each.score() + scoring.end(each.context(), each.history());
    }
    String word = lastWord(each);
    int[] context = scoring.then(each.context(), word);
    return each.score() + scoring.word(each.context(), word) + scoring.end(context, each.history());
  }

  /** Whether all hypotheses have the first word of the best one, and it is complete in all. */
  boolean agrees() {
    int count = best().firstWord(labels.space());
    return count > 0 && live.stream().allMatch(each -> best().agrees(each, count + 1));
  }

  /** Gives up the hypotheses whose first word is not that of the best one, which is complete. */
  void settle() {
    int count = best().firstWord(labels.space()) + 1;
    live = live.stream().filter(each -> best().agrees(each, count)).toList();
  }

  /** When the space after the first word of the best hypothesis was written, if one was. */
  long firstSpace() {
    int count = best().firstWord(labels.space());
    return count < 0 ? NOWHERE : best().frames()[count];
  }

  /** Takes out the first word, which all hypotheses have. */
  HeardWord take() {
    Hypothesis best = best();
    int count = best.firstWord(labels.space());
    live = live.stream().map(each -> each.without(count + 1)).toList();
    return new HeardWord(
        labels.text(best.labels(), 0, count), best.frames()[0], best.frames()[count - 1]);
  }

  /** Takes out the first word of the only hypothesis, which may end with it. */
  HeardWord takeLast() {
    Hypothesis best = best();
    if (best.firstWord(labels.space()) >= 0) {
      return take();
    }
    int count = best.labels().length;
    live = List.of(best.without(count));
    return new HeardWord(
        labels.text(best.labels(), 0, count), best.frames()[0], best.frames()[count - 1]);
  }

  void begin(List<Hypothesis> beginning) {
    live = List.copyOf(beginning);
  }
}
