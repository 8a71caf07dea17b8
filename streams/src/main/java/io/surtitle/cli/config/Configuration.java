package io.surtitle.cli.config;

import static io.surtitle.cli.config.InvalidValueException.require;
import static io.surtitle.cli.config.InvalidValueException.requireBetween;

import io.surtitle.event.TextSource;
import io.surtitle.event.TopicNames;
import io.surtitle.gateway.GatewaySettings;
import io.surtitle.inference.RunSettings;
import io.surtitle.task.transcribe.TranscribeSettings;
import io.surtitle.task.translate.Translate;
import io.surtitle.topology.ApplicationSettings;
import io.surtitle.topology.SourceState;
import io.surtitle.topology.TopologySettings;
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
 * All settings, as in {@code surtitle.yaml}: a component is a key, a nested record a section.
 * docs/configuration.md explains every key and gives its default.
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
    Speech speech,
    Limits limits,
    Batch batch,
    State state,
    Streams streams,
    Http http,
    Gateway gateway) {

  /** Kafka's property for the addresses of brokers. */
  public static final String BOOTSTRAP = "bootstrap.servers";

  /** Half a minute at 16 kHz. */
  private static final int AUDIO_BYTES = 1 << 20;

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

  /** The default of every key. */
  public static Configuration defaults() {
    return new Configuration(
        ApplicationSettings.APPLICATION_ID,
        Map.of(BOOTSTRAP, "localhost:9092"),
        new Topics(
            TopicNames.DEFAULT.text(),
            TopicNames.DEFAULT.captionPrefix(),
            TopicNames.DEFAULT.deadLetters(),
            TopicNames.DEFAULT.glossary(),
            "broadcast.audio",
            "broadcast.events",
            ApplicationSettings.PARTITIONS,
            ApplicationSettings.REPLICATION),
        new Model(null, List.of(), null),
        new Captions(List.of(), null, Translate.BEAM),
        new Utterance(TopologySettings.SILENCE, Translate.MAX_TOKENS),
        new Speech(
            null, TranscribeSettings.DEFAULT.silence(), TranscribeSettings.DEFAULT.longest(), null),
        limits(TopologySettings.Limits.DEFAULT),
        new Batch(null, TopologySettings.Batch.DEFAULT.delay(), null, null, null),
        new State(Translate.SNAPSHOT),
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
        TextSource.USUAL_BYTES,
        AUDIO_BYTES,
        from.streams(),
        from.pending(),
        from.pendingBytes(),
        from.idle(),
        from.lag(),
        from.behind());
  }

  /**
   * How bundles are run: with the configured number of threads, or else so many that the runs of
   * all stream threads together have one thread per processor.
   */
  public RunSettings runs(int processors) {
    int atOnce = Boolean.TRUE.equals(batch.shared()) ? 1 : streams.threads();
    return model.runs(Math.max(1, processors / atOnce), batch);
  }

  /**
   * Rejects settings that give one topic two uses.
   *
   * @param languages of the captions
   * @param textOperators ids of those that take text
   * @param audioOperators ids of those that take audio
   * @throws ConfigurationException naming both settings and the topic
   */
  public void requireTopicsApart(
      Collection<String> languages, List<String> textOperators, List<String> audioOperators) {
    TopicClashes.refuse(
        this,
        languages,
        List.of(
            SourceState.text(application, topics.text(), textOperators),
            SourceState.audio(application, topics.audio(), audioOperators)));
  }

  /** A copy with one more Kafka property. */
  public Configuration withKafka(String name, String value) {
    Map<String, String> more = new TreeMap<>(kafka);
    more.put(name, value);
    return with(more, http);
  }

  /** A copy with another HTTP port. */
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
        speech,
        limits,
        batch,
        state,
        streams,
        otherHttp,
        gateway);
  }

  /**
   * The topics. Missing ones are created at startup.
   *
   * @param text topic of the source text
   * @param captions prefix of the caption topics; the language follows
   * @param deadLetters topic of rejected inputs
   * @param glossary topic of names and fixed terms
   * @param audio topic of the source audio
   * @param events topic of what detectors find
   * @param partitions of each topic that is created
   * @param replication replicas of each partition that is created; -1 for the brokers' default
   */
  public record Topics(
      String text,
      String captions,
      String deadLetters,
      String glossary,
      String audio,
      String events,
      int partitions,
      int replication)
      implements Section {
    /** Checks the values. */
    public Topics {
      require(TOPIC_PART.matcher(text).matches(), "text", TOPIC_FORM);
      require(TOPIC_PART.matcher(captions).matches(), "captions", TOPIC_FORM);
      require(TOPIC_PART.matcher(deadLetters).matches(), "deadLetters", TOPIC_FORM);
      require(TOPIC_PART.matcher(glossary).matches(), "glossary", TOPIC_FORM);
      require(TOPIC_PART.matcher(audio).matches(), "audio", TOPIC_FORM);
      require(TOPIC_PART.matcher(events).matches(), "events", TOPIC_FORM);
      requireBetween(partitions, 1, 10_000, "partitions");
      require(
          replication == -1 || (replication >= 1 && replication <= Short.MAX_VALUE),
          "replication",
          "a whole number of at least 1, or -1 for the brokers' default");
    }
  }

  /**
   * The captions.
   *
   * @param languages tags of the target languages; empty for all of the bundles, which {@value
   *     #ALL} alone says, too
   * @param waitK how far to stay behind; null for the policy that the model was trained for
   * @param beam width of the beam search for the rest of a caption once its source ended
   */
  public record Captions(List<String> languages, @Nullable WaitK waitK, int beam)
      implements Section {
    /** Stands for all languages. */
    public static final String ALL = "all";

    /** Checks the values. */
    public Captions {
      languages = languages.equals(List.of(ALL)) ? List.of() : List.copyOf(languages);
      boolean distinct = new HashSet<>(languages).size() == languages.size();
      require(
          distinct && languages.stream().noneMatch(String::isBlank),
          "languages",
          "a list of different languages, such as [fr, de]");
      requireBetween(beam, 1, Translate.WIDEST_BEAM, "beam");
    }
  }

  /**
   * When utterances end without punctuation.
   *
   * @param silence after which an open utterance ends
   * @param maxTokens source tokens after which an utterance ends in any case
   */
  public record Utterance(Duration silence, int maxTokens) implements Section {
    /** Checks the values. */
    public Utterance {
      require(silence.toMillis() >= 1, "silence", Durations.FORM);
      requireBetween(maxTokens, 2, 10_000, "maxTokens");
    }
  }

  /**
   * Kafka Streams.
   *
   * @param threads stream threads of this process
   * @param stateDirectory directory of local state; null for Kafka Streams' default
   */
  public record Streams(int threads, @Nullable Path stateDirectory) implements Section {
    /** Checks the values. */
    public Streams {
      requireBetween(threads, 1, 1024, "threads");
    }
  }

  /**
   * Serving captions to viewers.
   *
   * @param history maximum age of captions that are read at startup and kept
   * @param captions maximum number of final captions kept per stream and language
   * @param viewers maximum number at a time
   * @param patience a viewer that takes longer to receive a write is disconnected
   * @param mask languages in which profanities are masked
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
