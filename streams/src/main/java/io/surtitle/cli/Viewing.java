package io.surtitle.cli;

import io.surtitle.cli.config.Configuration;
import io.surtitle.gateway.Gateway;
import io.surtitle.gateway.GatewaySettings;
import io.surtitle.subtitle.Mask;
import io.surtitle.web.WebServer;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** The gateway at work as a configuration describes it, and the server that it answers through. */
final class Viewing implements AutoCloseable {
  /** Where a person looks first. */
  static final int USUAL_PORT = 8080;

  private final Gateway gateway;
  private final WebServer server;
  private final Failure failure;

  private Viewing(Gateway gateway, WebServer server, Failure failure) {
    this.gateway = gateway;
    this.server = server;
    this.failure = failure;
  }

  /** Why captions could no longer be read. */
  private static final class Failure {
    private volatile @Nullable KafkaException reason;
  }

  /** Starts; should it end by itself, it asks {@code stop} to stop. */
  static Viewing start(Configuration configuration, Operations operations, Stop stop) {
    Failure failure = new Failure();
    Gateway gateway =
        Gateway.start(
            settings(configuration),
            configuration.kafka(),
            operations.registry(),
            reason -> {
              failure.reason = reason;
              stop.request();
            });
    try {
      operations.gateway(gateway::condition, gateway.routes());
      return new Viewing(gateway, operations.start(configuration.http(), USUAL_PORT), failure);
    } catch (RuntimeException e) {
      gateway.close();
      throw e;
    }
  }

  static GatewaySettings settings(Configuration from) {
    Configuration.Gateway gateway = from.gateway();
    Map<String, Mask> masks = new TreeMap<>();
    try {
      gateway.mask().forEach(language -> masks.put(language, Mask.shipped(language)));
    } catch (IllegalArgumentException e) {
      throw new UsageException("gateway.mask: " + e.getMessage());
    }
    return new GatewaySettings(
        from.topics().captions(),
        gateway.history(),
        gateway.captions(),
        gateway.viewers(),
        gateway.patience(),
        masks);
  }

  /** Where a browser on this machine finds the page. */
  URI address() {
    return server.address();
  }

  /** Throws FailedException if captions can no longer be read. */
  void check() {
    KafkaException reason = failure.reason;
    if (reason != null) {
      throw new FailedException(
          Refusal.sentence("Kafka", reason)
              .orElse("the gateway stopped, because captions cannot be read any more"),
          reason);
    }
  }

  /** First sends the viewers away, for whom the server would wait. */
  @Override
  public void close() {
    gateway.close();
    server.close();
  }
}
