package io.surtitle.gateway;

import io.surtitle.subtitle.Mask;
import java.time.Duration;
import java.util.Map;

/**
 * Settings of the gateway.
 *
 * @param topicPrefix prefix of the caption topics' names; the language follows
 * @param audioTopic name of the topic of source audio
 * @param history maximum age of captions that are read at the start and kept
 * @param captions most final captions kept for each stream and language
 * @param viewers most concurrent viewers
 * @param patience how long a write to a viewer may take before the viewer is dropped
 * @param masks masks for profanities, by language; a language may have none
 */
public record GatewaySettings(
    String topicPrefix,
    String audioTopic,
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

  /** The documented defaults of everything but the topics. */
  public static GatewaySettings defaults(String topicPrefix, String audioTopic) {
    return new GatewaySettings(
        topicPrefix, audioTopic, HISTORY, CAPTIONS, VIEWERS, PATIENCE, Map.of());
  }
}
