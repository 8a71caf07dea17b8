package io.surtitle.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CaptionSchemaTest {

  private final Schema schema = schema();

  @Test
  void captionsAreValid() {
    for (Caption caption : List.of(Captions.partial(), Captions.finished(), Captions.preview())) {
      assertThat(errors(new String(CaptionJson.encode(caption), UTF_8))).isEmpty();
    }
  }

  @Test
  void everyFieldIsDescribedAndRequiredUnlessItIsOptional() {
    JsonNode published = new JsonMapper().readTree(text());

    assertThat(published.get("properties").propertyNames())
        .containsExactlyElementsOf(fields(Captions.preview()));
    assertThat(published.get("required").valueStream().map(JsonNode::stringValue))
        .containsExactlyElementsOf(fields(Captions.partial()));
  }

  private static List<String> fields(Caption caption) {
    JsonNode json = new JsonMapper().readTree(CaptionJson.encode(caption));
    return List.copyOf(json.propertyNames());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "\"status\":\"partial\";\"status\":\"done\"",
        "\"revision\":3;\"revision\":-1",
        "\"stream\":\"game-7\";\"stream\":\"a b\"",
        "\"startPts\":90000,;''",
        "\"endPts\":92500;\"endPts\":\"1\"",
      })
  void otherJsonIsInvalid(String part, String changed) {
    String json = new String(CaptionJson.encode(Captions.partial()), UTF_8);
    assertThat(json).contains(part);

    assertThat(errors(json.replace(part, changed))).isNotEmpty();
  }

  private List<String> errors(String json) {
    return schema.validate(json, InputFormat.JSON).stream().map(Object::toString).toList();
  }

  private static Schema schema() {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(text(), InputFormat.JSON);
  }

  private static String text() {
    try (InputStream in =
        CaptionSchemaTest.class.getResourceAsStream("/schema/caption.schema.json")) {
      assertThat(in).isNotNull();
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
