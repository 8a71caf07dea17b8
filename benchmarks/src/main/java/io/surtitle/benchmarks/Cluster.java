package io.surtitle.benchmarks;

import io.surtitle.benchmarks.process.BrokerProcess;
import io.surtitle.benchmarks.process.Child;
import io.surtitle.benchmarks.subject.SubjectProcess;
import io.surtitle.benchmarks.subject.SubjectSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.NewTopic;
import tools.jackson.databind.json.JsonMapper;

/** The broker's process, and requests to it. */
final class Cluster implements AutoCloseable {
  private static final int BROKER_HEAP_MB = 1024;
  private static final int SUBJECT_HEAP_MB = 2048;

  private final Child broker;
  private final String bootstrap;
  private final Admin admin;
  private final int partitions;
  private int names;

  private Cluster(Child broker, String bootstrap, int partitions) {
    this.broker = broker;
    this.bootstrap = bootstrap;
    this.admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
    this.partitions = partitions;
  }

  static Cluster start(int partitions) {
    Child broker = Child.start("broker", BROKER_HEAP_MB, BrokerProcess.class);
    return new Cluster(broker, broker.hear(String.class), partitions);
  }

  Child broker() {
    return broker;
  }

  String bootstrap() {
    return bootstrap;
  }

  /** A name that no topic or application uses yet. */
  String newName(String kind) {
    names++;
    return "bench-" + names + "-" + kind;
  }

  void create(Stream<String> topics) {
    List<NewTopic> wanted =
        topics.map(name -> new NewTopic(name, Optional.of(partitions), Optional.empty())).toList();
    await(() -> admin.createTopics(wanted).all().get());
  }

  /** Creates a subject's caption topics and starts the subject. */
  Child start(SubjectSettings settings) {
    create(captionTopics(settings).stream());
    return startAgain(settings);
  }

  /** Starts a subject whose caption topics exist. */
  Child startAgain(SubjectSettings settings) {
    String json = JsonMapper.shared().writeValueAsString(settings);
    String kind = settings.kind().name().toLowerCase(Locale.ROOT);
    List<Path> first =
        settings.kind() == SubjectSettings.Kind.FLINK ? FlinkLibraries.jars() : List.of();
    Child child = Child.start(kind, SUBJECT_HEAP_MB, first, SubjectProcess.class, json);
    child.hear(String.class);
    return child;
  }

  static List<String> captionTopics(SubjectSettings settings) {
    return settings.targets().stream().map(settings.captions()::concat).toList();
  }

  /** Bytes in the changelog topics of an application. */
  long changelogBytes(String application) {
    Map<Integer, Map<String, LogDirDescription>> brokers =
        await(
            () ->
                admin
                    .describeLogDirs(
                        admin.describeCluster().nodes().get().stream()
                            .map(node -> node.id())
                            .toList())
                    .allDescriptions()
                    .get());
    return brokers.values().stream()
        .flatMap(directories -> directories.values().stream())
        .flatMap(directory -> directory.replicaInfos().entrySet().stream())
        .filter(entry -> entry.getKey().topic().startsWith(application + "-"))
        .filter(entry -> entry.getKey().topic().endsWith("-changelog"))
        .mapToLong(entry -> entry.getValue().size())
        .sum();
  }

  /** Deletes all topics whose names have a prefix. */
  void delete(String prefix) {
    List<String> topics =
        await(() -> admin.listTopics().names().get()).stream()
            .filter(name -> name.startsWith(prefix))
            .toList();
    await(() -> admin.deleteTopics(topics).all().get());
  }

  private interface Question<T> {
    T ask() throws ExecutionException, InterruptedException;
  }

  private static <T> T await(Question<T> question) {
    try {
      return question.ask();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka refuses: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking Kafka", e);
    }
  }

  @Override
  public void close() {
    admin.close();
    broker.close();
  }
}
