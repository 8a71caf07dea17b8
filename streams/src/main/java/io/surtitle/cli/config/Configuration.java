package io.surtitle.cli.config;

import static io.surtitle.cli.config.InvalidValueException.require;
import static io.surtitle.cli.config.InvalidValueException.requireBetween;

import io.surtitle.gateway.GatewaySettings;
import io.surtitle.session.Interpreter;
import io.surtitle.topology.ApplicationSettings;
import io.surtitle.topology.TopologySettings;
import io.surtitle.topology.TopologySettings.Behind;
import io.surtitle.topology.TopologySettings.TopicNames;
import io.surtitle.web.HttpSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All that can be set, as in {@code surtitle.yaml}: a component is a key, a nested record a
 * section. What a key means stands in docs/configuration.md, beside its default.
 *
 * @param application id of the Kafka Streams application: consumer group, and prefix of its topics
 * @param kafka properties of every Kafka client and of Kafka Streams, by Kafka's own names
 */
public record Configuration(
    String application,
    Map<String, String> kafka,
    Topics topics,
    Model model,
    Captions captions,
    Utterance utterance,
    Limits limits,
    Batch batch,
    Streams streams,
    Http http,
    Gateway gateway) {

  /** Kafka's name of the addresses to start from. */
  public static final String BOOTSTRAP = "bootstrap.servers";

  private static final Pattern TOPIC_PART = Pattern.compile("[a-zA-Z0-9._-]{1,200}");
  private static final String TOPIC_FORM = "1 to 200 of the characters a-z A-Z 0-9 . _ -";
  private static final Set<String> OWN_KEYS =
      Set.of("application.id", "num.stream.threads", "state.dir");

  /** Checks the values. */
  public Configuration {
    require(TOPIC_PART.matcher(application).matches(), "application", TOPIC_FORM);
    kafka = Map.copyOf(kafka);
    require(
        kafka.keySet().stream().noneMatch(OWN_KEYS::contains),
        "kafka",
        "without application.id, num.stream.threads and state.dir, which are the keys"
            + " 'application', 'streams.threads' and 'streams.stateDirectory'");
  }

  /** What holds where nothing is set. */
  public static Configuration defaults() {
    return new Configuration(
        ApplicationSettings.APPLICATION_ID,
        Map.of(BOOTSTRAP, "localhost:9092"),
        new Topics(
            TopicNames.DEFAULT.text(),
            TopicNames.DEFAULT.captionPrefix(),
            TopicNames.DEFAULT.deadLetters(),
            TopicNames.DEFAULT.glossary(),
            ApplicationSettings.PARTITIONS,
            ApplicationSettings.REPLICATION),
        new Model(null, null),
        new Captions(List.of(), null, Interpreter.BEAM),
        new Utterance(TopologySettings.SILENCE, Interpreter.MAX_TOKENS),
        limits(TopologySettings.Limits.DEFAULT),
        new Batch(
            TopologySettings.Batch.DEFAULT.max(), TopologySettings.Batch.DEFAULT.delay(), false),
        new Streams(ApplicationSettings.THREADS, null),
        new Http(HttpSettings.HOST, null, null, List.of(), HttpSettings.CONNECTIONS),
        new Gateway(
            GatewaySettings.HISTORY,
            GatewaySettings.CAPTIONS,
            GatewaySettings.VIEWERS,
            GatewaySettings.PATIENCE,
            List.of()));
  }

  private static Limits limits(TopologySettings.Limits from) {
    return new Limits(
        from.recordBytes(), from.streams(), from.pending(), from.idle(), from.lag(), from.behind());
  }

  /**
   * Threads for one run of the model: what is set, or so many that the runs of all stream threads
   * together have one a processor.
   */
  public int runThreads(int processors) {
    int runs = batch.shared() ? 1 : streams.threads();
    Integer set = model.threads();
    return set == null ? Math.max(1, processors / runs) : set;
  }

  /**
   * Refuses settings that give one topic two uses.
   *
   * @param languages of the captions
   * @throws ConfigurationException naming both settings and the topic
   */
  public void requireTopicsApart(Collection<String> languages) {
    TopicClashes.refuse(this, languages);
  }

  /** The same with one more Kafka property. */
  public Configuration withKafka(String name, String value) {
    Map<String, String> more = new TreeMap<>(kafka);
    more.put(name, value);
    return with(more, http);
  }

  /** The same with another port to listen on. */
  public Configuration withPort(int port) {
    return with(
        kafka, new Http(http.host(), port, http.token(), http.origins(), http.connections()));
  }

  private Configuration with(Map<String, String> otherKafka, Http otherHttp) {
    return new Configuration(
        application,
        otherKafka,
        topics,
        model,
        captions,
        utterance,
        limits,
        batch,
        streams,
        otherHttp,
        gateway);
  }

  /**
   * Where events come from and go to. Topics that are missing are created at the start.
   *
   * @param text topic of the source text
   * @param captions what the topics of captions begin with, before the language
   * @param deadLetters topic of refused inputs
   * @param glossary topic of names and fixed terms
   * @param partitions of each topic that is created
   * @param replication copies of each partition that is created; -1 for the brokers' own default
   */
  public record Topics(
      String text,
      String captions,
      String deadLetters,
      String glossary,
      int partitions,
      int replication)
      implements Section {
    /** Checks the values. */
    public Topics {
      require(TOPIC_PART.matcher(text).matches(), "text", TOPIC_FORM);
      require(TOPIC_PART.matcher(captions).matches(), "captions", TOPIC_FORM);
      require(TOPIC_PART.matcher(deadLetters).matches(), "deadLetters", TOPIC_FORM);
      require(TOPIC_PART.matcher(glossary).matches(), "glossary", TOPIC_FORM);
      requireBetween(partitions, 1, 10_000, "partitions");
      require(
          replication == -1 || (replication >= 1 && replication <= Short.MAX_VALUE),
          "replication",
          "a whole number of at least 1, or -1 for the brokers' default");
    }
  }

  /**
   * The network.
   *
   * @param bundle its directory; null for the shipped one
   * @param threads that ONNX Runtime gives to one run; null for as many as there are processors to
   *     each run at a time
   */
  public record Model(@Nullable Path bundle, @Nullable Integer threads) implements Section {
    /** Checks the values. */
    public Model {
      requireBetween(threads == null ? 1 : threads, 1, 1024, "threads");
    }
  }

  /**
   * What is shown.
   *
   * @param languages tags of the target languages; empty for all of the bundle
   * @param waitK how far to stay behind; null for what the model was made for
   * @param beam hypotheses kept in the search for the rest of a caption once its source ended
   */
  public record Captions(List<String> languages, @Nullable WaitK waitK, int beam)
      implements Section {
    /** Checks the values. */
    public Captions {
      languages = List.copyOf(languages);
      boolean distinct = new HashSet<>(languages).size() == languages.size();
      require(
          distinct && languages.stream().noneMatch(String::isBlank),
          "languages",
          "a list of different languages, such as [fr, de]");
      requireBetween(beam, 1, Interpreter.WIDEST_BEAM, "beam");
    }
  }

  /**
   * Where utterances end without punctuation.
   *
   * @param silence after which an open utterance ends
   * @param maxTokens source tokens at which it ends in any case
   */
  public record Utterance(Duration silence, int maxTokens) implements Section {
    /** Checks the values. */
    public Utterance {
      require(silence.toMillis() >= 1, "silence", Durations.FORM);
      requireBetween(maxTokens, 2, 10_000, "maxTokens");
    }
  }

  /**
   * What keeps memory and delay bounded; streams and inputs are counted for each partition.
   *
   * @param recordBytes most bytes of one input's text
   * @param streams most sessions
   * @param pending most inputs that wait
   * @param idle a session that nothing was heard of for so long is closed
   * @param lag age of a waiting input above which its stream is behind
   * @param behind what becomes of a stream that is
   */
  public record Limits(
      int recordBytes, int streams, int pending, Duration idle, Duration lag, Behind behind)
      implements Section {
    /** Checks the values. */
    public Limits {
      requireBetween(recordBytes, 1, 10_000_000, "recordBytes");
      requireBetween(streams, 1, 1_000_000, "streams");
      requireBetween(pending, 1, 1_000_000, "pending");
      require(idle.toMillis() >= 1, "idle", Durations.FORM);
      require(lag.toMillis() >= 1, "lag", Durations.FORM);
    }
  }

  /**
   * How inputs of many streams come together.
   *
   * @param max most streams in one run
   * @param delay longest wait of an input for others
   * @param shared whether waves of all stream threads share one run
   */
  public record Batch(int max, Duration delay, boolean shared) implements Section {
    /** Checks the values. */
    public Batch {
      requireBetween(max, 1, 4096, "max");
      require(delay.toMillis() >= 1, "delay", Durations.FORM);
    }
  }

  /**
   * Kafka Streams.
   *
   * @param threads stream threads of this process
   * @param stateDirectory where local state is kept; null for Kafka Streams' own default
   */
  public record Streams(int threads, @Nullable Path stateDirectory) implements Section {
    /** Checks the values. */
    public Streams {
      requireBetween(threads, 1, 1024, "threads");
    }
  }

  /**
   * Captions to viewers.
   *
   * @param history how old captions may be that are read at the start and kept
   * @param captions most final captions kept of each stream and language
   * @param viewers most at a time
   * @param patience a viewer that takes longer to take what was written is dropped
   * @param mask languages whose profanities are masked
   */
  public record Gateway(
      Duration history, int captions, int viewers, Duration patience, List<String> mask)
      implements Section {
    /** Checks the values. */
    public Gateway {
      mask = List.copyOf(mask);
      require(history.toMillis() >= 1, "history", Durations.FORM);
      requireBetween(captions, 1, 1_000_000, "captions");
      requireBetween(viewers, 1, 1_000_000, "viewers");
      require(patience.toMillis() >= 1, "patience", Durations.FORM);
    }
  }
}
