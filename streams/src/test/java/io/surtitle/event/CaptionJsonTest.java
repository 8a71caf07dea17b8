package io.surtitle.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaptionJsonTest {

  @Test
  void bytesAreGolden() throws IOException {
    byte[] json = CaptionJson.encode(Captions.partial());

    assertThat(new String(json, UTF_8) + "\n").isEqualTo(golden("caption-partial.json"));
  }

  @Test
  void unknownTimesAreNull() throws IOException {
    byte[] json = CaptionJson.encode(Captions.finished());

    assertThat(new String(json, UTF_8) + "\n").isEqualTo(golden("caption-final.json"));
  }

  @Test
  void qualityIsThereWhereItWasMeasured() throws IOException {
    byte[] json = CaptionJson.encode(Captions.preview());

    assertThat(new String(json, UTF_8) + "\n").isEqualTo(golden("caption-preview.json"));
  }

  @Test
  void decodingUndoesEncoding() {
    for (Caption caption :
        new Caption[] {Captions.partial(), Captions.finished(), Captions.preview()}) {
      assertThat(CaptionJson.decode(CaptionJson.encode(caption))).isEqualTo(caption);
    }
  }

  @Test
  void laterFieldsArePassedOver() throws IOException {
    String later = golden("caption-final.json").replaceFirst("\\{", "{\"speaker\":{\"n\":1},");

    assertThat(CaptionJson.decode(later.getBytes(UTF_8))).isEqualTo(Captions.finished());
  }

  @ParameterizedTest
  @ValueSource(strings = {"revision", "startPts", "endPts", "model", "latencyMs"})
  void aMissingFieldIsNamed(String field) throws IOException {
    String json = golden("caption-final.json").replaceFirst("\"%s\":[^,}]+,?".formatted(field), "");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> CaptionJson.decode(json.replace(",}", "}").getBytes(UTF_8)))
        .withMessageContaining(field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "null", "[]", "{}", "{\"id\":\"a\"}"})
  void otherJsonIsNoCaption(String json) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CaptionJson.decode(json.getBytes(UTF_8)))
        .withMessageStartingWith("not a caption");
  }

  private static String golden(String name) throws IOException {
    try (InputStream in = CaptionJsonTest.class.getResourceAsStream("/golden/" + name)) {
      assertThat(in).isNotNull();
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
