package io.surtitle.guarantees;

import io.surtitle.task.transcribe.Letters;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Audio of some streams, whose records come in turns. It follows from a seed, times included, so
 * that sessions of two runs are the same.
 */
final class SpokenWorkload {
  /** Those that say something, then the word "last", and end. */
  static final List<String> STREAMS = List.of("one", "two", "three");

  /** Its last record ends in mid-word, so that its session is all that a session ever is. */
  static final String OPEN = "open";

  private static final List<String> WORDS =
      List.of(
          "the", "apple", "and", "pear", "salad", "a", "pair", "of", "shoes", "twenty", "three");
  private static final int LONGEST_RECORD = 4_000;

  /** Declared, since a record of a sample or two may have the bytes of a word. */
  private static final String CONTENT_TYPE = "audio/pcm;rate=16000";

  private final Random random;
  private final List<ProducerRecord<String, byte[]>> records = new ArrayList<>();

  /** Begins now: the broker soon deletes records that are older than their retention. */
  private final long begun = System.currentTimeMillis();

  SpokenWorkload(long seed) {
    random = new Random(seed);
    List<List<ProducerRecord<String, byte[]>>> each =
        Stream.concat(STREAMS.stream(), Stream.of(OPEN)).map(this::records).toList();
    int longest = each.stream().mapToInt(List::size).max().orElse(0);
    for (int i = 0; i < longest; i++) {
      int at = i;
      each.stream().filter(list -> at < list.size()).forEach(list -> records.add(list.get(at)));
    }
  }

  int size() {
    return records.size();
  }

  /** How long all streams are together. */
  long seconds() {
    long bytes = records.stream().mapToLong(each -> each.value().length).sum();
    return bytes / Short.BYTES / Letters.RATE;
  }

  /** The time of the last record that is not the end of its stream. */
  long lastOfOpen() {
    int last = 0;
    for (int i = 0; i < records.size(); i++) {
      last = records.get(i).key().equals(OPEN) ? i : last;
    }
    return begun + last;
  }

  /** Publishes some records, and waits for them. */
  void publish(KafkaProducer<String, byte[]> producer, String topic, int from, int to) {
    for (int i = from; i < to; i++) {
      ProducerRecord<String, byte[]> each = records.get(i);
      var unused =
          producer.send(
              new ProducerRecord<>(
                  topic, null, begun + i, each.key(), each.value(), each.headers()));
    }
    producer.flush();
  }

  private List<ProducerRecord<String, byte[]>> records(String stream) {
    short[] samples = speech(stream.equals(OPEN) ? "sho" : "last");
    List<ProducerRecord<String, byte[]>> cut = new ArrayList<>();
    int from = 0;
    while (from < samples.length) {
      int to = Math.min(samples.length, from + 1 + random.nextInt(LONGEST_RECORD));
      ByteBuffer bytes =
          ByteBuffer.allocate(Short.BYTES * (to - from)).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asShortBuffer().put(Arrays.copyOfRange(samples, from, to));
      ProducerRecord<String, byte[]> record = new ProducerRecord<>("", stream, bytes.array());
      record.headers().add("content-type", CONTENT_TYPE.getBytes(StandardCharsets.UTF_8));
      if (to == samples.length && !stream.equals(OPEN)) {
        record.headers().add("surtitle-end", new byte[0]);
      }
      cut.add(record);
      from = to;
    }
    return cut;
  }

  private short[] speech(String last) {
    Letters speech = Letters.audio();
    for (int i = 0; i < 6; i++) {
      for (int word = 0; word <= random.nextInt(5); word++) {
        speech.say(WORDS.get(random.nextInt(WORDS.size())) + " ");
      }
      speech.pause(30 * (5 + random.nextInt(40)), 20);
    }
    return speech.say(last).samples();
  }
}
