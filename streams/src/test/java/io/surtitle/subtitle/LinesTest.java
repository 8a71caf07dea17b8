package io.surtitle.subtitle;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Captions in all languages as lines on the screen. */
final class LinesTest {
  private static final Path CASES = Path.of("src/test/resources/cases/lines.tsv");
  private static final String LANGUAGES =
      "ar bn de el es fa fr he hi hu it ja ko nl pl pt ro ru ta tl tr ur vi zh";
  private static final int FILLERS = 45;

  /** What must not begin a line: punctuation that ends something, marks, small kana. */
  private static final Pattern NO_BEGINNING =
      Pattern.compile("^[\\p{M}\\p{Pe}\\p{Pf}.,;:!?%…。、，！？；：・ー～ぁぃぅぇぉっゃゅょァィゥェォッャュョ؟،؛۔।].*");

  /** What must not end a line: punctuation that opens something. */
  private static final Pattern NO_END = Pattern.compile(".*[¿¡\\p{Ps}«“&&[^”]]$");

  record Case(String language, String caption, String lines) {}

  static Stream<Case> cases() throws IOException {
    return Files.readAllLines(CASES).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("\t", -1))
        .map(columns -> new Case(columns[0], columns[1], columns[2]));
  }

  private static List<Cue> cues(Case each, String before) {
    return Cues.of(List.of(new Line(before + each.caption(), 0, 60_000)), each.language());
  }

  @Test
  void everyLanguageHasCases() throws IOException {
    assertThat(cases().map(Case::language).distinct().sorted().collect(Collectors.joining(" ")))
        .isEqualTo(LANGUAGES);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void captionsAreBrokenWhereTheyReadWell(Case each) {
    assertThat(
            cues(each, "").stream()
                .map(cue -> String.join(" | ", cue.lines()))
                .collect(Collectors.joining(" // ")))
        .isEqualTo(each.lines());
  }

  /** With more and more words before it, each text is broken in many places. */
  @ParameterizedTest
  @MethodSource("cases")
  void linesAreNarrowAndWhole(Case each) {
    boolean spaces = each.caption().indexOf(' ') >= 0;
    String filler = spaces ? "on " : "中";
    for (int count = 0; count < FILLERS; count++) {
      String before = filler.repeat(count);
      List<String> lines =
          cues(each, before).stream().flatMap(cue -> cue.lines().stream()).toList();

      assertThat(lines)
          .allMatch(line -> Columns.of(line, 0, line.length()) <= Splitter.COLUMNS)
          .noneMatch(line -> NO_BEGINNING.matcher(line).matches())
          .noneMatch(line -> NO_END.matcher(line).matches());
      assertThat(String.join("", lines).replace(" ", ""))
          .isEqualTo((before + each.caption()).replace(" ", ""));
      IntStream.range(1, lines.size())
          .forEach(i -> assertThat(areApart(lines.get(i - 1), lines.get(i))).isTrue());
    }
  }

  /** Whether two lines share neither a number nor a user-perceived character. */
  private static boolean areApart(String line, String next) {
    BreakIterator characters = BreakIterator.getCharacterInstance(ULocale.ROOT);
    characters.setText(line + next);
    boolean number = line.matches(".*[0-9][-:.,]?$") && next.matches("^[0-9].*");
    return characters.isBoundary(line.length()) && !number;
  }

  @Test
  void aDecomposedVietnameseWordIsNotWiderThanItIs() {
    String decomposed = "Tie\u0302\u0301ng Vie\u0323\u0302t";

    assertThat(Columns.of(decomposed, 0, decomposed.length())).isEqualTo(10);
    assertThat(Columns.of("Tiếng Việt", 0, 10)).isEqualTo(10);
  }

  /** Here (...) is an isolate, and ~ a mark of the language's direction. */
  @ParameterizedTest
  @CsvSource({
    "ar, LeBron James سجل 28 نقطة!, ~(LeBron James) سجل 28 نقطة!",
    "ar, فاز Lakers بنتيجة 112-98., فاز (Lakers) بنتيجة (112-98).",
    "ar, هل هذا صحيح؟, هل هذا صحيح؟",
    "ar, 112-98, ~(112-98)",
    "fa, آیا NBA Finals «می‌شود»؟, آیا (NBA Finals) «می‌شود»؟",
    "fa, ساعت 10:32 و 45% بود., ساعت (10:32) و (45%) بود.",
    "he, J.R. Smith ול-Lakers יש 3., ~(J.R. Smith) ול-(Lakers) יש 3.",
    "he, ב-28 דקות; 76ers ניצחו, ב-28 דקות; (76ers) ניצחו",
    "ur, 'Tatum، LeBron اور AT&T', '~(Tatum)، (LeBron) اور (AT&T)'",
    "fr, L'équipe النصر القطري (2) gagne., L'équipe (النصر القطري) (2) gagne.",
    "fr, النصر gagne 112-98., ~(النصر) gagne 112-98.",
    "ja, レブロンが28点。, レブロンが28点。"
  })
  void namesDoNotChangeTheDirectionOfALine(String language, String line, String expected) {
    String mark = Language.isRightToLeft(language) ? "\u200F" : "\u200E";

    String shown = Direction.line(line, language);

    assertThat(
            shown
                .replace("(2)", "[2]")
                .replace('\u2068', '(')
                .replace('\u2069', ')')
                .replace(mark, "~"))
        .isEqualTo(expected.replace("(2)", "[2]"));
  }

  @ParameterizedTest
  @CsvSource({"ar, هو", "he, הוא", "ur, وہ", "fa, او"})
  void everyFormatHasTheDirection(String language, String word) {
    List<Cue> cues = List.of(new Cue(6_000, 7_000, List.of("LeBron " + word, word)));
    String line = "\u200F\u2068LeBron\u2069 " + word;

    assertThat(WebVtt.file(cues, language)).contains(line + "\n" + word + "\n");
    assertThat(Hls.segment(1, cues, language)).contains(line + "\n" + word + "\n");
    assertThat(SubRip.file(cues, language)).contains(line + "\r\n" + word + "\r\n");
    assertThat(EbuTtD.file(cues, language))
        .contains("tts:direction=\"rtl\"")
        .contains(">" + line + "</span><br/>");
  }
}
