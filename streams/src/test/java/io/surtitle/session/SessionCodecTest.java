package io.surtitle.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.decoding.Glossary;
import io.surtitle.decoding.Hypothesis;
import io.surtitle.decoding.Placeholder;
import io.surtitle.decoding.Term;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class SessionCodecTest {
  private static final Layout LAYOUT = new Layout(0x1122334455667788L, 2, 1, 2);
  private final SessionCodec codec = new SessionCodec(LAYOUT);

  @Test
  void bytesOfAnOpenUtteranceAreTheGolden() {
    byte[] bytes = codec.encode(openSession());

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
    Session session = openSession();
    byte[] without = codec.encode(session);
    spot(session);

    byte[] bytes = codec.encode(session);

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
    Session session = openSession();
    spot(session);
    byte[] bytes = codec.encode(session);

    Session back = codec.decode(bytes);

    assertThat(back).isNotNull();
    assertThat(codec.encode(back)).isEqualTo(bytes);
    assertThat(codec.speaking(bytes)).isTrue();
  }

  @Test
  void whatIsCarriedOverComesBackWithoutAGlossary() {
    Session session = openSession();
    Term term = new Term("24", 1, Placeholder.named("\uE010"));
    Spotting spotting = new Spotting(Glossary.NONE, List.of(term), "", false);
    Objects.requireNonNull(session.utterance()).spot(spotting);

    Session back = codec.decode(codec.encode(session));

    assertThat(Objects.requireNonNull(Objects.requireNonNull(back).utterance()).spotting())
        .isEqualTo(spotting);
  }

  private static void spot(Session session) {
    Term term = new Term("A B", 3, Placeholder.TEAM);
    Spotting spotting = new Spotting(Glossary.parse("A B"), List.of(term), "a", true);
    Objects.requireNonNull(session.utterance()).spot(spotting);
  }

  @Test
  void anOpenUtteranceComesBack() {
    byte[] bytes = codec.encode(openSession());

    Session session = codec.decode(bytes);

    assertThat(session).isNotNull();
    assertThat(session.speaking()).isTrue();
    assertThat(session.lastOffset()).isEqualTo(9);
    assertThat(codec.encode(session)).isEqualTo(bytes);
  }

  @Test
  void aQuietSessionComesBack() {
    byte[] bytes = codec.encode(new Session(new float[] {1, 2}, null, 3, 4, 5));

    Session session = codec.decode(bytes);

    assertThat(session).isNotNull();
    assertThat(session.speaking()).isFalse();
    assertThat(codec.encode(session)).isEqualTo(bytes);
  }

  @Test
  void namedProducersAreABlockAtTheEnd() {
    Session session = openSession();
    byte[] without = codec.encode(session);
    session.resume(
        new Taken(9, List.of(new ProducerRun("ab", 3), new ProducerRun(Taken.UNNAMED, -1))));

    byte[] bytes = codec.encode(session);

    byte[] expected =
        HexFormat.of()
            .parseHex(
                HexFormat.of().formatHex(without)
                    + "011a000000" // tag, size
                    + "0300000000000000"
                    + "020000006162" // sequence, producer
                    + "ffffffffffffffff"
                    + "00000000");
    expected[0] = 2;
    assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(HexFormat.of().formatHex(expected));
    Session back = codec.decode(bytes);
    assertThat(back).isNotNull();
    assertThat(back.taken()).isEqualTo(session.taken());
    assertThat(codec.speaking(bytes)).isTrue();
    assertThat(SessionCodec.lastTaken(bytes)).isEqualTo(Taken.of(9, -1));
  }

  @Test
  void statesOfAnotherModelAreNotRead() {
    byte[] bytes = codec.encode(openSession());

    Session session = new SessionCodec(new Layout(1, 2, 1, 2)).decode(bytes);

    assertThat(session).isNull();
    assertThat(SessionCodec.lastTaken(bytes)).isEqualTo(Taken.of(9, -1));
  }

  private static Session openSession() {
    Hypothesis hypothesis = new Hypothesis(new int[] {42}, new int[] {5}, 1, false);
    Translation translation = new Translation(2, hypothesis, new float[] {4}, 3, 4);
    Utterance utterance = new Utterance(7, 1, 100, List.of(translation));
    utterance.say("ok", 200, 2000);
    int start = utterance.grow(1, LAYOUT.memoryWidth());
    utterance.memory()[start] = 2;
    utterance.memory()[start + 1] = 3;
    return new Session(new float[] {1, -0.5f}, utterance, 9, -1, 2000);
  }
}
