package io.surtitle.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AudioDecoderTest {
  private static final byte[] TWO = {0x01, 0x02, (byte) 0xff, (byte) 0x80};
  private static final Pcm LITTLE_ENDIAN = pcm(0x0201, (short) 0x80ff);
  private static final Pcm BIG_ENDIAN = pcm(0x0102, (short) 0xff80);

  private final AudioDecoder decoder = new AudioDecoder(8);

  @Test
  void plainBytesAreLittleEndian() {
    assertThat(decode(TWO, Map.of())).isEqualTo(accepted(LITTLE_ENDIAN, false, -1, -1, ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "audio/pcm",
        "AUDIO/PCM; Rate=16000",
        "audio/pcm;rate=\"16000\" ; channels=1",
        "",
        " "
      })
  void pcmIsLittleEndian(String contentType) {
    assertThat(decode(TWO, Map.of("content-type", contentType)))
        .isEqualTo(accepted(LITTLE_ENDIAN, false, -1, -1, ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"audio/L16;rate=16000", "audio/l16; channels=1; rate=16000"})
  void linear16IsInNetworkByteOrder(String contentType) {
    assertThat(decode(TWO, Map.of("content-type", contentType)))
        .isEqualTo(accepted(BIG_ENDIAN, false, -1, -1, ""));
  }

  /** The values of ITU-T G.711, tables 1 and 2, in 16 bits. */
  @ParameterizedTest
  @CsvSource({
    "audio/PCMU, ff7f80008f, 0 0 32124 -32124 16764",
    "audio/PCMA, d555aa2a80, 8 -8 32256 -32256 5504",
  })
  void g711IsExpanded(String contentType, String hex, String samples) {
    Pcm pcm = content(HexFormat.of().parseHex(hex), contentType);

    assertThat(pcm.rate()).isEqualTo(8_000);
    assertThat(
            IntStream.range(0, pcm.size())
                .mapToObj(i -> String.valueOf(pcm.sample(i)))
                .collect(Collectors.joining(" ")))
        .isEqualTo(samples);
  }

  @Test
  void g711MayHaveAnotherRate() {
    assertThat(content(new byte[4], "audio/pcma;rate=16000").rate()).isEqualTo(16_000);
  }

  @Test
  void twoChannelsAreMixed() {
    byte[] frames = {0x10, 0x00, 0x20, 0x00, (byte) 0xff, 0x7f, (byte) 0xff, 0x7f};

    assertThat(content(frames, "audio/pcm;rate=44100;channels=2"))
        .isEqualTo(Pcm.of(new short[] {0x18, Short.MAX_VALUE}, 44_100));
  }

  @Test
  void halfAFrameIsBad() {
    assertThat(decode(new byte[6], Map.of("content-type", "audio/pcm;channels=2")))
        .isEqualTo(rejected(Reason.BAD_AUDIO, "6 bytes, but a sample has 4: send whole samples"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Goal! 1:0",
        "{\"a\":[1]}",
        "\u0413\u043e\u043b!!\n",
        "A",
        "to",
        "the",
        "he's",
        "Goal!",
        "\u00e9t\u00e9"
      })
  void textIsNoAudioHoweverShort(String text) {
    assertThat(new AudioDecoder(1_000).decode(bytes("game"), bytes(text), Map.of()))
        .isEqualTo(
            rejected(
                Reason.BAD_AUDIO, "is text, not samples; words belong into the topic of text"));
  }

  @Test
  void fewSamplesThatAreDeclaredAreAudioWhateverTheirBytes() {
    assertThat(content(bytes("to"), "audio/pcm")).isEqualTo(pcm(0x6f74));
    assertThat(decode(new byte[] {'t', '@'}, Map.of())).isInstanceOf(Decoded.Accepted.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"OggS", "fLaC", "ID3\u0004", "FORM"})
  void filesOfOtherAudioAreNamed(String magic) {
    assertThat(decode(bytes(magic), Map.of()))
        .isInstanceOfSatisfying(
            Decoded.Rejected.class,
            rejected ->
                assertThat(rejected.detail())
                    .startsWith("begins as a file of ")
                    .contains("ffmpeg"));
  }

  @Test
  void headersAreThoseOfText() {
    Map<String, String> headers =
        Map.of(
            "surtitle-pts", "1500",
            "surtitle-seq", "7",
            "surtitle-end", "",
            "surtitle-producer", "encoder-2/17",
            "surtitle-lang", "fr");

    assertThat(decode(TWO, headers))
        .isEqualTo(accepted(LITTLE_ENDIAN, true, 1500, 7, "encoder-2/17"));
  }

  @Test
  void noSampleWithEndIsAnEndMark() {
    Map<String, byte[]> end = Bytes.values(Map.of("surtitle-end", "1", "surtitle-pts", "40"));

    assertThat(decoder.decode(bytes("game"), null, end))
        .isEqualTo(accepted(pcm(), true, 40, -1, ""));
    assertThat(decoder.decode(bytes("game"), new byte[0], end))
        .isEqualTo(accepted(pcm(), true, 40, -1, ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "0"})
  void noSampleIsEmpty(String end) {
    assertThat(decode(new byte[0], Map.of("surtitle-end", end)))
        .isEqualTo(rejected(Reason.EMPTY, "no sample, and no surtitle-end"));
  }

  @Test
  void halfASampleIsBad() {
    assertThat(decode(new byte[3], Map.of()))
        .isEqualTo(rejected(Reason.BAD_AUDIO, "3 bytes, but a sample has 2: send whole samples"));
  }

  @Test
  void limitCountsBytes() {
    assertThat(decode(new byte[8], Map.of())).isInstanceOf(Decoded.Accepted.class);
    assertThat(decode(new byte[10], Map.of()))
        .isEqualTo(rejected(Reason.TOO_LARGE, "10 bytes, but at most 8 are taken"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "audio/opus | content-type 'audio/opus' is no audio that is taken: send 16-bit PCM as"
            + " audio/pcm (little-endian) or audio/L16 (big-endian), which ffmpeg makes of other"
            + " audio, or G.711 as audio/PCMU or audio/PCMA",
        "audio/pcm;rate=7999 | 7999 samples a second, but 8000 to 48000 are taken",
        "audio/L16;rate=48001 | 48001 samples a second, but 8000 to 48000 are taken",
        "audio/L16;rate=16000;channels=3 | 3 channels, but one or two are taken: mix them down to"
            + " mono",
        "audio/pcm;channels=0 | 0 channels, but one or two are taken: mix them down to mono",
        "audio/L16 | content-type 'audio/L16' has no rate: name it, as in audio/L16;rate=16000",
        "audio/pcm;bits=24 | content-type 'audio/pcm;bits=24' has 'bits=24', which is not read:"
            + " only rate=NUMBER and channels=NUMBER may follow the type",
        "audio/pcm;rate=16k | content-type 'audio/pcm;rate=16k' has 'rate=16k', which is not read:"
            + " only rate=NUMBER and channels=NUMBER may follow the type",
        "audio/pcm; | content-type 'audio/pcm;' has '', which is not read: only rate=NUMBER and"
            + " channels=NUMBER may follow the type",
      })
  void otherAudioIsBad(String contentType, String detail) {
    assertThat(decode(TWO, Map.of("content-type", contentType)))
        .isEqualTo(rejected(Reason.BAD_AUDIO, detail));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/octet-stream",
        "audio/L8;rate=16000",
        "audio/pcm;rate=",
        "audio/pcm;rate=-1",
        "audio/pcm;rate=99999999999",
        "audio/pcm;rate=0",
        "audio/pcm;channels=0",
        "audio/pcm rate=16000",
        "audio/L16;rate=16000;emphasis=50-15",
        ";rate=16000",
        "\u00e9\u0000"
      })
  void anythingElseIsBadAndSaysSoInAscii(String contentType) {
    assertThat(decode(TWO, Map.of("content-type", contentType)))
        .isInstanceOfSatisfying(
            Decoded.Rejected.class,
            rejected -> {
              assertThat(rejected.reason()).isEqualTo(Reason.BAD_AUDIO);
              assertThat(rejected.detail()).matches("[\\x20-\\x7e]{1,250}");
            });
  }

  @ParameterizedTest
  @CsvSource({"surtitle-pts,-1", "surtitle-seq,x", "surtitle-end,yes", "surtitle-producer,a b"})
  void unreadableHeaderIsBad(String name, String value) {
    assertThat(decode(TWO, Map.of(name, value)))
        .isInstanceOfSatisfying(
            Decoded.Rejected.class,
            rejected -> assertThat(rejected.reason()).isEqualTo(Reason.BAD_HEADER));
  }

  @Test
  void otherKeysAreNoStreamId() {
    assertThat(decoder.decode(bytes("a b"), TWO, Map.of()))
        .isInstanceOfSatisfying(
            Decoded.Rejected.class,
            rejected -> assertThat(rejected.reason()).isEqualTo(Reason.BAD_STREAM_ID));
  }

  private static Pcm content(byte[] value, String contentType) {
    Map<String, byte[]> headers = Bytes.values(Map.of("content-type", contentType));
    Decoded<Pcm> decoded = new AudioDecoder(1_000).decode(bytes("game"), value, headers);
    assertThat(decoded).isInstanceOf(Decoded.Accepted.class);
    return ((Decoded.Accepted<Pcm>) decoded).arrival().content();
  }

  private Decoded<Pcm> decode(byte[] value, Map<String, String> headers) {
    return decoder.decode(bytes("game"), value, Bytes.values(headers));
  }

  private static Decoded<Pcm> accepted(Pcm pcm, boolean end, long pts, long seq, String producer) {
    return new Decoded.Accepted<>(new Arrival<>("game", pcm, end, pts, seq, producer));
  }

  private static Decoded<Pcm> rejected(Reason reason, String detail) {
    return new Decoded.Rejected<>(reason, detail);
  }

  private static Pcm pcm(int... samples) {
    short[] shorts = new short[samples.length];
    for (int i = 0; i < samples.length; i++) {
      shorts[i] = (short) samples[i];
    }
    return Pcm.of(shorts, 16_000);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
