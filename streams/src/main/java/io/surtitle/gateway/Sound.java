package io.surtitle.gateway;

import io.surtitle.event.AudioSource;
import io.surtitle.web.Exchange;
import io.surtitle.web.Problem;
import io.surtitle.web.Route;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is said on the air, as it is said: {@code /sound/STREAM.wav} is a WAV file without an end.
 * Each listener has a consumer and a thread of its own, so that nothing is read while nobody
 * listens.
 */
final class Sound implements AutoCloseable {
  /** Most listeners at a time. */
  static final int LISTENERS = 64;

  private final Map<String, String> kafka;
  private final AudioSource source;
  private final Set<SoundListener> all = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * The sound of an audio topic.
   *
   * @param kafka properties of the consumers, as Kafka names them
   */
  Sound(Map<String, String> kafka, AudioSource source) {
    this.kafka = Map.copyOf(kafka);
    this.source = source;
  }

  List<Route> routes() {
    return List.of(Route.of("sound", "/sound/" + CaptionRoutes.STREAM + "\\.wav", this::listen));
  }

  private void listen(Exchange exchange) {
    if (closed || all.size() >= LISTENERS) {
      exchange.refuse(
          Problem.unavailable(
              closed
                  ? "this gateway is stopping: try another one"
                  : "the limit of %d listeners is reached: try again later".formatted(LISTENERS)));
      return;
    }
    byte[] stream = exchange.path("stream").getBytes(StandardCharsets.UTF_8);
    SoundListener listener = new SoundListener(() -> reader(stream), exchange);
    all.add(listener);
    Thread thread = new Thread(() -> run(listener), "surtitle-sound");
    thread.setDaemon(true);
    thread.start();
  }

  private void run(SoundListener listener) {
    try {
      listener.run();
    } finally {
      all.remove(listener);
    }
  }

  private SoundReader reader(byte[] stream) {
    return new SoundReader(CommittedCaptions.consumer(kafka, Map.of()), source, stream);
  }

  @Override
  public void close() {
    closed = true;
    all.forEach(SoundListener::stop);
  }
}
