package io.surtitle.cli.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.cli.config.ConfigurationReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether docs/security.md says what deploy/kafka has. */
class SecurityDocumentationTest {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| ([a-z]+) \\| ([A-Z]\\S+) \\| (\\S+) \\| (\\S+) \\|.*\\|$");

  private final Path page = Path.of("..", "docs", "security.md");

  @Test
  void everyAclInItsOrder() throws IOException {
    List<List<String>> documented =
        ROW.matcher(Files.readString(page))
            .results()
            .map(row -> List.of(row.group(1), row.group(2), row.group(3), row.group(4)))
            .toList();

    assertThat(documented)
        .isEqualTo(
            Acl.all(true).stream()
                .map(acl -> List.of(acl.user(), acl.operation(), acl.kind(), acl.name()))
                .toList());
  }

  @Test
  void theExampleIsThatOfTheFile(@TempDir Path directory) throws IOException {
    String text = Files.readString(page);
    int start = text.indexOf("```yaml\n") + "```yaml\n".length();
    Path example = directory.resolve("example.yaml");

    Files.writeString(example, text.substring(start, text.indexOf("```", start)));

    assertThat(ConfigurationReader.read(example))
        .isEqualTo(ConfigurationReader.read(Path.of("..", "deploy", "kafka", "client.yaml")));
  }
}
