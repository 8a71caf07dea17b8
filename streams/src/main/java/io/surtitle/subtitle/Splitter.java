package io.surtitle.subtitle;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Splits a caption into blocks of two lines: few, evenly filled, and broken where it disturbs
 * reading least, in this order: after a sentence, after a clause, before a conjunction, between
 * words (BBC Subtitle Guidelines, "Break at natural points"). The least total cost is found by
 * dynamic programming, as Knuth and Plass break paragraphs into lines ("Breaking Paragraphs into
 * Lines", 1981).
 */
final class Splitter {
  /** Columns of a line. */
  static final int COLUMNS = 42;

  private static final long BLOCK = 1_000;
  private static final int CLAUSE = 150;
  private static final int CONJUNCTION = 300;
  private static final int WORD = 500;
  private static final int WITHIN_WORD = 2_000;

  private static final Map<String, Set<String>> CONJUNCTIONS =
      Map.of(
          "de", Set.of("und", "aber", "oder", "denn", "dass", "weil", "wenn", "als", "ob"),
          "en", Set.of("and", "but", "or", "so", "because", "that", "which", "who", "when", "if"),
          "es", Set.of("y", "pero", "o", "que", "porque", "cuando", "si", "aunque", "como"),
          "fr", Set.of("et", "mais", "ou", "car", "que", "qui", "quand", "si", "parce", "comme"));

  private final Set<String> conjunctions;
  private final boolean greek;

  Splitter(String language) {
    conjunctions = CONJUNCTIONS.getOrDefault(Language.base(language), Set.of());
    greek = Language.base(language).equals("el");
  }

  /** Text that is not broken: a word, in most scripts. */
  private record Piece(int start, int end, int costAfter) {}

  /**
   * Blocks of one or two lines that contain all of {@code text} except the spaces at the breaks.
   */
  List<List<String>> blocks(String text) {
    if (text.isEmpty()) {
      return List.of();
    }
    int[] columns = Columns.before(text);
    return new Layout(text, columns, pieces(text, columns)).blocks();
  }

  private List<Piece> pieces(String text, int[] columns) {
    List<Piece> pieces = new ArrayList<>();
    int start = 0;
    int end = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (text.charAt(i) == ' ') {
        continue;
      }
      if (end > 0 && Breaks.allowed(text, end, i)) {
        addWord(pieces, text, columns, start, end, cost(text, end, i));
        start = i;
      }
      end = i + Character.charCount(text.codePointAt(i));
    }
    addWord(pieces, text, columns, start, end, 0);
    return pieces;
  }

  private int cost(String text, int end, int next) {
    if (Breaks.endsSentence(text, end, greek)) {
      return 0;
    }
    if (Breaks.endsClause(text, end)) {
      return CLAUSE;
    }
    int space = text.indexOf(' ', next);
    String word = text.substring(next, space < 0 ? text.length() : space);
    return conjunctions.contains(word.toLowerCase(Locale.ROOT)) ? CONJUNCTION : WORD;
  }

  /** Cuts a word that is too long for a line, between user-perceived characters. */
  private static void addWord(
      List<Piece> pieces, String text, int[] columns, int start, int end, int cost) {
    int from = start;
    if (columns[end] - columns[start] > COLUMNS) {
      BreakIterator characters = BreakIterator.getCharacterInstance(ULocale.ROOT);
      characters.setText(text.substring(start, end));
      int fits = start;
      for (int i = characters.next(); i != BreakIterator.DONE; i = characters.next()) {
        if (columns[start + i] - columns[from] > COLUMNS && fits > from) {
          pieces.add(new Piece(from, fits, WITHIN_WORD));
          from = fits;
        }
        fits = start + i;
      }
    }
    pieces.add(new Piece(from, end, cost));
  }

  /**
   * The pieces of one text and which of them fit into a line or block. Ranges of pieces are from
   * {@code i}, inclusive, to {@code j}, exclusive.
   */
  private static final class Layout {
    private final String text;
    private final List<Piece> pieces;

    /** Columns of the text before each position in it. */
    private final int[] columns;

    /**
     * The last {@code j} for which the pieces from {@code i} fit into one line; at least one piece.
     */
    private final int[] lineEnd;

    Layout(String text, int[] columns, List<Piece> pieces) {
      this.text = text;
      this.columns = columns;
      this.pieces = pieces;
      lineEnd = new int[pieces.size() + 1];
      int end = 0;
      for (int i = 0; i < pieces.size(); i++) {
        end = Math.max(end, i + 1);
        while (end < pieces.size() && width(i, end + 1) <= COLUMNS) {
          end++;
        }
        lineEnd[i] = end;
      }
      lineEnd[pieces.size()] = pieces.size();
    }

    private int width(int i, int j) {
      return columns[pieces.get(j - 1).end()] - columns[pieces.get(i).start()];
    }

    private String line(int i, int j) {
      return text.substring(pieces.get(i).start(), pieces.get(j - 1).end());
    }

    List<List<String>> blocks() {
      int[] ends = cheapestEnds();
      List<List<String>> blocks = new ArrayList<>();
      for (int i = 0; i < pieces.size(); i = ends[i]) {
        blocks.add(lines(i, ends[i]));
      }
      return blocks;
    }

    /**
     * For each {@code i}, the end of a block that begins there, so that all from there costs least.
     */
    private int[] cheapestEnds() {
      int n = pieces.size();
      long[] cost = new long[n + 1];
      int[] ends = new int[n];
      for (int i = n - 1; i >= 0; i--) {
        cost[i] = Long.MAX_VALUE;
        for (int j = i + 1; j <= lineEnd[lineEnd[i]]; j++) {
          long width = width(i, j);
          long total = BLOCK + width * width / 10 + pieces.get(j - 1).costAfter() + cost[j];
          if (total < cost[i]) {
            cost[i] = total;
            ends[i] = j;
          }
        }
      }
      return ends;
    }

    private List<String> lines(int i, int j) {
      if (j <= lineEnd[i]) {
        return List.of(line(i, j));
      }
      int best = lineEnd[i];
      for (int k = i + 1; k < lineEnd[i]; k++) {
        if (lineEnd[k] >= j && lineCost(i, k, j) <= lineCost(i, best, j)) {
          best = k;
        }
      }
      return List.of(line(i, best), line(best, j));
    }

    /** A column of imbalance weighs as much as 20 of the costs between blocks. */
    private int lineCost(int i, int k, int j) {
      return pieces.get(k - 1).costAfter() + 20 * Math.abs(width(i, k) - width(k, j));
    }
  }
}
