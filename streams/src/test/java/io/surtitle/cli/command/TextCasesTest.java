package io.surtitle.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Text as real feeds contain it, through the shipped model: {@code cases/expected.tsv} has a rule
 * for each line of {@code cases/text.txt}.
 */
class TextCasesTest {
  private static final Path CASES = Path.of("src/test/resources/cases");
  private static final List<String> LANGUAGES = List.of("fr", "de", "es");
  private static final Pattern TAB = Pattern.compile("\t");
  private static final Pattern ALTERNATIVES = Pattern.compile(" \\| ");
  private static final Map<String, List<String>> CAPTIONS = captions();

  /**
   * What must hold for the captions of a line in every language.
   *
   * @param rule what becomes of what was odd in it: copied, removed, translated
   * @param same a line whose captions are the same, by its text or its id; "-" for none
   * @param contains regular expressions that are all found, after the language that they are for,
   *     if they are not for all; "-" for none
   * @param lacks regular expressions none of which is found; "-" for none
   */
  record Case(String id, String rule, String same, List<String> contains, List<String> lacks) {
    static Case of(String line) {
      String[] fields = TAB.split(line, -1);
      return new Case(fields[0], fields[1], fields[2], list(fields[3]), list(fields[4]));
    }

    private static List<String> list(String field) {
      return field.equals("-") ? List.of() : ALTERNATIVES.splitAsStream(field).toList();
    }

    @Override
    public String toString() {
      return id + " " + rule;
    }
  }

  static Stream<Case> cases() {
    return lines("expected.tsv").stream().skip(1).map(Case::of);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatViewersGet(Case expected) {
    List<String> captions = Objects.requireNonNull(CAPTIONS.get(expected.id()));

    assertThatCode(() -> check(expected, captions))
        .as("%s: %s", expected.id(), captions)
        .doesNotThrowAnyException();
  }

  private static void check(Case expected, List<String> captions) {
    assertThat(captions).hasSameSizeAs(LANGUAGES).noneMatch(text -> text.contains("\uFFFD"));
    if (!expected.same().equals("-")) {
      assertThat(captions).isEqualTo(CAPTIONS.get(expected.same()));
    }
    for (int i = 0; i < LANGUAGES.size(); i++) {
      String caption = captions.get(i);
      String language = LANGUAGES.get(i) + ":";
      expected.contains().stream()
          .filter(each -> LANGUAGES.stream().noneMatch(l -> each.startsWith(l + ":")))
          .forEach(each -> assertThat(caption).containsPattern(each));
      expected.contains().stream()
          .filter(each -> each.startsWith(language))
          .forEach(each -> assertThat(caption).containsPattern(each.substring(language.length())));
      expected.lacks().forEach(each -> assertThat(caption).doesNotContainPattern(each));
    }
  }

  /** The captions of every line, by its id, and of the plain lines that they are compared with. */
  private static Map<String, List<String>> captions() {
    Map<String, String> texts = new LinkedHashMap<>();
    List<String> ids = lines("text.ids");
    List<String> lines = lines("text.txt");
    assertThat(ids).hasSameSizeAs(lines);
    for (int i = 0; i < ids.size(); i++) {
      texts.put(ids.get(i).substring(0, ids.get(i).indexOf(' ')), lines.get(i));
    }
    assertThat(cases().map(Case::id)).containsExactlyElementsOf(texts.keySet());
    List.copyOf(cases().map(Case::same).filter(same -> !same.equals("-")).toList())
        .forEach(same -> texts.putIfAbsent(same, same));
    Ran ran = Ran.withInput(String.join("\n", texts.values()), "translate", "--to", "fr,de,es");
    assertThat(ran.lines()).hasSameSizeAs(texts.values());
    Map<String, List<String>> captions = new LinkedHashMap<>();
    List<String> order = new ArrayList<>(texts.keySet());
    for (int i = 0; i < order.size(); i++) {
      captions.put(order.get(i), TAB.splitAsStream(ran.lines().get(i)).toList());
    }
    return captions;
  }

  private static List<String> lines(String file) {
    try {
      // Only a line feed ends a line here: other white space is part of some cases.
      return List.of(Files.readString(CASES.resolve(file)).stripTrailing().split("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
