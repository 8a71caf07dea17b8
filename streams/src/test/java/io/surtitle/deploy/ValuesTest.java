package io.surtitle.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The chart's values.schema.json. */
class ValuesTest {
  private static final Schema SCHEMA = schema();

  static Stream<Path> files() throws IOException {
    return Stream.concat(Stream.of(Chart.DIRECTORY.resolve("values.yaml")), Chart.examples());
  }

  @ParameterizedTest
  @MethodSource("files")
  void theChartsOwnValuesAreValid(Path file) throws IOException {
    assertThat(errors(Files.readString(file))).isEmpty();
  }

  @Test
  void everyDefaultIsInTheSchema() throws IOException {
    String values = Files.readString(Chart.DIRECTORY.resolve("values.yaml"));

    assertThat(errors(values.replace("replicas:", "replica:"))).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "engines: {}",
        "engine: {replicas: -1}",
        "engine: {replicas: two}",
        "engine: {gpu: {enabled: 'yes'}}",
        "engine: {autoscaling: {kind: vpa}}",
        "engine: {storage: {size: large}}",
        "engine: {terminationGracePeriodSeconds: 5}",
        "image: {tag: latest}",
        "image: {digest: 'sha256:1'}",
        "gateway: {service: {port: 0}}",
        "config: {kafka: {}}",
        "config: {kafka: {bootstrap.servers: 'a:1'}, http: {port: 9}}",
        "config: {kafka: {bootstrap.servers: 'a:1'}, topics: {partitions: 0}}",
        "kafkaSecret: {name: Not_A_Name}",
        "networkPolicy: {kafkaPorts: []}"
      })
  void invalidValuesAreRefused(String values) {
    assertThat(errors(values)).isNotEmpty();
  }

  private List<String> errors(String yaml) {
    return SCHEMA.validate(yaml, InputFormat.YAML).stream().map(Object::toString).toList();
  }

  private static Schema schema() {
    try {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(
              Files.readString(Chart.DIRECTORY.resolve("values.schema.json")), InputFormat.JSON);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
