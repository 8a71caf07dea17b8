package io.surtitle.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.event.Caption;
import io.surtitle.event.Caption.Status;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

/** The processor alone, when its topic is deleted and made anew. */
class NewTopicTest extends ProcessorFixture {
  private static final Uuid OLD = new Uuid(1, 2);
  private static final Uuid NEW = new Uuid(3, 4);

  @Test
  void newTopicBeginsAgainAtOffsetNought() {
    source.id = Optional.of(OLD);
    sayIn(OLD, "game", "What a");
    sayIn(OLD, "game", "shot!");
    sayIn(OLD, "game", "The Badgers");
    tick(START);
    offset = 0;

    sayIn(NEW, "game", "It's a");
    sayIn(NEW, "game", "close game.");
    tick(START);

    assertThat(finals("fr"))
        .extracting(Caption::source)
        .containsExactly("What a shot!", "The Badgers", "It's a close game.");
    assertThat(finals("fr"))
        .extracting(Caption::utterance)
        .containsExactly("0.0", "2.0", "10000000000000.0");
  }

  @Test
  void whatWaitsFromTheOldTopicComesFirst() {
    sayIn(OLD, "game", "What a");
    offset = 0;
    sayIn(NEW, "game", "shot!");
    restart();
    tick(START);

    assertThat(finals("fr")).extracting(Caption::source).containsExactly("What a", "shot!");
  }

  @Test
  void sequenceNumbersBeginAgainInANewTopic() {
    sayIn(OLD, "game", "What", "surtitle-seq", "5");
    tick(START);
    offset = 0;
    sayIn(NEW, "game", "shot!", "surtitle-seq", "0");
    tick(START);

    assertThat(finals("fr")).extracting(Caption::source).containsExactly("What", "shot!");
  }

  @Test
  void committedOffsetsOfAnotherTopicMeanNothing() {
    sayIn(OLD, "game", "What");
    source.id = Optional.of(OLD);
    restart();
    assertThat(source.rewound).isEmpty();

    source.id = Optional.of(NEW);
    restart();

    assertThat(source.rewound).containsExactly(0);
  }

  @Test
  void generationOutlivesARestart() {
    sayIn(OLD, "game", "What");
    offset = 0;
    sayIn(NEW, "game", "a");
    tick(START);
    restart();
    sayIn(NEW, "game", "shot!");
    tick(START);

    assertThat(last().source()).isEqualTo("a shot!");
    assertThat(last().utterance()).isEqualTo("10000000000000.0");
    assertThat(sessions()).isEqualTo(1);
  }

  @Test
  void nobodySeesTheLabel() {
    context.setRecordMetadata("broadcast.text", 0, 0);
    Record<byte[], byte[]> record = new Record<>(Bench.bytes("game"), Bench.bytes(""), START);
    record.headers().add(SourceLabels.LABEL, SourceLabels.bytes(OLD));
    processor.process(record);

    assertThat(context.forwarded("text-dead-letter-sink"))
        .singleElement()
        .satisfies(
            letter ->
                assertThat(letter.record().headers().lastHeader(SourceLabels.LABEL)).isNull());
  }

  private void sayIn(Uuid topic, String stream, String text, String... header) {
    context.setRecordMetadata("broadcast.text", 0, offset++);
    Record<byte[], byte[]> record = new Record<>(Bench.bytes(stream), Bench.bytes(text), START);
    record.headers().add(SourceLabels.LABEL, SourceLabels.bytes(topic));
    if (header.length > 0) {
      record.headers().add(header[0], Bench.bytes(header[1]));
    }
    processor.process(record);
  }

  private List<Caption> finals(String language) {
    return captions().stream()
        .filter(each -> each.status() == Status.FINAL && each.language().equals(language))
        .toList();
  }
}
