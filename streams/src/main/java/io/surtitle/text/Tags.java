package io.surtitle.text;

import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Removes markup: tags and comments of HTML, TTML, SubRip and WebVTT, WebVTT's timestamps, override
 * blocks of SubStation Alpha, and the special tokens of tokenizers. A {@code <} that begins none of
 * these stays.
 */
final class Tags {
  private static final Set<String> INLINE =
      words(
          "a abbr b bdi bdo big c cite code del em font i ins kbd label lang mark q rb rp rt ruby s"
              + " samp small span strike strong sub sup time tt u v var wbr");

  /** Tags that separate words: a space replaces them. */
  private static final Set<String> PARTING =
      words(
          "article aside blockquote body br button center dd div dl dt figcaption figure footer"
              + " form h1 h2 h3 h4 h5 h6 head header hr html iframe img input li link main meta nav"
              + " ol option p pre sami script section select source style sync table tbody td"
              + " textarea tfoot th thead title tr track ul video audio");

  private static final Set<String> SPECIAL = words("unk pad bos eos mask cls sep");

  private static final int NAME = 1;

  private static final String ATTRIBUTE =
      "\\s++[\\w:.-]++\\s*+=\\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\\s\"'<>]++)";

  private static final Pattern TAG =
      Pattern.compile(
          "</?(?:tt:)?([A-Za-z]\\w*+)(?:\\.[\\w.-]++)?(?:"
              + ATTRIBUTE
              + ")*+\\s*+/?>"
              + "|<(?:v|lang)(?:\\.[\\w.-]++)?\\s++[^<>]*+>"
              + "|<(?:\\d+:)?\\d\\d:\\d\\d\\.\\d{3}>"
              + "|<!(?:--|DOCTYPE)[^<>]*+>"
              + "|\\{\\\\[^{}]*+\\}"
              + "|<0x\\p{XDigit}{2}>|<\\|[^<>|\\s]++\\|>");

  private Tags() {}

  static String removed(String text) {
    return TAG.matcher(text).replaceAll(Tags::replacement);
  }

  private static String replacement(MatchResult tag) {
    if (tag.group(NAME) == null) {
      return "";
    }
    String name = tag.group(NAME).toLowerCase(Locale.ROOT);
    if (PARTING.contains(name)) {
      return " ";
    }
    boolean known = INLINE.contains(name) || SPECIAL.contains(name);
    return known ? "" : Matcher.quoteReplacement(tag.group());
  }

  private static Set<String> words(String listed) {
    return Set.of(listed.split(" ", -1));
  }
}
