package io.surtitle.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextDecoderTest {

  private final TextDecoder decoder = new TextDecoder("en", 16);

  @Test
  void plainBytesAreAnInput() {
    Decoded<String> decoded = decode("game-7", "hello", Map.of());

    assertThat(decoded).isEqualTo(accepted("game-7", "hello", false, -1, -1));
  }

  @Test
  void headersOfOursAreRead() {
    Map<String, String> headers =
        Map.of(
            "surtitle-pts", "1500",
            "surtitle-seq", "7",
            "surtitle-end", "true",
            "surtitle-lang", "en-GB");

    Decoded<String> decoded = decode("game", "bye", headers);

    assertThat(decoded).isEqualTo(accepted("game", "bye", true, 1500, 7));
  }

  @Test
  void aProducerNamesItsRun() {
    Decoded<String> decoded =
        decode("game", "hi", Map.of("surtitle-seq", "0", "surtitle-producer", " encoder-2/17 "));

    assertThat(decoded)
        .isEqualTo(
            new Decoded.Accepted<>(new Arrival<>("game", "hi", false, -1, 0, "encoder-2/17")));
  }

  @Test
  void headersOfOthersMeanNothing() {
    Decoded<String> decoded =
        decode("game", "hi", Map.of("ce_id", "\u00ff", "content-type", "text/plain"));

    assertThat(decoded).isEqualTo(accepted("game", "hi", false, -1, -1));
  }

  @ParameterizedTest
  @CsvSource({
    "'',true",
    "true,true",
    "TRUE,true",
    "1,true",
    "false,false",
    "False,false",
    "0,false"
  })
  void endMarkHasFewSpellings(String value, boolean end) {
    Decoded<String> decoded = decode("game", "hi", Map.of("surtitle-end", value));

    assertThat(decoded).isEqualTo(accepted("game", "hi", end, -1, -1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\r\n", "\u0000"})
  void blankTextWithEndIsAnEndMark(String text) {
    Decoded<String> decoded = decode("game", text, Map.of("surtitle-end", ""));

    assertThat(decoded).isEqualTo(accepted("game", "", true, -1, -1));
  }

  @Test
  void noValueWithEndIsAnEndMark() {
    Decoded<String> decoded =
        decoder.decode(bytes("game"), null, Map.of("surtitle-end", bytes("1")));

    assertThat(decoded).isEqualTo(accepted("game", "", true, -1, -1));
  }

  @Test
  void controlCharactersAreLeftOut() {
    Decoded<String> decoded = decode("game", "\uFEFFg\u0000a\u001bm\u009fe", Map.of());

    assertThat(decoded).isEqualTo(accepted("game", "game", false, -1, -1));
  }

  @Test
  void whiteSpaceIsOneSpaceBetweenWords() {
    Decoded<String> decoded = decode("game", "\n a\t \u0000 b\u0085c\r\n", Map.of());

    assertThat(decoded).isEqualTo(accepted("game", "a b c", false, -1, -1));
  }

  @ParameterizedTest
  @CsvSource({"R&amp;D <i>up</i>, R&D up", "e\u0301\u00AD 1\u00A0000, é 1000"})
  void textIsCleaned(String text, String clean) {
    assertThat(new TextDecoder("en", 100).decode(bytes("game"), bytes(text), Map.of()))
        .isEqualTo(accepted("game", clean, false, -1, -1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n", "\u0007"})
  void blankTextIsEmpty(String text) {
    assertRejected(decode("game", text, Map.of()), Reason.EMPTY, "no text, and no surtitle-end");
  }

  @Test
  void malformedBytesAreNotUtf8() {
    Decoded<String> decoded =
        decoder.decode(bytes("game"), new byte[] {'o', 'k', (byte) 0xC3}, Map.of());

    assertRejected(decoded, Reason.NOT_UTF8, "not UTF-8 at byte 2");
  }

  @Test
  void loneSurrogateIsNotUtf8() {
    byte[] value = {(byte) 0xED, (byte) 0xA0, (byte) 0x80};

    Decoded<String> decoded = decoder.decode(bytes("game"), value, Map.of());

    assertRejected(decoded, Reason.NOT_UTF8, "not UTF-8 at byte 0");
  }

  @Test
  void limitCountsBytes() {
    assertThat(decode("game", "é".repeat(8), Map.of())).isInstanceOf(Decoded.Accepted.class);
    assertRejected(
        decode("game", "é".repeat(8) + "!", Map.of()),
        Reason.TOO_LARGE,
        "17 bytes, but at most 16 are taken");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "EN", "en-US", "en_gb", "", " "})
  void languageIsComparedByItsPrimarySubtag(String language) {
    Decoded<String> decoded = decode("game", "hi", Map.of("surtitle-lang", language));

    assertThat(decoded).isInstanceOf(Decoded.Accepted.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fr", "eng", "-", "e"})
  void otherLanguageIsUnknown(String language) {
    Decoded<String> decoded = decode("game", "hi", Map.of("surtitle-lang", language));

    assertRejected(
        decoded,
        Reason.UNKNOWN_LANGUAGE,
        "language '" + language + "', but the model listens to en");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "A.b_c~d-9", "0"})
  void streamIdIsSafeInUrls(String id) {
    assertThat(decode(id, "hi", Map.of())).isEqualTo(accepted(id, "hi", false, -1, -1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-a", ".", "a b", "a/b", "é", "a\n", "a\u0000b", "%41"})
  void otherKeysAreNoStreamId(String id) {
    assertRejected(
        decode(id, "hi", Map.of()),
        Reason.BAD_STREAM_ID,
        "the key is not 1 to 128 of A-Z a-z 0-9 . _ ~ - beginning with a letter or digit");
  }

  @Test
  void streamIdHasALimit() {
    assertThat(decode("a".repeat(128), "hi", Map.of())).isInstanceOf(Decoded.Accepted.class);
    assertThat(decode("a".repeat(129), "hi", Map.of())).isInstanceOf(Decoded.Rejected.class);
  }

  @Test
  void missingKeyIsNoStreamId() {
    assertRejected(
        decoder.decode(null, bytes("hi"), Map.of()),
        Reason.BAD_STREAM_ID,
        "the record has no key; its key is the stream id");
  }

  @ParameterizedTest
  @CsvSource({
    "surtitle-pts,-1",
    "surtitle-pts,1.5",
    "surtitle-pts,''",
    "surtitle-pts,٣",
    "surtitle-seq,x",
    "surtitle-seq,1234567890123456789",
    "surtitle-end,yes",
    "surtitle-producer,a b",
    "surtitle-producer,ç",
  })
  void unreadableHeaderIsBad(String name, String value) {
    Decoded<String> decoded = decode("game", "hi", Map.of(name, value));

    assertThat(decoded)
        .isInstanceOfSatisfying(
            Decoded.Rejected.class,
            rejected -> {
              assertThat(rejected.reason()).isEqualTo(Reason.BAD_HEADER);
              assertThat(rejected.detail()).startsWith(name + " is '").matches("\\p{ASCII}+");
            });
  }

  private Decoded<String> decode(String key, String value, Map<String, String> headers) {
    return decoder.decode(bytes(key), bytes(value), Bytes.values(headers));
  }

  private static Decoded<String> accepted(
      String stream, String text, boolean end, long pts, long seq) {
    return new Decoded.Accepted<>(new Arrival<>(stream, text, end, pts, seq));
  }

  private static void assertRejected(Decoded<String> decoded, Reason reason, String detail) {
    assertThat(decoded).isEqualTo(new Decoded.Rejected<>(reason, detail));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
