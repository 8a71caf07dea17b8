package io.surtitle.benchmarks.flink;

import io.surtitle.benchmarks.subject.SubjectSettings;
import java.nio.file.Path;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Kafka source, keyed state on the heap, Kafka sink; exactly-once, with a checkpoint and so a
 * visible transaction every second. Runs in a cluster inside this process.
 */
public final class FlinkSubject {
  private static final long CHECKPOINT_MS = 1000;
  private static final long BUFFER_MS = 10;
  private static final String TRANSACTION_TIMEOUT_MS = "60000";

  private FlinkSubject() {}

  /**
   * Starts the job.
   *
   * @param directory for checkpoints
   */
  public static AutoCloseable start(SubjectSettings settings, Path directory) throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(
            settings.threads(), configuration(directory));
    environment.enableCheckpointing(CHECKPOINT_MS, CheckpointingMode.EXACTLY_ONCE);
    environment.getConfig().enableObjectReuse();
    environment.setBufferTimeout(BUFFER_MS);
    environment
        .fromSource(source(settings), WatermarkStrategy.noWatermarks(), "text")
        .keyBy(Word::stream)
        .process(new Captioner(settings))
        .sinkTo(sink(settings));
    JobClient job = environment.executeAsync(settings.name());
    return () -> job.cancel().get();
  }

  /** Flink's own version. */
  public static String version() {
    return EnvironmentInformation.getVersion();
  }

  private static Configuration configuration(Path directory) {
    return new Configuration()
        .set(StateBackendOptions.STATE_BACKEND, "hashmap")
        // Barriers must not wait behind thousands of words, each of which needs a run.
        .set(CheckpointingOptions.ENABLE_UNALIGNED, true)
        .set(TaskManagerOptions.BUFFER_DEBLOAT_ENABLED, true)
        .set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem")
        .set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory.toUri().toString());
  }

  private static KafkaSource<Word> source(SubjectSettings settings) {
    return KafkaSource.<Word>builder()
        .setBootstrapServers(settings.bootstrap())
        .setTopics(settings.text())
        .setGroupId(settings.name())
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setDeserializer(new WordReader())
        .build();
  }

  private static KafkaSink<CaptionOut> sink(SubjectSettings settings) {
    return KafkaSink.<CaptionOut>builder()
        .setBootstrapServers(settings.bootstrap())
        .setRecordSerializer(new CaptionWriter(settings.captions()))
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionalIdPrefix(settings.name())
        .setProperty("transaction.timeout.ms", TRANSACTION_TIMEOUT_MS)
        .build();
  }
}
