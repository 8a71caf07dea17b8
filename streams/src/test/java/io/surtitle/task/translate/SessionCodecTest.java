package io.surtitle.task.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.decoding.Glossary;
import io.surtitle.decoding.Hypothesis;
import io.surtitle.decoding.Placeholder;
import io.surtitle.decoding.Term;
import io.surtitle.engine.ProducerRun;
import io.surtitle.engine.SessionHeader;
import io.surtitle.engine.Taken;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SessionCodecTest {
  private static final Layout LAYOUT = new Layout(0x1122334455667788L, 8, 4, 8);
  private final SessionCodec codec = new SessionCodec(LAYOUT);

  @Test
  void bytesOfAnOpenUtteranceAreTheGolden() {
    byte[] bytes = codec.encode(openSession(), List.of());

    assertThat(HexFormat.of().formatHex(bytes))
        .isEqualTo(
            "01" // version
                + "8877665544332211" // fingerprint
                + "0900000000000000" // last offset
                + "ffffffffffffffff" // last sequence
                + "d007000000000000" // touched
                + "01" // open
                + "0000803f000000bf" // encoder state
                + "0700000000000000" // utterance offset
                + "01000000" // part
                + "6400000000000000" // start pts
                + "c800000000000000" // end pts
                + "d007000000000000" // timestamp
                + "020000006f6b" // source
                + "01000000" // length
                + "0000004000004040" // memory
                + "01000000" // translations
                + "02000000030000000400000001000000" // language, revision, shown, waits
                + "00" // finished
                + "01000000" // tokens
                + "2a000000" // token
                + "05000000" // delay
                + "00008040"); // decoder state
  }

  @Test
  void aGlossaryComesAfterTheUtterance() {
    TranslateSession session = openSession();
    byte[] without = codec.encode(session, List.of());
    spot(session);

    byte[] bytes = codec.encode(session, List.of());

    byte[] expected =
        HexFormat.of()
            .parseHex(
                HexFormat.of().formatHex(without)
                    + "01" // article
                    + "0100000003000000" // terms, position
                    + "03000000412042" // glossary
                    + "0100000061" // waiting
                    + "03000000412042" // term
                    + "040000005445414d"); // placeholder
    expected[1 + 4 * Long.BYTES] = 2;
    assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(HexFormat.of().formatHex(expected));
  }

  @Test
  void aGlossaryComesBack() {
    TranslateSession session = openSession();
    spot(session);
    byte[] bytes = codec.encode(session, List.of());

    TranslateSession back = codec.decode(bytes);

    assertThat(back).isNotNull();
    assertThat(codec.encode(back, List.of())).isEqualTo(bytes);
    assertThat(SessionHeader.read(bytes).isOpen()).isTrue();
  }

  @Test
  void whatIsCarriedOverComesBackWithoutAGlossary() {
    TranslateSession session = openSession();
    Term term = new Term("24", 1, Placeholder.named("\uE010"));
    Spotting spotting = new Spotting(Glossary.NONE, List.of(term), "", false);
    Objects.requireNonNull(session.utterance()).spot(spotting);

    TranslateSession back = codec.decode(codec.encode(session, List.of()));

    assertThat(Objects.requireNonNull(Objects.requireNonNull(back).utterance()).spotting())
        .isEqualTo(spotting);
  }

  private static void spot(TranslateSession session) {
    Term term = new Term("A B", 3, Placeholder.TEAM);
    Spotting spotting = new Spotting(Glossary.parse("A B"), List.of(term), "a", true);
    Objects.requireNonNull(session.utterance()).spot(spotting);
  }

  @Test
  void anOpenUtteranceComesBack() {
    byte[] bytes = codec.encode(openSession(), List.of());

    TranslateSession session = codec.decode(bytes);

    assertThat(session).isNotNull();
    assertThat(session.isOpen()).isTrue();
    assertThat(session.taken().position()).isEqualTo(9);
    assertThat(codec.encode(session, List.of())).isEqualTo(bytes);
  }

  @Test
  void aQuietSessionComesBack() {
    byte[] bytes =
        codec.encode(
            new TranslateSession(bytes(1, 2), null, Taken.of(3, 4), 5, Unsaved.sinceSnapshot()),
            List.of());

    TranslateSession session = codec.decode(bytes);

    assertThat(session).isNotNull();
    assertThat(session.isOpen()).isFalse();
    assertThat(codec.encode(session, List.of())).isEqualTo(bytes);
  }

  @Test
  void namedProducersAreABlockAtTheEnd() {
    byte[] without = codec.encode(openSession(), List.of());
    TranslateSession session =
        openSession(new Taken(9, List.of(new ProducerRun("ab", 3), new ProducerRun("", -1))));

    byte[] bytes = codec.encode(session, List.of());

    byte[] expected =
        HexFormat.of()
            .parseHex(
                HexFormat.of().formatHex(without)
                    + "011a000000" // tag, size
                    + "0300000000000000"
                    + "020000006162" // sequence, producer
                    + "ffffffffffffffff"
                    + "00000000"
                    + "7f0400000028000000"); // last block: size of all
    expected[0] = 2;
    assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(HexFormat.of().formatHex(expected));
    TranslateSession back = codec.decode(bytes);
    assertThat(back).isNotNull();
    assertThat(back.taken()).isEqualTo(session.taken());
    assertThat(SessionHeader.read(bytes).isOpen()).isTrue();
    assertThat(SessionHeader.read(bytes).taken()).isEqualTo(Taken.of(9, -1));
  }

  @Test
  void whatWasShownIsABlockThatTheEndTells() {
    byte[] without = codec.encode(openSession(), List.of());
    Update shown =
        new Update(
            "de", 7, 1, 3, true, "gut", "ok", 100, 200, 2000, new int[0], 1, "toy", "0.1", null);

    byte[] bytes = codec.encode(openSession(), List.of(shown));

    byte[] expected =
        HexFormat.of()
            .parseHex(
                HexFormat.of().formatHex(without)
                    + "0451000000" // tag, size
                    + "070000000000000001000000" // position, part
                    + "6400000000000000c800000000000000" // start pts, end pts
                    + "d00700000000000001000000" // timestamp, source tokens
                    + "020000006f6b" // source
                    + "03000000746f7903000000302e31" // model, version
                    + "01000000" // captions
                    + "0200000064650300000003000000677574" // language, revision, text
                    + "7f040000005f000000"); // last block: size of all
    expected[0] = 2;
    assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(HexFormat.of().formatHex(expected));
    assertThat(SessionCodec.shown(bytes))
        .singleElement()
        .usingRecursiveComparison()
        .isEqualTo(shown);
    assertThat(SessionCodec.shown(without)).isEmpty();
    TranslateSession back = codec.decode(bytes);
    assertThat(back).isNotNull();
    assertThat(codec.encode(back, List.of(shown))).isEqualTo(bytes);
  }

  @Test
  void whatWasShownKeepsTheQualityOfItsModel() {
    Update measured = shown("de", 51.5);
    Update other = shown("fr", null);

    byte[] bytes = codec.encode(openSession(), List.of(measured, other));

    assertThat(SessionCodec.shown(bytes))
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(measured, other);
    byte[] unmeasured = codec.encode(openSession(), List.of(shown("de", null), other));
    assertThat(bytes).hasSize(unmeasured.length + 2 * Double.BYTES);
  }

  private static Update shown(String language, @Nullable Double chrf) {
    int[] delays = {};
    return new Update(language, 7, 1, 3, true, "gut", "ok", 1, 2, 3, delays, 1, "toy", "0.1", chrf);
  }

  @Test
  void statesOfAnotherModelAreNotRead() {
    byte[] bytes = codec.encode(openSession(), List.of());

    TranslateSession session = new SessionCodec(new Layout(1, 8, 4, 8)).decode(bytes);

    assertThat(session).isNull();
    assertThat(SessionHeader.read(bytes).taken()).isEqualTo(Taken.of(9, -1));
  }

  private static TranslateSession openSession() {
    return openSession(Taken.of(9, -1));
  }

  private static TranslateSession openSession(Taken taken) {
    Hypothesis hypothesis = new Hypothesis(new int[] {42}, new int[] {5}, 1, false);
    Translation translation = new Translation(2, hypothesis, bytes(4), 3, 4);
    Utterance utterance = new Utterance(7, 1, 100, List.of(translation));
    utterance.say("ok", 200, 2000);
    utterance.read();
    int start = utterance.grow(LAYOUT.memory());
    System.arraycopy(bytes(2, 3), 0, utterance.memory(), start, LAYOUT.memory());
    return new TranslateSession(bytes(1, -0.5f), utterance, taken, 2000, Unsaved.sinceSnapshot());
  }

  private static byte[] bytes(float... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }
}
