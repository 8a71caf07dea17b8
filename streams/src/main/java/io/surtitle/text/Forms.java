package io.surtitle.text;

import com.ibm.icu.lang.UCharacter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The forms of punctuation and letters that a language uses in place of those that a model writes,
 * such as the full-width question mark in Chinese, read from {@code /text/typography.txt}.
 */
final class Forms {
  /** Where a form is used. */
  private enum Place {
    ALWAYS,
    LETTER,
    WIDE,
    PAIR,
    SENTENCE
  }

  private record Form(Place place, int shown) {}

  private record Quotes(int opening, int closing) {}

  private static final String QUOTES = "quotes";

  private final Map<Integer, Form> forms = new HashMap<>();
  private final Sentences sentences;
  private final Scripts scripts;
  private @Nullable Quotes quotes;

  private Forms(String language) {
    this.sentences = Sentences.of(language);
    this.scripts = Scripts.of(language);
  }

  /** The forms of a language, the primary subtag of a BCP 47 tag. */
  static Forms of(String language) {
    Forms read = new Forms(language);
    DataFile.lines("typography").stream()
        .map(line -> line.split(" ", -1))
        .filter(columns -> ("," + columns[0] + ",").contains("," + language + ","))
        .forEach(columns -> read.add(columns[1], columns[2], columns[3]));
    return read;
  }

  private void add(String place, String written, String shown) {
    int first = written.codePointAt(0);
    if (place.equals(QUOTES)) {
      quotes = new Quotes(first, shown.codePointAt(0));
    } else {
      Place where = Place.valueOf(place.toUpperCase(Locale.ROOT));
      forms.put(first, new Form(where, shown.codePointAt(0)));
    }
  }

  /**
   * A character as the language writes it.
   *
   * @param before the text before it
   * @param spaced whether a space was written between them
   */
  int shown(int point, CharSequence before, boolean spaced) {
    if (point == '"' && quotes != null) {
      return quote(quotes, before, spaced);
    }
    Form form = forms.get(point);
    return form != null && isAt(form, before) ? form.shown() : point;
  }

  private boolean isAt(Form form, CharSequence before) {
    int last = Points.last(before);
    return switch (form.place()) {
      case ALWAYS -> true;
      case LETTER -> Character.isLetter(last) || Points.isMark(last);
      case WIDE -> Points.isEastAsian(last);
      case PAIR -> isOpen(before, UCharacter.getBidiPairedBracket(form.shown()), form.shown());
      case SENTENCE -> endsOwnSentence(before, last);
    };
  }

  /** Whether a full stop here ends a sentence, rather than an abbreviation or a number. */
  private boolean endsOwnSentence(CharSequence before, int last) {
    boolean own =
        Points.isMark(last)
            || (Character.isLetter(last) && !scripts.isForeign(Character.toString(last)));
    return own && sentences.endsWith(Points.lastWord(before) + ".");
  }

  /** A quotation mark without a space before it, and without one to close, means inches. */
  private static int quote(Quotes quotes, CharSequence before, boolean spaced) {
    if (isOpen(before, quotes.opening(), quotes.closing())) {
      return quotes.closing();
    }
    int last = Points.last(before);
    boolean opens = spaced || last == 0 || Points.isEastAsian(last) || Points.isOpening(last);
    return opens ? quotes.opening() : '"';
  }

  private static boolean isOpen(CharSequence before, int opening, int closing) {
    String text = before.toString();
    return text.lastIndexOf(opening) > text.lastIndexOf(closing);
  }
}
