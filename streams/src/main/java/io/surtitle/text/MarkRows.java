package io.surtitle.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Rows of one kind in {@code text/marks.tsv}. Its first line names the languages. A cell has the
 * form that captions use, and after slashes other forms that are recognised in that language.
 */
final class MarkRows {
  private static final String RESOURCE = "/text/marks.tsv";
  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}']+");

  private final Map<String, Map<String, String>> rows = new HashMap<>();
  private final Set<String> beginnings = new HashSet<>();

  private MarkRows() {}

  /** The rows of a kind, keyed by their forms in the source language. */
  static MarkRows read(String kind, String source) {
    MarkRows read = new MarkRows();
    List<String> lines = lines();
    String[] languages = lines.get(0).split("\t", -1);
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split("\t", -1);
      if (cells[0].equals(kind)) {
        read.add(languages, cells, primary(source));
      }
    }
    return read;
  }

  private static List<String> lines() {
    try (InputStream in =
            Objects.requireNonNull(MarkRows.class.getResourceAsStream(RESOURCE), RESOURCE);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(String[] languages, String[] cells, String source) {
    Map<String, String> row = new HashMap<>();
    for (int i = 1; i < cells.length; i++) {
      List<String> names = List.of(cells[i].split("/"));
      row.put(languages[i], names.get(0));
      if (languages[i].equals(source)) {
        names.forEach(name -> add(key(name), row));
      }
    }
  }

  private void add(String key, Map<String, String> row) {
    rows.put(key, row);
    for (int end = key.indexOf(' '); end >= 0; end = key.indexOf(' ', end + 1)) {
      beginnings.add(key.substring(0, end));
    }
    beginnings.add(key);
  }

  /** Lower-case words, separated by one space. */
  private static String key(String words) {
    return NO_WORD
        .matcher(words.replace('\u2019', '\''))
        .replaceAll(" ")
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  boolean has(String words) {
    return rows.containsKey(key(words));
  }

  boolean begins(String words) {
    return beginnings.contains(key(words));
  }

  /** The form of listed words in a language; the words themselves if the row lacks it. */
  String in(String language, String words) {
    Map<String, String> row = Objects.requireNonNull(rows.get(key(words)));
    return row.getOrDefault(language, row.getOrDefault(primary(language), words));
  }

  private static String primary(String tag) {
    return tag.split("[-_]", 2)[0];
  }
}
