package io.surtitle.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.cli.broker.EmbeddedBroker;
import io.surtitle.event.Arrival;
import io.surtitle.event.AudioDecoder;
import io.surtitle.event.Decoded;
import io.surtitle.event.Pcm;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording on its way from the command to what the engine reads. */
class PublishAudioIT {
  private static final String TOPIC = "broadcast.audio";

  @TempDir private Path directory;
  private EmbeddedBroker broker;
  private Path config;

  @BeforeEach
  void start() throws Exception {
    broker = EmbeddedBroker.start();
    config =
        Files.writeString(
            directory.resolve("surtitle.yaml"),
            "kafka:\n  bootstrap.servers: %s\n".formatted(broker.bootstrapServers()));
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void theEngineReadsWhatIsInTheFile() throws Exception {
    create();
    Path file = directory.resolve("a.flac");
    try (InputStream in = PublishAudioIT.class.getResourceAsStream("/audio/stereo.flac")) {
      Files.copy(Objects.requireNonNull(in), file);
    }

    Ran ran = publish("--audio=" + file, "--fast");

    assertThat(ran).isEqualTo(new Ran(0, "", "sent 0:00 of audio to stream game\n"));
    List<Arrival<Pcm>> arrivals = arrivals();
    assertThat(arrivals).hasSize(2);
    Pcm pcm = arrivals.get(0).content();
    assertThat(pcm.rate()).isEqualTo(44_100);
    assertThat(pcm.size()).isEqualTo(1_000);
    for (int i = 0; i < pcm.size(); i++) {
      assertThat((int) pcm.sample(i)).isEqualTo((sample(i, 1) + sample(i, 2)) >> 1);
    }
    assertThat(arrivals).extracting(Arrival::pts).containsExactly(0L, 22L);
    assertThat(arrivals).extracting(Arrival::sequence).containsExactly(0L, 1L);
    assertThat(arrivals).extracting(Arrival::end).containsExactly(false, true);
    assertThat(arrivals).extracting(Arrival::producer).doesNotContain("");
  }

  @Test
  void aTopicThatDoesNotExistIsNamed() throws Exception {
    Path file = Files.write(directory.resolve("a.wav"), new byte[0]);

    Ran ran = publish("--audio=" + file);

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .contains("topic broadcast.audio does not exist")
        .contains("'surtitle run' with a bundle that hears creates it");
  }

  private static int sample(int i, int channel) {
    return (i * i * 7 + i * 131 * channel) % 20_001 - 10_000;
  }

  private Ran publish(String... more) {
    List<String> command = new ArrayList<>(List.of("publish", "--stream=game"));
    command.addAll(List.of(more));
    command.addAll(List.of("--config", config.toString()));
    return Ran.command(command.toArray(String[]::new));
  }

  private void create() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
    }
  }

  private List<Arrival<Pcm>> arrivals() {
    List<Arrival<Pcm>> arrivals = new ArrayList<>();
    TopicPartition partition = new TopicPartition(TOPIC, 0);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofSeconds(1)).forEach(record -> arrivals.add(arrival(record)));
      }
    }
    return arrivals;
  }

  private static Arrival<Pcm> arrival(ConsumerRecord<byte[], byte[]> record) {
    assertThat(new String(record.key(), UTF_8)).isEqualTo("game");
    Map<String, byte[]> headers = new HashMap<>();
    record.headers().forEach(each -> headers.put(each.key(), each.value()));
    Decoded<Pcm> decoded = new AudioDecoder(1 << 20).decode(record.key(), record.value(), headers);
    assertThat(decoded).isInstanceOf(Decoded.Accepted.class);
    return ((Decoded.Accepted<Pcm>) decoded).arrival();
  }
}
