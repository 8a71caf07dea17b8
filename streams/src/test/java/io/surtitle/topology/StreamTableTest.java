package io.surtitle.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.task.translate.Glossaries;
import java.nio.file.Path;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamTableTest {
  private static final byte[] GAME = Bench.bytes("game");

  @TempDir private Path directory;
  private Bench bench;
  private TestInputTopic<byte[], byte[]> topic;
  private Glossaries glossaries;

  @BeforeEach
  void start() {
    bench = new Bench(directory);
    topic =
        bench.driver.createInputTopic(
            "surtitle.glossary", new ByteArraySerializer(), new ByteArraySerializer());
    KeyValueStore<Bytes, byte[]> store = bench.driver.getKeyValueStore(Names.TABLE);
    glossaries = new Glossaries(stream -> store.get(Bytes.wrap(Bench.bytes(stream))));
    topic.pipeInput(GAME, Bench.bytes("Raptors"));
  }

  @AfterEach
  void stop() {
    bench.close();
  }

  @Test
  void theNewestListCounts() {
    topic.pipeInput(GAME, Bench.bytes("Hawks\r\nJalen  Lin, Nets"));

    assertThat(glossaries.apply("game").text()).isEqualTo("Hawks\nJalen Lin\nNets");
    assertThat(glossaries.apply("other").isEmpty()).isTrue();
  }

  @Test
  void whatCannotBeUsedLeavesTheFormerList() {
    topic.pipeInput(GAME, new byte[] {(byte) 0xc3});
    topic.pipeInput(GAME, Bench.bytes("x".repeat(1000)));
    topic.pipeInput(null, Bench.bytes("Nets"));

    assertThat(glossaries.apply("game").text()).isEqualTo("Raptors");
  }

  @Test
  void aTombstoneOrNothingRemovesAList() {
    topic.pipeInput(GAME, (byte[]) null);
    assertThat(glossaries.apply("game").isEmpty()).isTrue();

    topic.pipeInput(GAME, Bench.bytes("Raptors"));
    topic.pipeInput(GAME, new byte[0]);
    assertThat(glossaries.apply("game").isEmpty()).isTrue();
  }

  @Test
  void captionsHaveTheTermsOfTheirStream() {
    bench.say("game", "RAPTORS", "score!");
    bench.settle();

    assertThat(bench.captions("fr")).last().extracting("text").asString().contains("Raptors");
  }
}
