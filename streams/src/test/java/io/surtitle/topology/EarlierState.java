package io.surtitle.topology;

import io.surtitle.event.Caption;
import io.surtitle.event.CaptionJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import tools.jackson.databind.json.JsonMapper;

/** What an earlier release left in mid-utterance: state-before/README.md in the test resources. */
final class EarlierState {
  private EarlierState() {}

  /** Writes the data of its broker into a directory. */
  static void unpackBroker(Path directory) throws IOException {
    unpack("broker.zip", "", directory);
  }

  /** Writes its local state of one partition into the directory of an application. */
  static void unpackStores(Path directory, int partition) throws IOException {
    unpack("state.zip", "0_" + partition + "/", directory);
  }

  private static void unpack(String name, String prefix, Path directory) throws IOException {
    try (InputStream bytes = Files.newInputStream(file(name));
        ZipInputStream zip = new ZipInputStream(bytes)) {
      for (ZipEntry each = zip.getNextEntry(); each != null; each = zip.getNextEntry()) {
        if (each.getName().startsWith(prefix)) {
          Path file = directory.resolve(each.getName());
          Files.createDirectories(file.getParent());
          Files.copy(zip, file);
        }
      }
    }
  }

  /**
   * All captions of a run of the earlier release that nothing interrupted; latency is 0. That
   * release had other rules for spaces and capitals.
   */
  static List<Caption> expected() {
    return lines("expected.jsonl").stream()
        .map(line -> CaptionJson.decode(line.getBytes(StandardCharsets.UTF_8)))
        .toList();
  }

  /** The records that followed. */
  static List<ProducerRecord<String, String>> rest(String topic) {
    return lines("rest.jsonl").stream()
        .map(line -> JsonMapper.shared().readValue(line, Line.class).toRecord(topic))
        .toList();
  }

  private record Line(int partition, String stream, String text, Map<String, String> headers) {
    ProducerRecord<String, String> toRecord(String topic) {
      ProducerRecord<String, String> record = new ProducerRecord<>(topic, partition, stream, text);
      headers.forEach(
          (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
      return record;
    }
  }

  private static List<String> lines(String name) {
    try {
      return Files.readAllLines(file(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path file(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(EarlierState.class.getResource("/state-before/" + name)).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
