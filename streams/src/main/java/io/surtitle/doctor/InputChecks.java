package io.surtitle.doctor;

import io.surtitle.kafka.AdminResults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** Whether the topics of inputs take records as large as the engine does, and let audio go. */
final class InputChecks {
  /** A stream of 16 kHz is 2.8 GB in this time. */
  private static final Duration LONG = Duration.ofDays(1);

  private final Admin admin;
  private final Footprint footprint;
  private final Expected expected;

  InputChecks(Admin admin, Footprint footprint, Expected expected) {
    this.admin = admin;
    this.footprint = footprint;
    this.expected = expected;
  }

  List<Finding> find() {
    List<Finding> findings = new ArrayList<>();
    AdminResults.forEach(
        admin
            .describeConfigs(
                footprint.inputs().stream()
                    .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                    .toList())
            .values(),
        (topic, config) -> findings.addAll(of(topic.name(), config)));
    return findings;
  }

  private List<Finding> of(String topic, Config config) {
    List<Finding> findings = new ArrayList<>();
    long taken = expected.recordBytes().getOrDefault(topic, 0);
    long most = number(config, TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
    if (most < taken) {
      findings.add(
          Finding.warn(
              "%s: takes records of up to %d bytes, but the engine of %d"
                  .formatted(topic, most, taken),
              "raise max.message.bytes, or lower %s".formatted(limit(topic))));
    }
    if (topic.equals(expected.audio())) {
      findings.add(kept(topic, config));
    }
    return findings;
  }

  private String limit(String topic) {
    return topic.equals(expected.audio()) ? "limits.audioBytes" : "limits.recordBytes";
  }

  private static Finding kept(String topic, Config config) {
    long millis = number(config, TopicConfig.RETENTION_MS_CONFIG);
    long bytes = number(config, TopicConfig.RETENTION_BYTES_CONFIG);
    boolean isLong = (millis < 0 || millis > LONG.toMillis()) && bytes < 0;
    return isLong
        ? Finding.warn(
            "%s: audio is kept %s, without a bound in bytes"
                .formatted(
                    topic, millis < 0 ? "forever" : Duration.ofMillis(millis).toHours() + " h"),
            "set retention.ms=10800000 and retention.bytes=1073741824, as the engine does")
        : Finding.ok(topic + ": audio is not kept for long");
  }

  private static long number(Config config, String name) {
    ConfigEntry entry = config.get(name);
    return entry == null || entry.value() == null ? Long.MAX_VALUE : Long.parseLong(entry.value());
  }
}
