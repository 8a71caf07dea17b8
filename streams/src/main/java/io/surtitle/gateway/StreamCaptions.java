package io.surtitle.gateway;

import io.surtitle.metrics.GatewayMeters;
import io.surtitle.metrics.LiveStream;
import io.surtitle.subtitle.Mask;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** One stream's transcripts, by language, and how fresh they are. One thread writes, many read. */
final class StreamCaptions {
  private final String name;
  private final GatewayMeters meters;

  /** By language tag, whose case means nothing (RFC 5646, section 2.1.1). */
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

  /** Its id. */
  String name() {
    return name;
  }

  /** Takes note of a caption that was new, and came or was made at a time, epoch milliseconds. */
  void hear(long time) {
    newest = Math.max(newest, time);
  }

  /** Whether it is the first time that this is asked. */
  boolean warnOnce() {
    boolean first = !warned;
    warned = true;
    return first;
  }

  /** The same, of one that came as it was made. */
  void hearNow(String language, long timestamp, long now) {
    lagMs = Math.max(0, now - timestamp);
    live = live == null ? meters.live(name, this::viewers) : live;
    live.caption(language, now - timestamp);
  }

  /** Its gauges go. */
  void rest() {
    if (live != null) {
      live.close();
      live = null;
    }
  }

  /** The transcript of a language, which may begin now. */
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

  /** When its newest caption came or, from before the start, was made; epoch milliseconds. */
  long newest() {
    return newest;
  }

  /** How old its newest caption was when it came; null if none has come yet. */
  @Nullable Long lagMs() {
    return lagMs;
  }

  int viewers() {
    return languages.values().stream().mapToInt(each -> each.viewers().size()).sum();
  }
}
