package io.surtitle.gateway;

import io.surtitle.metrics.GatewayMeters;
import io.surtitle.metrics.LiveStream;
import io.surtitle.subtitle.Mask;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** One stream's transcripts, by language, and their age. One thread writes, many read. */
final class StreamCaptions {
  private final String name;
  private final GatewayMeters meters;

  /** By language tag, ignoring case (RFC 5646, section 2.1.1). */
  private final Map<String, Transcript> languages =
      new ConcurrentSkipListMap<>(String.CASE_INSENSITIVE_ORDER);

  private volatile long newest;
  private volatile @Nullable Long lagMs;
  private @Nullable LiveStream live;
  private boolean warned;

  StreamCaptions(String name, GatewayMeters meters) {
    this.name = name;
    this.meters = meters;
  }

  /** The stream's id. */
  String name() {
    return name;
  }

  /** Records a new caption that arrived or was made at a time, epoch milliseconds. */
  void hear(long time) {
    newest = Math.max(newest, time);
  }

  /** Returns true on the first call only. */
  boolean warnOnce() {
    boolean first = !warned;
    warned = true;
    return first;
  }

  /** The same for a live caption. */
  void hearNow(String language, long timestamp, long now) {
    lagMs = Math.max(0, now - timestamp);
    live = live == null ? meters.live(name, this::viewers) : live;
    live.caption(language, now - timestamp);
  }

  /** Removes the stream's gauges. */
  void rest() {
    if (live != null) {
      live.close();
      live = null;
    }
  }

  /** The transcript of a language, created if needed. */
  Transcript transcript(String language, GatewaySettings settings, long now) {
    long since = now - settings.history().toMillis();
    return languages.computeIfAbsent(
        language,
        tag ->
            new Transcript(
                tag,
                settings.captions(),
                mask(settings, tag),
                since,
                count -> meters.leftOut(tag, count)));
  }

  private static @Nullable Mask mask(GatewaySettings settings, String language) {
    return settings.masks().entrySet().stream()
        .filter(each -> each.getKey().equalsIgnoreCase(language))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  Optional<Transcript> transcript(String language) {
    return Optional.ofNullable(languages.get(language));
  }

  /** Tags of the languages, sorted. */
  List<String> languages() {
    return List.copyOf(languages.keySet());
  }

  /** When its newest caption arrived or, if from before the start, was made; epoch milliseconds. */
  long newest() {
    return newest;
  }

  /** How old its newest live caption was on arrival; null if there was none yet. */
  @Nullable Long lagMs() {
    return lagMs;
  }

  int viewers() {
    return languages.values().stream().mapToInt(each -> each.viewers().size()).sum();
  }
}
