package io.surtitle.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes what is spoken as people write it, word by word: sentences begin with a capital, and in
 * English so do names of days, months, countries and languages, and {@code I}; English numbers are
 * written in digits from ten on ({@code twenty three} is {@code 23}, {@code two} stays a word). A
 * word waits as long as a number can still absorb it; what was written never changes.
 *
 * <p>Not thread-safe.
 */
public final class SpokenText {
  private static final String ENGLISH = "en";

  private final boolean english;
  private final Locale locale;
  private final List<String> waiting;
  private boolean begun;

  /**
   * Text that goes on.
   *
   * @param languageTag BCP 47 tag of its language
   * @param begun whether something was written since the last full stop
   * @param waiting words that were said but not written yet
   */
  public SpokenText(String languageTag, boolean begun, List<String> waiting) {
    this.locale = Locale.forLanguageTag(languageTag);
    this.english = locale.getLanguage().equals(ENGLISH);
    this.begun = begun;
    this.waiting = new ArrayList<>(waiting);
  }

  /** Whether something was written since the last full stop. */
  public boolean isBegun() {
    return begun;
  }

  /** What was said but not written yet. */
  public List<String> waiting() {
    return List.copyOf(waiting);
  }

  /**
   * Says a word.
   *
   * @param word in lower case
   * @return what can be written now
   */
  public List<Written> say(String word) {
    waiting.add(word);
    return write(true);
  }

  /**
   * Ends the sentence, whose full stop is no part of this.
   *
   * @return all that waited
   */
  public List<Written> end() {
    List<Written> rest = write(false);
    begun = false;
    return rest;
  }

  /** The mark after a sentence. */
  public String fullStop() {
    return switch (locale.getLanguage()) {
      case "zh", "ja" -> "。";
      case "hi", "bn" -> "।";
      case "ur" -> "۔";
      default -> ".";
    };
  }

  private List<Written> write(boolean more) {
    List<Written> written = new ArrayList<>();
    while (!waiting.isEmpty()) {
      NumberPhrase longest = new NumberPhrase();
      int taken = 0;
      String number = "";
      while (english && longest.size() < waiting.size()) {
        if (!longest.accept(waiting.get(longest.size()))) {
          break;
        }
        if (longest.isWhole()) {
          taken = longest.size();
          number = longest.written(waiting.subList(0, taken));
        }
      }
      if (more && longest.size() == waiting.size() && longest.mayGoOn()) {
        break;
      }
      written.add(
          taken > 0
              ? new Written(begin(number), taken)
              : new Written(
                  begin(english ? EnglishNames.written(waiting.get(0)) : waiting.get(0)), 1));
      waiting.subList(0, Math.max(1, taken)).clear();
    }
    return written;
  }

  private String begin(String text) {
    if (begun) {
      return text;
    }
    begun = true;
    int first = text.offsetByCodePoints(0, 1);
    return text.substring(0, first).toUpperCase(locale) + text.substring(first);
  }
}
