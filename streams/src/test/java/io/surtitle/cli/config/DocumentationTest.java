package io.surtitle.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whether docs/configuration.md says what the records say. */
class DocumentationTest {
  /** In a cell of the table: a default that is not a value but described. */
  private static final String DESCRIBED = "(...)";

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([^`]+)` \\| (?:`([^`]*)`|\\(.+?\\)) \\| [^|]+ \\| [^|]+ \\|$");

  private final Path page = Path.of("..", "docs", "configuration.md");

  @Test
  void everyKeyWithItsDefault() throws Exception {
    Map<String, String> documented = documented();

    Map<String, String> actual = new TreeMap<>();
    collect(Configuration.defaults(), "", actual);

    assertThat(documented).isEqualTo(actual);
  }

  @Test
  void theExampleCanBeRead() throws IOException {
    String text = Files.readString(page);
    int start = text.indexOf("```yaml\n") + "```yaml\n".length();

    String example = text.substring(start, text.indexOf("```", start));

    assertThat(ConfigurationReader.parse(example, "example", Path.of("")).captions().languages())
        .containsExactly("fr", "de");
  }

  private Map<String, String> documented() throws IOException {
    String text = Files.readString(page);
    int start = text.indexOf("## Keys");
    Map<String, String> documented = new TreeMap<>();
    List<MatchResult> rows =
        ROW.matcher(text.substring(start, text.indexOf("\n## ", start))).results().toList();
    for (MatchResult row : rows) {
      documented.put(row.group(1), row.group(2) == null ? DESCRIBED : row.group(2));
    }
    return documented;
  }

  private static void collect(Record section, String path, Map<String, String> into)
      throws ReflectiveOperationException {
    for (RecordComponent component : section.getClass().getRecordComponents()) {
      String key = Keys.join(path, component.getName());
      Object value = component.getAccessor().invoke(section);
      if (value instanceof Record inner && Keys.isSection(component.getType())) {
        collect(inner, key, into);
      } else if (value instanceof Map<?, ?> map) {
        into.put(key + ".*", DESCRIBED);
        map.forEach((name, text) -> into.put(key + "." + name, String.valueOf(text)));
      } else {
        into.put(key, text(value));
      }
    }
  }

  private static String text(@Nullable Object value) {
    if (value == null || value.equals(List.of())) {
      return DESCRIBED;
    }
    if (value instanceof Enum<?> constant) {
      return Values.name(constant);
    }
    return value instanceof Duration duration ? Durations.format(duration) : value.toString();
  }
}
