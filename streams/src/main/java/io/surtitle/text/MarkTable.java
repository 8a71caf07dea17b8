package io.surtitle.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.util.ULocale;
import io.surtitle.text.Piece.Mark;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Renders marks of one source language in captions. Common sounds and speakers are translated
 * ({@link MarkRows}); everything else is carried over unchanged.
 */
public final class MarkTable {
  private static final Map<String, MarkTable> BY_SOURCE = new ConcurrentHashMap<>();
  private static final Pattern BRACKETS = Pattern.compile("([\\[(])\\s*(.*?)\\s*([\\])].*)");
  private static final Pattern LABEL = Pattern.compile("(.*?)((?: #?[0-9]+)?:)");
  private static final Pattern AND =
      Pattern.compile("\\s*(?:,|&|\\band\\b)\\s*", Pattern.CASE_INSENSITIVE);

  private final MarkRows sounds;
  private final MarkRows labels;

  private MarkTable(String source) {
    this.sounds = MarkRows.read("sound", source);
    this.labels = MarkRows.read("label", source);
  }

  /** The table of a source language, a BCP 47 tag. */
  public static MarkTable of(String source) {
    return BY_SOURCE.computeIfAbsent(source, MarkTable::new);
  }

  /** A mark as captions of a language, a BCP 47 tag, show it. */
  public String rendered(Mark mark, String language) {
    return switch (mark.kind()) {
      case SPEAKER -> "-";
      case SOUND -> rendered(BRACKETS.matcher(mark.text()), sounds, mark.text(), language);
      case LABEL -> label(mark.text(), language);
      case MUSIC, EMOJI, COPY, OPENING, CLOSING, PUNCTUATION -> mark.text();
    };
  }

  private static String rendered(Matcher mark, MarkRows rows, String text, String language) {
    if (!mark.matches()) {
      return text;
    }
    String inner = mark.group(2);
    List<String> parts = rows.has(inner) ? List.of(inner) : List.of(AND.split(inner));
    if (!parts.stream().allMatch(rows::has)) {
      return text;
    }
    String words =
        parts.stream().map(part -> rows.in(language, part)).collect(Collectors.joining(", "));
    return mark.group(1) + cased(words, inner, language) + mark.group(3);
  }

  private String label(String text, String language) {
    Matcher label = LABEL.matcher(text);
    if (!label.matches() || !labels.has(label.group(1))) {
      return text;
    }
    String name = labels.in(language, label.group(1));
    return cased(name, label.group(1), language) + label.group(2);
  }

  /** Words in the case of others: upper case, with an initial capital, or as the table has them. */
  private static String cased(String words, String like, String language) {
    if (like.codePoints().noneMatch(Character::isLowerCase)) {
      return UCharacter.toUpperCase(ULocale.forLanguageTag(language), words);
    }
    return LetterCase.isCapitalised(like) ? LowerCase.capitalised(words, language) : words;
  }

  boolean isSound(String inner) {
    return sounds.has(inner) || Arrays.stream(AND.split(inner)).allMatch(sounds::has);
  }

  /** Whether a sound in the table begins with these words. */
  boolean beginsSound(String words) {
    return sounds.begins(words);
  }

  /** Whether a speaker in the table begins with these words, the first of which has a capital. */
  boolean beginsLabel(String words) {
    return LetterCase.isCapitalised(words) && labels.begins(words);
  }
}
