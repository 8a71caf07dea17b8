package io.surtitle.gateway;

import io.surtitle.subtitle.Mask;
import java.time.Duration;
import java.util.Map;

/**
 * How the gateway serves.
 *
 * @param topicPrefix what the names of caption topics begin with, before the language
 * @param history how old captions may be that are read at the start and kept
 * @param captions most final captions kept of each stream and language
 * @param viewers most viewers at a time
 * @param patience a viewer that takes longer to take what was written is dropped
 * @param masks what hides profanities, by language; none in languages that have no mask
 */
public record GatewaySettings(
    String topicPrefix,
    Duration history,
    int captions,
    int viewers,
    Duration patience,
    Map<String, Mask> masks) {
  public static final Duration HISTORY = Duration.ofHours(6);
  public static final int CAPTIONS = 10_000;
  public static final int VIEWERS = 5_000;
  public static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Copies the map. */
  public GatewaySettings {
    masks = Map.copyOf(masks);
  }

  /** Everything as the documentation says. */
  public static GatewaySettings defaults(String topicPrefix) {
    return new GatewaySettings(topicPrefix, HISTORY, CAPTIONS, VIEWERS, PATIENCE, Map.of());
  }
}
