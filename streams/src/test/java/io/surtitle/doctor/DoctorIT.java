package io.surtitle.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.doctor.Subject.State;
import io.surtitle.topology.PendingKey;
import io.surtitle.topology.SourceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Transactions that hang on a real broker, whose coordinator considers them ended. */
class DoctorIT extends DoctorFixture {
  @Test
  void anOpenTransactionIsNotReportedAsHanging() throws Exception {
    Footprint footprint = create("open");
    TopicPartition text = new TopicPartition(footprint.topics().text(), 0);
    TopicPartition captions = new TopicPartition(footprint.topics().captions("fr"), 0);
    try (Abandoned producer = new Abandoned(broker.bootstrapServers(), "open-1")) {
      producer.writeOpenly(captions, "game", new byte[1]);
      producer.commit(text, 1, "open");

      assertThat(new HangingTransactions(admin, footprint, PAUSE).find()).isEmpty();
      Map<Subject, Position> sample = new Sampler(admin, footprint).sample();
      assertThat(sample)
          .containsEntry(new Subject(State.TRANSACTION, captions), new Position(0, 1))
          .containsEntry(new Subject(State.OFFSETS, text), new Position(0, 1));
      assertThat(sample.values().stream().filter(Position::isBehind)).hasSize(2);
    }
  }

  /** Of the transaction only the group's offsets are committed. */
  @Test
  void aTransactionCommittedElsewhereIsRepaired() throws Exception {
    Footprint footprint = create("elsewhere");
    TopicPartition captions = new TopicPartition(footprint.topics().captions("fr"), 1);
    commitElsewhere(footprint, captions);
    Repair repair = new Repair(admin, kafka, footprint, PAUSE);
    List<HangingTransaction> hanging = repair.hanging();
    assertThat(hanging)
        .extracting(HangingTransaction::partition)
        .containsExactly(sessions(footprint, 0), captions);
    assertThat(read(captions)).hasSize(1);
    assertThat(repair.preview(hanging))
        .anySatisfy(
            line ->
                assertThat(line).contains("of 5 records at offsets 1 to 5", "streams: game, news"));

    List<String> said = new ArrayList<>();
    repair.abort(hanging, said::add);

    assertThat(repair.hanging()).isEmpty();
    assertThat(read(captions))
        .as("those that no later revision replaces")
        .containsExactly(
            "game/0.0/fr 0", "news/1.0/fr 4", "game/9.0/fr 0", "game/0.0/fr 1", "game/0.0/fr 2");
    assertThat(committed("elsewhere")).as("the first input that game's session lacks").isEqualTo(2);
    assertThat(all(pending(footprint)))
        .as("a pending input after a missing one is read again too")
        .isEqualTo(2);
    assertThat(said)
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("elsewhere.text-0: 2 inputs are read again, from offset 2")
                    .contains("(the group was at 6); streams: game"));
  }

  /** Six inputs of two streams, of which the transaction has taken some of one. */
  private static void commitElsewhere(Footprint footprint, TopicPartition captions)
      throws Exception {
    TopicPartition text = new TopicPartition(footprint.topics().text(), 0);
    for (String stream : List.of("game", "news", "game", "game", "news", "game")) {
      write(text, stream, "word".getBytes(UTF_8));
    }
    write(sessions(footprint, 0), "game", session(0));
    write(sessions(footprint, 0), "news", session(4));
    writeBytes(pending(footprint), new PendingKey("game", 5).bytes());
    write(captions, "game", caption("game", "0.0", 0, false));
    try (Abandoned producer = new Abandoned(broker.bootstrapServers(), "elsewhere-1")) {
      producer.write(captions, "game", caption("game", "0.0", 1, false));
      producer.write(captions, "game", caption("game", "0.0", 2, true));
      producer.write(captions, "news", caption("news", "1.0", 3, true));
      producer.write(sessions(footprint, 0), "game", session(3));
      producer.commit(text, 6, "elsewhere");
      producer.commitTransaction();
    }
    write(captions, "news", caption("news", "1.0", 4, true));
    write(captions, "game", caption("game", "9.0", 0, true));
  }

  @Test
  void completeStateIsLeftAlone() throws Exception {
    Footprint footprint = create("whole");
    TopicPartition text = new TopicPartition(footprint.topics().text(), 0);
    TopicPartition sessions = sessions(footprint, 0);
    write(text, "game", new byte[1]);
    write(text, "game", new byte[1]);
    try (Abandoned producer = new Abandoned(broker.bootstrapServers(), "whole-1")) {
      producer.write(sessions, "game", session(0));
      producer.commit(text, 2, "whole");
      producer.commitTransaction();
    }
    write(sessions, "game", session(1));
    Repair repair = new Repair(admin, kafka, footprint, PAUSE);

    List<String> said = new ArrayList<>();
    repair.abort(repair.hanging(), said::add);

    assertThat(committed("whole")).isEqualTo(2);
    assertThat(said).anyMatch(line -> line.contains("the state lacks no input"));
  }

  @Test
  void lostTextOfAProducerIsListed() throws Exception {
    Footprint footprint = create("foreign");
    TopicPartition text = new TopicPartition(footprint.topics().text(), 0);
    try (Abandoned producer = new Abandoned(broker.bootstrapServers(), "studio")) {
      producer.write(text, "game", new byte[1]);
    }
    Repair repair = new Repair(admin, kafka, footprint, PAUSE);

    List<String> said = new ArrayList<>();
    repair.abort(repair.hanging(), said::add);

    assertThat(said)
        .contains(
            "foreign.text-0 offset 0 of stream game was lost: its producer has to send it again");
  }

  /** One operator has taken all four inputs; the other's session goes back to the second. */
  @Test
  void whatOneOfTwoOperatorsLacksIsReadAgain() throws Exception {
    Footprint footprint = create("two", "live-translate", "pack");
    TopicPartition text = new TopicPartition(footprint.topics().text(), 0);
    for (int i = 0; i < 4; i++) {
      write(text, "game", "word".getBytes(UTF_8));
    }
    write(sessions(footprint, 0), "game", session(3));
    write(sessions(footprint, 1), "game", session(1));
    try (Abandoned producer = new Abandoned(broker.bootstrapServers(), "two-1")) {
      producer.write(sessions(footprint, 1), "game", session(3));
      producer.commit(text, 4, "two");
      producer.commitTransaction();
    }

    assertThat(repaired(footprint))
        .contains(
            "two.text-0: 2 inputs are read again, from offset 2 (the group was at 4); streams:"
                + " game");
    assertThat(committed("two")).isEqualTo(2);
  }

  @Test
  void whatWaitsForOneOfTwoOperatorsIsNotLost() throws Exception {
    Footprint footprint = create("waits", "live-translate", "pack");
    TopicPartition text = new TopicPartition(footprint.topics().text(), 0);
    write(text, "game", "word".getBytes(UTF_8));
    write(text, "game", "word".getBytes(UTF_8));
    write(sessions(footprint, 1), "game", session(0));
    writeBytes(pending(footprint), new PendingKey("game", 1).bytes());
    try (Abandoned producer = new Abandoned(broker.bootstrapServers(), "waits-1")) {
      producer.write(sessions(footprint, 0), "game", session(1));
      producer.commit(text, 2, "waits");
      producer.commitTransaction();
    }
    write(sessions(footprint, 0), "game", session(1));

    assertThat(repaired(footprint))
        .contains("waits.text-0: the state lacks no input; nothing is read again");
    assertThat(committed("waits")).isEqualTo(2);
  }

  @Test
  void audioThatADetectorLacksIsReadAgain() throws Exception {
    Footprint text = create("ears", "live-translate");
    SourceState heard = SourceState.audio("ears", "ears.audio", List.of("tiny-detect"));
    Footprint footprint =
        new Footprint(
            "ears",
            text.topics(),
            text.languages(),
            List.of(text.sources().get(0), heard),
            List.of("ears.events"));
    createTopics(Stream.concat(Stream.of("ears.audio"), heard.changelogs().stream()));
    TopicPartition audio = new TopicPartition("ears.audio", 0);
    TopicPartition sessions = new TopicPartition(heard.sessions().get(0), 0);
    for (int i = 0; i < 3; i++) {
      write(audio, "game", new byte[2]);
    }
    write(sessions, "game", session(0));
    try (Abandoned producer = new Abandoned(broker.bootstrapServers(), "ears-1")) {
      producer.write(sessions, "game", session(2));
      producer.commit(audio, 3, "ears");
      producer.commitTransaction();
    }

    assertThat(repaired(footprint))
        .contains(
            "ears.audio-0: 2 inputs are read again, from offset 1 (the group was at 3); streams:"
                + " game");
    assertThat(committed("ears")).isEqualTo(1);
  }
}
