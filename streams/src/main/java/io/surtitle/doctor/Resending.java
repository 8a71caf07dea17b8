package io.surtitle.doctor;

import io.surtitle.event.Caption;
import io.surtitle.event.CaptionJson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/**
 * Sends lost captions and dead letters again, byte for byte. A caption's id and revision identify
 * it, so one that the engine also makes again is at worst an identical duplicate.
 */
final class Resending {
  private final Footprint footprint;
  private final Records committed;
  private final Producer<byte[], byte[]> producer;

  Resending(Footprint footprint, Records committed, Producer<byte[], byte[]> producer) {
    this.footprint = footprint;
    this.committed = committed;
    this.producer = producer;
  }

  /**
   * Sends the lost records that readers lack.
   *
   * @param lost records of one partition, in order
   * @param end offset up to which later revisions may have been sent
   * @return a description of what was done
   */
  String of(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> lost, long end) {
    List<ConsumerRecord<byte[], byte[]>> lacking =
        footprint.isCaptions(partition.topic()) ? lacking(partition, lost, end) : lost;
    SortedSet<String> streams = new TreeSet<>();
    for (ConsumerRecord<byte[], byte[]> record : lacking) {
      streams.add(Hidden.stream(footprint, partition.topic(), record.key()));
      var unused =
          producer.send(
              new ProducerRecord<>(
                  partition.topic(),
                  partition.partition(),
                  record.timestamp(),
                  record.key(),
                  record.value(),
                  List.<Header>of(record.headers().toArray())));
    }
    producer.flush();
    return "%s: %d records of the transaction were lost; %d of them, which no later revision replaces, were sent again; streams: %s"
        .formatted(partition, lost.size(), lacking.size(), Hidden.named(streams));
  }

  private List<ConsumerRecord<byte[], byte[]>> lacking(
      TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> lost, long end) {
    Map<String, Integer> newest = new HashMap<>();
    lost.forEach(record -> caption(record).ifPresent(it -> newest.put(it.id(), -1)));
    if (!lost.isEmpty()) {
      committed.each(
          partition,
          lost.get(0).offset(),
          end,
          record ->
              caption(record)
                  .ifPresent(
                      it ->
                          newest.computeIfPresent(
                              it.id(), (id, most) -> Math.max(most, it.revision()))));
    }
    return lost.stream()
        .filter(
            record ->
                caption(record)
                    .filter(it -> it.revision() > newest.getOrDefault(it.id(), -1))
                    .isPresent())
        .toList();
  }

  private static Optional<Caption> caption(ConsumerRecord<byte[], byte[]> record) {
    try {
      return record.value() == null
          ? Optional.empty()
          : Optional.of(CaptionJson.decode(record.value()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
