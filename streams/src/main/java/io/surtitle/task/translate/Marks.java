package io.surtitle.task.translate;

import io.surtitle.text.LetterCase;
import io.surtitle.text.LowerCase;
import io.surtitle.text.MarkTable;
import io.surtitle.text.Piece.Kind;
import io.surtitle.text.Piece.Mark;
import io.surtitle.text.Piece.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The parts of an utterance that the model does not read.
 *
 * @param lead marks before its first word, which begin its captions
 * @param trail marks after it, which end its captions
 * @param atMark whether the last mark of the trail follows the last word
 * @param capital whether its captions begin with a capital, since its first word had no case
 * @param waiting words that may turn out to be marks, or whose case is not known yet
 * @param said the spotter's waiting words as they were sent; empty if it has them in that form
 */
record Marks(
    List<Mark> lead,
    List<Mark> trail,
    boolean atMark,
    boolean capital,
    String waiting,
    List<String> said) {
  static final Marks NONE = new Marks(List.of(), List.of(), false, false, "", List.of());

  private static final int MOST = 32;
  private static final int MOST_CHARACTERS = 400;

  Marks {
    lead = List.copyOf(lead);
    trail = List.copyOf(trail);
    said = List.copyOf(said);
  }

  Marks withLead(Mark mark) {
    return new Marks(and(lead, mark), trail, false, capital, waiting, said);
  }

  Marks withTrail(Mark mark) {
    return new Marks(lead, and(trail, mark), true, capital, waiting, said);
  }

  /** The marks after one more word. */
  Marks withWord(boolean capitalised) {
    return new Marks(lead, trail, false, capital || capitalised, waiting, said);
  }

  Marks withWaiting(String words, List<String> sent) {
    return new Marks(lead, trail, atMark, capital, words, sent);
  }

  private static List<Mark> and(List<Mark> marks, Mark more) {
    List<Mark> all = new ArrayList<>(marks);
    all.add(more);
    return all;
  }

  List<Mark> all() {
    return Stream.concat(lead.stream(), trail.stream()).toList();
  }

  /** Whether marks of certain kinds precede the first word. */
  boolean leads(List<Kind> kinds) {
    return lead.stream().anyMatch(mark -> kinds.contains(mark.kind()));
  }

  /**
   * Whether a word begins a new sentence although only a mark separates them, because it is
   * capitalised.
   */
  boolean endBefore(Word word) {
    if (!atMark || !LetterCase.isCapitalised(word.read())) {
      return false;
    }
    Kind last = trail.get(trail.size() - 1).kind();
    return last == Kind.EMOJI || last == Kind.SOUND;
  }

  /** Whether there is no mark. */
  boolean isEmpty() {
    return lead.isEmpty() && trail.isEmpty();
  }

  /** Whether the utterance must not get more marks. */
  boolean isFull() {
    int characters = all().stream().mapToInt(mark -> mark.text().length()).sum();
    return all().size() >= MOST || characters >= MOST_CHARACTERS;
  }

  /**
   * A caption: a translation with the marks around it.
   *
   * @param last whether it is the final one
   */
  String around(String translation, MarkTable table, String language, boolean last) {
    String words = capital ? LowerCase.capitalised(translation, language) : translation;
    if (isEmpty()) {
      return words;
    }
    String caption = "";
    boolean glued = true;
    for (Mark mark : lead) {
      caption = joined(caption, table.rendered(mark, language), glued);
      glued = mark.kind() == Kind.OPENING;
    }
    caption = joined(caption, words, glued);
    for (Mark mark : last ? trail : List.<Mark>of()) {
      caption = joined(caption, table.rendered(mark, language), mark.kind() == Kind.CLOSING);
    }
    return caption;
  }

  private static String joined(String before, String after, boolean glued) {
    boolean space = !glued && !before.isEmpty() && !after.isEmpty();
    return before + (space ? " " : "") + after;
  }
}
