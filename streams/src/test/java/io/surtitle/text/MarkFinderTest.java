package io.surtitle.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.text.MarkFinder.Found;
import io.surtitle.text.Piece.Mark;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MarkFinderTest {
  private static final Context HEAD = new Context(true, false);
  private final MarkFinder finder = new MarkFinder("en");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ">> HE SHOOTS! | SPEAKER >> ; HE ; SHOOTS!",
        ">>HE SHOOTS! | SPEAKER >> ; HE ; SHOOTS!",
        ">>> AND | SPEAKER >>> ; AND",
        "GOOD.>>And | GOOD. ; SPEAKER >> ; And",
        "-Hello there | SPEAKER - ; Hello ; there",
        "- Hello | PUNCTUATION - ; Hello",
        "[APPLAUSE] Thank you | SOUND [APPLAUSE] ; Thank ; you",
        "[APPLAUSE]. Thank | SOUND [APPLAUSE]. ; Thank",
        "[APPLAUSE]Thank | SOUND [APPLAUSE] ; Thank",
        "[ Cheers and applause ] So | SOUND [ Cheers and applause ] ; So",
        "(crowd cheering) What | SOUND (crowd cheering) ; What",
        "(DOOR SLAMS) What | SOUND (DOOR SLAMS) ; What",
        "(The game is over.) They | (The ; game ; is ; over.) ; They",
        "(OVER.) They | (OVER.) ; They",
        "the (NBA) said | the ; (NBA) ; said",
        "he said (laughs) no | he ; said ; SOUND (laughs) ; no",
        "ANNOUNCER: He is | LABEL ANNOUNCER: ; He ; is",
        "Announcer: He is | LABEL Announcer: ; He ; is",
        "JOHN SMITH: He is | LABEL JOHN SMITH: ; He ; is",
        "RONALD McDONALD: He is | LABEL RONALD McDONALD: ; He ; is",
        "MAN 2: He is | LABEL MAN 2: ; He ; is",
        "THE SCORE: ten | THE ; SCORE: ; ten",
        "he is JOHN: ten | he ; is ; JOHN: ; ten",
        "Remember: ten | Remember: ; ten",
        "7:30 p.m. | 7:30 ; p.m.",
        "\u266AOh say\u266A | MUSIC \u266A ; Oh ; say ; MUSIC \u266A",
        "# We are # | MUSIC # ; We ; are ; MUSIC #",
        "#1 team | #1 ; team",
        "done\uD83D\uDC4D\uD83C\uDFFD So | done ; EMOJI \uD83D\uDC4D\uD83C\uDFFD ; So",
        "\uD83D\uDD25\uD83D\uDD25. So | EMOJI \uD83D\uDD25\uD83D\uDD25 ; PUNCTUATION . ; So",
        "1\uFE0F\u20E3 is | EMOJI 1\uFE0F\u20E3 ; is",
        "\u2764\uFE0F\u200D\uD83D\uDD25 is | EMOJI \u2764\uFE0F\u200D\uD83D\uDD25 ; is",
        "\uD83C\uDDEB\uD83C\uDDF7 is | EMOJI \uD83C\uDDEB\uD83C\uDDF7 ; is",
        "Nike\u2122 10 | Nike\u2122 ; 10",
        "?! ... | PUNCTUATION ?! ; PUNCTUATION ...",
        "\u00BD of it | \u00BD ; of ; it",
        "and hahaha it | and ; COPY hahaha ; it",
        "a Goooooooooal banana | a ; Goooooooooal ; banana",
      })
  void piecesOfText(String text, String pieces) {
    assertThat(String.join(" ; ", pieces(text))).isEqualTo(pieces);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[APPLAUSE", "[", "(crowd", "(LOUD", "NBA", "JOHN SMITH"})
  void aPossibleMarkWaitsForMoreWords(String text) {
    assertThat(finder.first(text, HEAD, true)).isNull();
    assertThat(finder.first(text, HEAD, false)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(The game",
        "He",
        "THE GAME",
        "(crowd of",
        "Hello",
        "OK.",
        "[one two three four five six" + " seven eight nine",
        "(ONE TWO THREE FOUR FIVE SIX"
      })
  void otherTextDoesNotWait(String text) {
    assertThat(finder.first(text, HEAD, true)).isNotNull();
  }

  @Test
  void aWordThatNoLanguageHasIsCopied() {
    String endless = "x1y2".repeat(1024);

    assertThat(pieces(endless + " is")).containsExactly("COPY " + endless, "is");
    assertThat(pieces("x".repeat(4096) + ".")).containsExactly("COPY " + "x".repeat(4096) + ".");
    assertThat(pieces("9".repeat(70) + ".")).containsExactly("9".repeat(70) + "."); // a number
    assertThat(WordLength.isTooLong("Rindfleischetikettierungs\u00FCberwachungsaufgaben"))
        .isFalse();
  }

  @Test
  void textWithoutSpacesIsSplitAtBreaks() {
    String sentences = "\u6BD4\u8D5B\u7ED3\u675F\u4E86\u3002".repeat(30);
    String endless = "\u6BD4\u8D5B\u7ED3\u675F\u4E86".repeat(2000);

    assertThat(WordLength.parts(sentences)).hasSize(30).allMatch(part -> part.endsWith("\u3002"));
    assertThat(WordLength.parts(endless)).allMatch(part -> !WordLength.isTooLong(part));
    assertThat(String.join("", WordLength.parts(endless))).isEqualTo(endless);
    assertThat(WordLength.parts("x".repeat(100))).hasSize(1);
  }

  private List<String> pieces(String text) {
    List<String> pieces = new ArrayList<>();
    String rest = text;
    boolean head = true;
    while (!rest.isEmpty()) {
      Found found = finder.first(rest, new Context(head, false), false);
      assertThat(found).isNotNull();
      boolean mark = found.piece() instanceof Mark;
      head = head && mark;
      String kind = found.piece() instanceof Mark each ? each.kind() + " " : "";
      pieces.add(kind + found.piece().text());
      rest = rest.substring(found.end()).stripLeading();
    }
    return pieces;
  }
}
