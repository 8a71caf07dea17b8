package io.surtitle.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.surtitle.event.AudioSource;
import io.surtitle.event.CaptionTopics;
import io.surtitle.metrics.GatewayMeters;
import io.surtitle.web.Health;
import io.surtitle.web.Route;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;

/** A running gateway: it reads captions until it is closed, and its routes serve them. */
public final class Gateway implements AutoCloseable {
  private final CaptionFeed feed;
  private final Viewers viewers;
  private final Sound sound;
  private final KafkaClientMetrics consumerMetrics;
  private final List<Route> routes;

  private Gateway(
      CaptionFeed feed,
      Viewers viewers,
      Sound sound,
      KafkaClientMetrics consumerMetrics,
      List<Route> routes) {
    this.feed = feed;
    this.viewers = viewers;
    this.sound = sound;
    this.consumerMetrics = consumerMetrics;
    this.routes = routes;
  }

  /**
   * Starts reading.
   *
   * @param kafka properties of the consumer, as Kafka names them
   * @param failed called with the cause when reading captions has failed for good
   */
  public static Gateway start(
      GatewaySettings settings,
      Map<String, String> kafka,
      MeterRegistry registry,
      Consumer<KafkaException> failed) {
    GatewayMeters meters = new GatewayMeters(registry);
    Transcripts transcripts = new Transcripts(settings, meters, InstantSource.system());
    Viewers viewers = new Viewers(settings, meters);
    KafkaConsumer<byte[], byte[]> consumer =
        CommittedCaptions.consumer(
            kafka, Map.of(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"));
    KafkaClientMetrics consumerMetrics = new KafkaClientMetrics(consumer);
    consumerMetrics.bindTo(registry);
    TopicCatalog topics =
        new TopicCatalog(
            Admin.create(Map.copyOf(kafka)),
            new CaptionTopics(settings.topicPrefix()),
            settings.audioTopic());
    CaptionFeed feed =
        new CaptionFeed(consumer, topics, settings, transcripts, InstantSource.system(), failed);
    feed.start();
    Sound sound = new Sound(kafka, new AudioSource(settings.audioTopic(), Integer.MAX_VALUE));
    List<Route> routes =
        Stream.of(
                new CaptionRoutes(transcripts, viewers, topics::hasSound).routes(),
                new FileRoutes(transcripts, InstantSource.system()).routes(),
                sound.routes())
            .flatMap(List::stream)
            .toList();
    return new Gateway(feed, viewers, sound, consumerMetrics, routes);
  }

  /** The routes that it serves. */
  public List<Route> routes() {
    return routes;
  }

  /** Up once all captions from before the start have been read. */
  public Health.Condition condition() {
    boolean ready = feed.ready();
    return new Health.Condition(ready, ready ? "READING" : "CATCHING_UP");
  }

  /** Disconnects all viewers with a final event and stops reading. */
  @Override
  public void close() {
    viewers.close();
    sound.close();
    feed.close();
    consumerMetrics.close();
  }
}
