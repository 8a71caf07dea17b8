package io.surtitle.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.surtitle.cli.config.Configuration;
import io.surtitle.cli.config.ConfigurationReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Checks what the chart renders, if helm is on the PATH. */
class ChartTest {
  /** Kinds that Kubernetes does not define and whose schemas are not at hand. */
  private static final Set<String> FOREIGN =
      Set.of("ScaledObject", "ServiceMonitor", "PrometheusRule");

  @TempDir private Path directory;

  static Stream<List<String>> values() throws IOException {
    return Stream.concat(
        Stream.of(List.<String>of()),
        Chart.examples().map(file -> List.of("--values", file.toString())));
  }

  @ParameterizedTest
  @MethodSource("values")
  void helmFindsNoErrors(List<String> values) throws Exception {
    Tool.Said lint = Chart.helm("lint", values.toArray(String[]::new));

    assertThat(lint.code()).as(lint.text()).isZero();
  }

  @ParameterizedTest
  @MethodSource("values")
  void kubernetesKnowsEveryField(List<String> values) throws Exception {
    List<JsonNode> manifests = Chart.manifests(values.toArray(String[]::new));

    assertThat(manifests).hasSizeGreaterThan(8);
    for (JsonNode manifest : manifests) {
      String kind = manifest.get("kind").stringValue();
      if (!FOREIGN.contains(kind)) {
        assertThat(kind(kind).validate(manifest)).as(kind).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("values")
  void surtitleReadsItsConfiguration(List<String> values) throws Exception {
    JsonNode map =
        Chart.only(Chart.manifests(values.toArray(String[]::new)), "ConfigMap", "surtitle");
    Path file = directory.resolve("surtitle.yaml");

    Files.writeString(file, map.get("data").get("surtitle.yaml").stringValue());

    assertThat(ConfigurationReader.read(file).kafka()).containsKey(Configuration.BOOTSTRAP);
  }

  @ParameterizedTest
  @CsvSource({
    "engine.replicas=7, 'engine.replicas is 7, but config.topics.partitions is 6'",
    "engine.autoscaling.enabled=true;engine.autoscaling.maxReplicas=9, 'maxReplicas is 9, but'",
    "engine.autoscaling.enabled=true;engine.autoscaling.minReplicas=7, 'minReplicas is above'",
    "engine.replica=1, replica"
  })
  void impossibleValuesAreRefused(String settings, String why) throws Exception {
    Tool.Said rendered = Chart.helm("template", "--set", settings.replace(';', ','));

    assertThat(rendered.code()).isNotZero();
    assertThat(rendered.text()).contains(why);
  }

  @Test
  void theGpuVariantRequestsAGpu() throws Exception {
    JsonNode container =
        Chart.only(
                Chart.manifests("--set", "engine.gpu.enabled=true,engine.gpu.count=2"),
                "StatefulSet",
                "-engine")
            .at("/spec/template/spec/containers/0");

    assertThat(container.get("image").stringValue()).endsWith("-gpu");
    assertThat(container.at("/resources/limits/nvidia.com~1gpu").intValue()).isEqualTo(2);
    assertThat(container.at("/resources/limits/memory").stringValue()).isEqualTo("2Gi");
  }

  @Test
  void theGpuVariantRunsOnNothingElseUnlessToldTo() throws Exception {
    assertThat(configuration("engine.gpu.enabled=true")).contains("device: cuda");
    assertThat(configuration("engine.gpu.enabled=true,config.model.device=auto"))
        .contains("device: auto");
    assertThat(configuration("engine.gpu.enabled=false")).doesNotContain("device:");
  }

  private static String configuration(String settings) throws Exception {
    return Chart.only(Chart.manifests("--set", settings), "ConfigMap", "surtitle")
        .at("/data/surtitle.yaml")
        .stringValue();
  }

  @Test
  void secretsStayOutOfTheConfiguration() throws Exception {
    List<JsonNode> manifests =
        Chart.manifests(
            "--set", "kafkaSecret.name=kafka,kafkaSecret.properties={sasl.jaas.config}");

    assertThat(
            Chart.only(manifests, "ConfigMap", "surtitle").at("/data/surtitle.yaml").stringValue())
        .contains("sasl.jaas.config: ${secret:/etc/surtitle/kafka:sasl.jaas.config}");
  }

  @Test
  void theRulesAreIncluded() throws Exception {

    JsonNode rule =
        Chart.only(
            Chart.manifests("--set-file", "monitoring.rules.file=" + Deployed.RULES),
            "PrometheusRule",
            "");

    assertThat(rule.get("spec")).isEqualTo(new YAMLMapper().readTree(Deployed.RULES));
  }

  private static Schema kind(String kind) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            ChartTest.class.getResourceAsStream("/kubernetes-1.36.schema.json"))) {
      String all = new String(in.readAllBytes(), UTF_8);
      String one = "{\"$ref\":\"#/$defs/%s\",".formatted(kind);
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(all.replaceFirst("^\\{", one.replace("$", "\\$")), InputFormat.JSON);
    }
  }
}
