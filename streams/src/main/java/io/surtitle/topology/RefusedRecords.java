package io.surtitle.topology;

import io.surtitle.engine.StreamPosition;
import io.surtitle.event.DeadLetter;
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
import org.apache.kafka.streams.processor.TaskId;
import org.jspecify.annotations.Nullable;

/**
 * Finds the input that a record refused by Kafka resulted from, and counts the failure for it. The
 * task fails nevertheless: a transaction with a refused record cannot be committed, and without
 * transactions the record would be lost.
 *
 * <p>Producers report the same failure for other records: those of the same batch, and those not
 * yet sent when the transaction failed. Therefore only the first failure counts.
 */
public final class RefusedRecords implements ProductionExceptionHandler {
  /** The configuration property that holds the process's safeguards. */
  static final String SAFEGUARDS = "surtitle.safeguards";

  /** Part of the message that a producer gives for other records of the batch. */
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
      count(shared.attempts(), context.taskId(), record, failure);
    }
    return Response.fail(List.of());
  }

  /** Whether a failure was caused by a refused record. */
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

  /** The stream thread to which the current thread of a producer belongs. */
  private static String thread() {
    String name = Thread.currentThread().getName();
    Matcher matcher = STREAM_THREAD.matcher(name);
    return matcher.find() ? matcher.group() : name;
  }

  private static boolean isPending(String topic) {
    return topic.endsWith(Names.CHANGELOG) && topic.contains(Names.PENDING);
  }

  private static void count(
      Attempts attempts, TaskId task, ProducerRecord<byte[], byte[]> record, Exception failure) {
    Header offset = record.headers().lastHeader(DeadLetter.OFFSET);
    if (offset != null) {
      long refused = Long.parseLong(new String(offset.value(), StandardCharsets.UTF_8));
      attempts.failed(task, refused, failure);
    } else if (isPending(record.topic())) {
      long position = PendingCodec.offset(Bytes.wrap(record.key()));
      attempts.failed(task, StreamPosition.offset(position), failure);
    } else if (record.key() != null) {
      String stream = new String(record.key(), StandardCharsets.US_ASCII);
      attempts.failed(task, stream, failure);
    }
  }
}
