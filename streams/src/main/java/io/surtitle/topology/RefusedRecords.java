package io.surtitle.topology;

import io.surtitle.event.DeadLetter;
import io.surtitle.session.StreamPosition;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
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
 *
 * <p>Producers give the same failure to other records: those of the same batch, and those that had
 * not been sent when the transaction failed. So only the first one counts.
 */
public final class RefusedRecords implements ProductionExceptionHandler {
  /** The property that holds the process's safeguards. */
  static final String SAFEGUARDS = "surtitle.safeguards";

  /** What a producer says of other records of the batch. */
  private static final String IN_BAD_COMPANY = "part of a batch";

  private static final Pattern STREAM_THREAD = Pattern.compile("\\S*StreamThread-\\d+");

  private @Nullable Safeguards safeguards;

  @Override
  public void configure(Map<String, ?> configs) {
    safeguards = (Safeguards) configs.get(SAFEGUARDS);
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception failure) {
    Safeguards shared = Objects.requireNonNull(safeguards);
    if (liesInTheRecord(failure) && shared.attempts().isFirst(thread())) {
      if (failure instanceof RecordTooLargeException) {
        List<Header> headers = List.of(record.headers().toArray());
        long bytes = RecordSize.of(record.key(), record.value(), headers);
        shared.limits().refused(record.topic(), bytes);
      }
      count(shared.attempts(), context.taskId().partition(), record, failure);
    }
    return Response.fail(List.of());
  }

  /** Whether some failure comes of such a one. */
  static boolean comesOfARecord(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof RecordTooLargeException
          || t instanceof InvalidTimestampException
          || t instanceof InvalidRecordException) {
        return true;
      }
    }
    return false;
  }

  private static boolean liesInTheRecord(Exception failure) {
    return comesOfARecord(failure)
        && !String.valueOf(failure.getMessage()).contains(IN_BAD_COMPANY);
  }

  /** The stream thread that a thread of its producer's belongs to. */
  private static String thread() {
    String name = Thread.currentThread().getName();
    Matcher matcher = STREAM_THREAD.matcher(name);
    return matcher.find() ? matcher.group() : name;
  }

  private static void count(
      Attempts attempts, int partition, ProducerRecord<byte[], byte[]> record, Exception failure) {
    Header offset = record.headers().lastHeader(DeadLetter.OFFSET);
    if (offset != null) {
      long refused = Long.parseLong(new String(offset.value(), StandardCharsets.UTF_8));
      attempts.failed(partition, refused, failure);
    } else if (record.topic().endsWith(Names.PENDING_INPUTS + Names.CHANGELOG)) {
      long position = PendingCodec.offset(Bytes.wrap(record.key()));
      attempts.failed(partition, StreamPosition.offset(position), failure);
    } else if (record.key() != null) {
      String stream = new String(record.key(), StandardCharsets.US_ASCII);
      attempts.failed(partition, stream, failure);
    }
  }
}
