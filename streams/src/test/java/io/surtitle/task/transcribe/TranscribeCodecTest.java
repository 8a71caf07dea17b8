package io.surtitle.task.transcribe;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.engine.Input;
import io.surtitle.engine.SessionHeader;
import io.surtitle.engine.Taken;
import io.surtitle.event.Pcm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranscribeCodecTest {
  private static final Transcribe TRANSCRIBE =
      new Transcribe(Letters.BUNDLE, null, TranscribeSettings.DEFAULT);
  private static final TranscribeRules RULES =
      TranscribeRules.of(TranscribeSpec.of(Letters.BUNDLE), null, TranscribeSettings.DEFAULT);
  private static final TranscribeCodec CODEC = new TranscribeCodec(0x1122334455667788L, RULES, 0);

  @Test
  void bytesOfAFreshSessionAreTheGolden() {
    String state = "00".repeat(4 + 960 * 2);
    assertThat(HexFormat.of().formatHex(CODEC.encode(CODEC.fresh(Taken.nothing(), 0))))
        .isEqualTo(
            "01" // version
                + "8877665544332211" // fingerprint
                + "ffffffffffffffff" // position
                + "ffffffffffffffff" // sequence
                + "0000000000000000" // touched
                + "00" // open
                + "ffffffffffffffff" // run: none
                + "0000000000000000" // number
                + "0000000000000000" // end
                + "0000000000000000" // began
                + "010000002e" // "."
                + "00000000" // words that wait
                + "0000000000000000" // detector
                + "0000000000000000".repeat(5) // heard, anchor, begin
                + state
                + "00" // flags
                + "00000000" // quiet
                + "01000000" // hypotheses
                + "00000000" // labels
                + "0000000000000000" // blank: the logarithm of 1
                + "000000000000f0ff" // other: that of 0
                + "0000000000000000" // language
                + "0101000000" // the word <s>
                + "000000" // the blank is not read
                + "00000000"); // samples
  }

  @Test
  void speechAndHypothesesAreTheGolden() {
    HeardWord twenty = new HeardWord("twenty", 480, 2_400);
    TranscribeSession session = CODEC.fresh(Taken.of(9, -1), 2_000);
    session.speech().countFrom(5);
    Speech.Times times = new Speech.Times(session.audio(), 480, 2_000);
    session.speech().say(new HeardWord("a", -480, 0), times);
    session.speech().say(twenty, times);
    Hypothesis hypothesis =
        new Hypothesis(
            new int[] {4, 1}, new long[] {7, 8}, -1, -2, 0.5, new int[] {3, 4}, History.begin(0));
    session.decoder().search().begin(List.of(hypothesis));

    String bytes = HexFormat.of().formatHex(CODEC.encode(session));

    assertThat(bytes)
        .contains(
            "02" // something was sent
                + "0500000000000000" // run
                + "0100000000000000" // number
                + "1e00000000000000" // end: 30 ms
                + "20feffffffffffff" // began
                + "010000002e"
                + "01000000"
                + "e001000000000000"
                + "6009000000000000"
                + "060000007477656e7479") // "twenty"
        .contains(
            "02000000"
                + "04000100" // labels
                + "07000000000000000800000000000000" // frames
                + "000000000000f0bf"
                + "00000000000000c0"
                + "000000000000e03f"
                + "020300000004000000" // words
                + "000000"); // history
  }

  @Test
  void decodingUndoesEncoding() {
    Hearer hearer = new Hearer(TRANSCRIBE, Letters.MODEL);
    hearer.hear(Letters.audio().say("a pair of shoes twenty ").pause(420).say("thr"));
    hearer.take(
        new Input.Content<>(
            Pcm.of(new short[] {1, -1, 3}, Letters.RATE),
            false,
            new Input.Place(10, 3, -1, 2_001, "ab")));

    TranscribeSession back = hearer.session();

    assertThat(TRANSCRIBE.encode(back)).isEqualTo(hearer.session);
    assertThat(back.isOpen()).isTrue();
    assertThat(back.speech().waiting()).hasSize(1);
    assertThat(hearer.session.length).isLessThanOrEqualTo((int) TRANSCRIBE.mostBytes());
  }

  @Test
  void anotherBundlesBytesTellOnlyTheFullStop() {
    Hearer hearer = new Hearer(TRANSCRIBE, Letters.MODEL);
    hearer.hear(Letters.audio().say("a pair of shoes"));

    assertThat(CODEC.decode(hearer.session)).isNull();
    assertThat(SessionHeader.read(hearer.session).isOpen()).isTrue();
    List<Said> last = TRANSCRIBE.abandon(hearer.session);
    assertThat(last).extracting(Said::text).containsExactly(".");
    assertThat(last.get(0).number()).isEqualTo(hearer.said.size());
    assertThat(last.get(0).run()).isZero();
    assertThat(TRANSCRIBE.abandon(new Hearer(TRANSCRIBE, Letters.MODEL).session)).isEmpty();
  }

  @Test
  void whatIsAbandonedEndsWithTheWordsThatWereCertain() {
    Hearer hearer = new Hearer(TRANSCRIBE, Letters.MODEL);
    hearer.hear(Letters.audio().say("a pair of twenty ").pause(420));

    assertThat(TRANSCRIBE.abandon(hearer.session()))
        .extracting(Said::text)
        .containsExactly("20", ".");
  }

  @Test
  void aBundleIsReplacedBetweenUtterancesAndLosesNothing() {
    Hearer hearer = new Hearer(TRANSCRIBE, Letters.MODEL);
    hearer.hear(Letters.audio().say("a pair").pause(900).say("sho"));
    Input<Pcm> next = Input.of(Pcm.of(new short[100], Letters.RATE), false, 1, -1, -1, 0);
    assertThat(TRANSCRIBE.finish("s", hearer.session(), next).rest()).isNull();

    hearer.hear(Letters.audio().say("es").pause(900));

    assertThat(TRANSCRIBE.finish("s", hearer.session(), next).rest()).isSameAs(next);
    assertThat(hearer.text()).isEqualTo("A pair . Shoes .");
  }

  /** Records after a WAVE header are read as it says, and times go on, whichever bundle hears. */
  @Test
  void theNextBundleHearsOnInTheFormatAndTimeOfTheStream(@TempDir Path directory)
      throws IOException {
    Transcribe next =
        new Transcribe(
            Letters.with(directory, "\"lmWeight\": 0.5", "\"lmWeight\": 0.0"),
            null,
            TranscribeSettings.DEFAULT);
    short[] before = Letters.audio().say("a pair").pause(900).samples();
    Hearer hearer = new Hearer(TRANSCRIBE, Letters.MODEL);
    hearer.take(Stereo.beginning(before));
    assertThat(next.decode(hearer.session)).isNull();

    List<TranscribeSession> renewed =
        List.of(next.renew(hearer.session), next.renew(hearer.session()));

    for (TranscribeSession each : renewed) {
      assertThat(each.isOpen()).isFalse();
      Hearer after = new Hearer(next, Letters.MODEL);
      after.session = next.encode(each);
      after.take(Stereo.goingOn(Letters.audio().say("shoes").pause(900).samples()));
      assertThat(after.timed())
          .containsExactly("Shoes %d-%d".formatted(1_260, 1_530), ". 1530-1530");
    }
  }
}
