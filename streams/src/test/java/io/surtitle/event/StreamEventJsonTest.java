package io.surtitle.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StreamEventJsonTest {
  private static final String BEGINS =
      "{\"id\":\"game-7/speech/120.1\",\"stream\":\"game-7\",\"event\":\"speech\","
          + "\"phase\":\"begins\",\"startPts\":90000,\"endPts\":null,\"decidedPts\":90128,"
          + "\"cause\":null,\"model\":\"silero-vad\",\"modelVersion\":\"6.2.3\",\"latencyMs\":12}";
  private static final String ENDS =
      "{\"id\":\"game-7/speech/120.1\",\"stream\":\"game-7\",\"event\":\"speech\","
          + "\"phase\":\"ends\",\"startPts\":90000,\"endPts\":92500,\"decidedPts\":92832,"
          + "\"cause\":\"score\",\"model\":\"silero-vad\",\"modelVersion\":\"6.2.3\","
          + "\"latencyMs\":0}";

  private final Schema schema =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(published(), InputFormat.JSON);

  @Test
  void bytesAreGolden() {
    assertThat(new String(StreamEventJson.encode(StreamEvents.begins()), UTF_8)).isEqualTo(BEGINS);
    assertThat(new String(StreamEventJson.encode(StreamEvents.ends()), UTF_8)).isEqualTo(ENDS);
  }

  @Test
  void decodingUndoesEncoding() {
    for (StreamEvent event : List.of(StreamEvents.begins(), StreamEvents.ends())) {
      assertThat(StreamEventJson.decode(StreamEventJson.encode(event))).isEqualTo(event);
    }
  }

  @Test
  void laterFieldsArePassedOver() {
    byte[] later = ENDS.replaceFirst("\\{", "{\"speaker\":{\"n\":1},").getBytes(UTF_8);

    assertThat(StreamEventJson.decode(later)).isEqualTo(StreamEvents.ends());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "null", "[]", "{}", "{\"id\":\"a\"}"})
  void otherJsonIsNoEvent(String json) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StreamEventJson.decode(json.getBytes(UTF_8)))
        .withMessageStartingWith("not an event");
  }

  @Test
  void eventsFitTheSchema() {
    assertThat(errors(BEGINS)).isEmpty();
    assertThat(errors(ENDS)).isEmpty();
  }

  @Test
  void everyFieldIsDescribedAndRequired() {
    JsonNode schemaJson = new JsonMapper().readTree(published());

    List<String> fields = List.copyOf(new JsonMapper().readTree(ENDS).propertyNames());

    assertThat(schemaJson.get("properties").propertyNames()).containsExactlyElementsOf(fields);
    assertThat(schemaJson.get("required").valueStream().map(JsonNode::stringValue))
        .containsExactlyElementsOf(fields);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "\"phase\":\"ends\";\"phase\":\"over\"",
        "\"cause\":\"score\";\"cause\":\"none\"",
        "\"event\":\"speech\";\"event\":\"Speech\"",
        "/120.1;/120",
        "\"startPts\":90000,;''",
        "\"endPts\":92500;\"endPts\":-1",
      })
  void otherJsonIsInvalid(String part, String changed) {
    assertThat(ENDS).contains(part);

    assertThat(errors(ENDS.replace(part, changed))).isNotEmpty();
  }

  @Test
  void eventsAreCloudEvents() {
    Instant time = Instant.ofEpochMilli(1_790_000_000_123L);

    assertThat(Bytes.texts(StreamEventHeaders.of(StreamEvents.ends(), time)))
        .containsExactly(
            entry("ce_specversion", "1.0"),
            entry("ce_id", "game-7/speech/120.1/ends"),
            entry("ce_source", "/surtitle/game-7"),
            entry("ce_type", "io.surtitle.event.v1"),
            entry("ce_time", "2026-09-21T14:13:20.123Z"),
            entry("content-type", "application/json"));
  }

  private List<String> errors(String json) {
    return schema.validate(json, InputFormat.JSON).stream().map(Object::toString).toList();
  }

  private static String published() {
    try (InputStream in =
        StreamEventJsonTest.class.getResourceAsStream("/schema/event.schema.json")) {
      assertThat(in).isNotNull();
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
