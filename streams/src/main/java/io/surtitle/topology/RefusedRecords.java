package io.surtitle.topology;

import io.surtitle.event.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.jspecify.annotations.Nullable;

/**
 * Finds the input from which a record came that Kafka refuses, and counts the failure there. The
 * task fails all the same: a transaction in which something was refused cannot be committed, and
 * without transactions the record would be lost.
 */
public final class RefusedRecords implements ProductionExceptionHandler {
  /** The property that holds the process's safeguards. */
  static final String SAFEGUARDS = "surtitle.safeguards";

  private @Nullable Safeguards safeguards;

  @Override
  public void configure(Map<String, ?> configs) {
    safeguards = (Safeguards) configs.get(SAFEGUARDS);
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception failure) {
    if (failure instanceof RecordTooLargeException) {
      List<Header> headers = List.of(record.headers().toArray());
      long bytes = RecordSize.of(record.key(), record.value(), headers);
      Objects.requireNonNull(safeguards).limits().refused(record.topic(), bytes);
    }
    if (liesInTheRecord(failure)) {
      count(context.taskId().partition(), record, failure);
    }
    return Response.fail(List.of());
  }

  private static boolean liesInTheRecord(Exception failure) {
    return failure instanceof ApiException
        && (failure instanceof RecordTooLargeException
            || failure instanceof InvalidTimestampException
            || failure instanceof InvalidRecordException);
  }

  private void count(int partition, ProducerRecord<byte[], byte[]> record, Exception failure) {
    Attempts attempts = Objects.requireNonNull(safeguards).attempts();
    Header offset = record.headers().lastHeader(DeadLetter.OFFSET);
    if (offset != null) {
      long refused = Long.parseLong(new String(offset.value(), StandardCharsets.UTF_8));
      attempts.failed(partition, refused, failure);
    } else if (record.topic().endsWith(Names.PENDING_INPUTS + Names.CHANGELOG)) {
      attempts.failed(partition, PendingCodec.offset(Bytes.wrap(record.key())), failure);
    } else if (record.key() != null) {
      String stream = new String(record.key(), StandardCharsets.US_ASCII);
      attempts.failed(partition, stream, failure);
    }
  }
}
