package io.surtitle.task.transcribe;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads n-grams in the ARPA format, as SRILM's {@code ngram-format(5)} describes it: after the line
 * {@code \data\} the counts, then for each order a line such as {@code \2-grams:} and its
 * sequences, with a tab before the words and before the back-off weight, and {@code \end\}.
 */
final class Arpa {
  private static final Pattern SECTION = Pattern.compile("\\\\([1-9])-grams:");
  private static final Pattern SPACE = Pattern.compile("[ \t]+");

  private final Map<String, Integer> words = new HashMap<>();
  private final NgramTable table = new NgramTable();
  private int order;
  private int line;

  private Arpa() {}

  /**
   * Reads a file; one that ends in {@code .gz} is compressed.
   *
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if it is not in this format
   */
  static Ngrams read(Path file) throws IOException {
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8))) {
      return new Arpa().read(lines);
    }
  }

  private Ngrams read(BufferedReader lines) throws IOException {
    int largest = 0;
    for (String next = next(lines); !next.equals("\\end\\"); next = next(lines)) {
      Matcher section = SECTION.matcher(next);
      if (section.matches()) {
        order = Integer.parseInt(section.group(1));
        largest = order;
      } else if (order > 0 && !next.isEmpty()) {
        add(SPACE.split(next));
      }
    }
    require(largest > 0, "there are no n-grams");
    return new Ngrams(largest, words, table);
  }

  private String next(BufferedReader lines) throws IOException {
    @Nullable String next = lines.readLine();
    line++;
    if (next == null) {
      throw new IllegalArgumentException("there is no \\end\\");
    }
    return next.strip();
  }

  private void add(String[] parts) {
    require(parts.length == order + 1 || parts.length == order + 2, "it is no n-gram");
    int[] ids = new int[order];
    for (int i = 0; i < order; i++) {
      ids[i] = id(parts[i + 1]);
    }
    float probability = number(parts[0]);
    float backOff = parts.length == order + 2 ? number(parts[order + 1]) : 0;
    int parent = table.find(ids, 0, order - 1);
    require(parent >= 0, "what it begins with is missing");
    table.add(parent, ids[order - 1], probability, backOff);
  }

  private int id(String word) {
    Integer known = words.get(word);
    if (known != null) {
      return known;
    }
    require(order == 1, "the word '%s' is missing among the 1-grams".formatted(word));
    int id = words.size();
    words.put(word, id);
    return id;
  }

  private float number(String text) {
    try {
      return Float.parseFloat(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("line %d: '%s' is no number".formatted(line, text), e);
    }
  }

  private void require(boolean holds, String fault) {
    if (!holds) {
      throw new IllegalArgumentException("line %d: %s".formatted(line, fault));
    }
  }
}
