package io.surtitle.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CleaningTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '\t',
      quoteCharacter = '`',
      value = {
        "Tom &amp; Jerry said &quot;hello&quot;.\tTom & Jerry said \"hello\".",
        "caf&eacute; &#233; &#xE9; &#xe9;\tcafé é é é",
        "it&rsquo;s &hellip; &mdash; &frac12; &apos;\tit’s … — ½ '",
        "&#146;tis &#8217;tis\t’tis ’tis",
        "&amp;lt;i&amp;gt; &amp;amp;\t&lt;i&gt; &amp;",
        "AT&T R&D &copy 2026 &nosuchname; & ; &#; &#x;\tAT&T R&D &copy 2026 &nosuchname; & ; &#;"
            + " &#x;",
        "a&nbsp;b&ensp;c\ta b c",
        "a&#0;b&#xD800;c&#x110000;d&#99999999;e&#xFFFF;f\tabcdef",
        "&lt;b&gt;now&lt;/b&gt; 5 &lt; 6\tnow 5 < 6",
        "&gt;&gt; Hello\t>> Hello"
      })
  void characterReferencesAreDecodedOnce(String text, String clean) {
    assertThat(Cleaning.of(text)).isEqualTo(clean);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '\t',
      quoteCharacter = '`',
      value = {
        "<i>He scores</i> <b>again</b>.\tHe scores again.",
        "<font color=\"#ff0000\" size='2'>Red</font> <FONT COLOR=red>team</FONT>\tRed team",
        "one<br>two<br/>three<br />four\tone two three four",
        "<p>one</p><p>two</p>\tone two",
        "<c.yellow.bg_blue>Hi</c> <v Mary Ann>there</v> <lang en-GB>now</lang>\tHi there now",
        "<00:00:01.500>one <01:02.000>two\tone two",
        "<tt:span tts:color=\"red\">one</tt:span>\tone",
        "{\\an8}{\\i1}Up{\\i0} there {as said}\tUp there {as said}",
        "<!-- a note -->one<!DOCTYPE html>\tone",
        "＜ｂ＞wide＜/ｂ＞\twide",
        "5 < 6 && 7 > 2 || a --> b\t5 < 6 && 7 > 2 || a --> b",
        "a <b and c> d <3 <-- <foo> <bob@example.com>\ta <b and c> d <3 <-- <foo>"
            + " <bob@example.com>",
        "<\t<",
        ">>> next\t>>> next"
      })
  void tagsAreRemoved(String text, String clean) {
    assertThat(Cleaning.of(text)).isEqualTo(clean);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '\t',
      quoteCharacter = '`',
      value = {
        "The <unk> said <s> hello </s> <pad> <0x41> ▁ __ now.\tThe said hello __ now.",
        "▁The▁game\tThe game",
        "<|endoftext|>one<EOS> <0xzz> 0x41\tone <0xzz> 0x41",
        "&lt;unk&gt; one\tone"
      })
  void specialTokensAreNeitherReadNorWritten(String text, String clean) {
    assertThat(Cleaning.of(text)).isEqualTo(clean);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The\u0000 game is\u0000 over.",
        "The \u001B[31mgame\u001B[0m is \u0007over.",
        "\u001B]0;title\u0007The game \u009B1;2Kis over.\u001B(B",
        "The\tgame\u000Bis\fover.",
        "The game\u0085is over.",
        "The game\u2028is\u2029over.",
        "The\u00A0game\u3000is\u2009over.",
        "The \uFFFE game \uFFFF is over.\uDBFF\uDFFF",
        "The \uFFFD game is over.",
        "The \uE000 game\uE01F is\uF8FF over.\uDB80\uDC00",
        "\u202EThe game\u202C \u2067is\u2069 over.\u200E",
        "\uFEFFThe g\u00ADame i\u200Bs\u2060 over.\u200B",
        "The ga\u200Cme is ov\u200Der.",
        "Ｔｈｅ ｇａｍｅ ｉｓ ｏｖｅｒ．",
        "The game is o\u034Fver.\uFE0F",
        "The \uD800 game is over.\uDC00",
        " \r\n The  game  is over. \n"
      })
  void charactersWithoutEffectAreRemoved(String text) {
    assertThat(Cleaning.of(text)).isEqualTo("The game is over.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "👨\u200D👩\u200D👧\u200D👦",
        "🏃🏽\u200D♀\uFE0F",
        "❤\uFE0F",
        "1\uFE0F\u20E3",
        "🏴\uDB40\uDC67\uDB40\uDC62\uDB40\uDC65\uDB40\uDC6E\uDB40\uDC67\uDB40\uDC7F",
        "🇫🇷",
        "می\u200Cخواهم",
        "کتاب\u200Cها",
        "क्\u200Dष",
        "ක්\u200Dය",
        "র\u200D্য",
        "葛\uDB40\uDD00",
        "ภาษา\u200Bไทย",
        "½ ² ™ © ® ﬁ",
        "—–-…‽",
        "ลิ้น ျှို့",
        "≠ é ñ Ç ế"
      })
  void charactersWithAnEffectStay(String text) {
    assertThat(Cleaning.of(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "cafe\u0301, café",
    "Donc\u030Cic\u0301, Dončić",
    "Don\u00ADc\u030Cic\u0301\u200B, Dončić",
    "e\u200B\u0301, é",
    "１２３ＡＢＣ！, 123ABC!",
    "ﾊﾞｽｹｯﾄ, バスケット",
    "比赛结束了！, 比赛结束了！",
    "ＮＢＡ的比赛！, NBA的比赛！",
    "終わり｡, 終わり。",
    "￥１００, ¥100",
    "10² ½, 10² ½"
  })
  void whatLooksTheSameIsWrittenTheSame(String text, String clean) {
    assertThat(Cleaning.of(text)).isEqualTo(clean);
  }

  @ParameterizedTest
  @CsvSource({
    "1\u00A0000 points, 1000 points",
    "1\u202F234\u202F567 euros, 1234567 euros",
    "12\u2009345\u20076789, 12 345 6789",
    "$1\u00A0000.50, $1000.50",
    "-25\u00A0000\u00A0m, -25000 m",
    "06\u00A012\u00A034, 06 12 34",
    "0\u00A0800\u00A0123, 0 800 123",
    "24\u00A019, 24 19",
    "1.5\u00A0000, 1.5 000",
    "5\u00A0km, 5 km",
    "1 000 points, 1 000 points"
  })
  void groupsOfDigitsAreOneNumber(String text, String clean) {
    assertThat(Cleaning.of(text)).isEqualTo(clean);
  }

  @Test
  void combiningMarksAreBounded() {
    assertThat(Cleaning.of("Z" + "\u0301".repeat(60) + " is over.")).isEqualTo("Ź is over.");
    assertThat(Cleaning.of("ก" + "\u0E47".repeat(60))).isEqualTo("ก\u0E47");
    assertThat(Cleaning.of("x" + "\u0300\u0301\u0302\u0303".repeat(20))).hasSize(6);
  }

  /** Recursion would overflow the stack, and quadratic time would take minutes. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "&amp;<i>\u00E9\u0301\u0301\u0301 ",
        "\u00E9",
        "<",
        "<!--",
        "<a b=\"",
        "<b c=d ",
        "{\\",
        "&#1",
        "\u001B[1",
        "\u001B]",
        "1\u00A0000",
        "1\u00A0",
        "Ａ",
        "！",
        "<v a",
        "\u0301\u0300",
        "a.é",
        "终。",
        "&"
      })
  void aHugeTextIsCleanedAndSplit(String part) {
    String clean = Cleaning.of(part.repeat(200_000 / part.length()));
    List<String> parts = Sentences.parts(clean);

    assertThat(String.join("", parts)).isEqualTo(clean);
    assertThat(Sentences.of("en").endsWith(clean + ".")).isTrue();
    assertThat(Sentences.of("en").endsBetween("Inc.", clean)).isFalse();
  }

  @RepeatedTest(200)
  void cleanTextStaysAndCleaningWordsOneByOneIsTheSame() {
    Random random = new Random();
    List<String> words = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      words.add(
          random
              .ints(random.nextInt(8), 0, SAMPLES.length)
              .mapToObj(each -> SAMPLES[each])
              .reduce("", String::concat));
    }
    String said = String.join(" ", words);
    // A tag with a space in it, which may be a reference still, is one only if all of it is there.
    assumeThat(said).doesNotContainPattern("(?U)<[^<>]*[\\s\u2581;][^<>]*>");
    String whole = Cleaning.of(said);

    assertThat(whole).doesNotContainPattern("[\\p{Cc}\\p{Co}\\p{Cs}\\uFFFD]|\\s\\s|^\\s|\\s$");
    assertThat(
            words.stream()
                .map(Cleaning::of)
                .filter(w -> !w.isEmpty())
                .reduce((a, b) -> a + " " + b))
        .hasValueSatisfying(joined -> assertThat(joined).isEqualTo(whole));
  }

  private static final String[] SAMPLES = {
    "a", "B", "1", "000", ".", "!", "é", "\u0301", "\u00AD", "\u200B", "\u200D", "👍", "<i>",
        "<br>",
    "&amp;", "&#9;", "<", ">", "\u00A0", "\u202F", "Ａ", "！", "赛", "ｶ", "ﾞ", "\uE001", "\uFFFD",
        "\u0007",
    "\u001B[1m", "▁", "<unk>", "می", "\u200C", "\uFE0F", "?"
  };
}
