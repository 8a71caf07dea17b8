package io.surtitle.cli.wiring;

import io.surtitle.cli.config.Configuration;
import io.surtitle.cli.config.ConfigurationException;
import io.surtitle.cli.failure.FailedException;
import io.surtitle.cli.failure.Refusal;
import io.surtitle.gateway.Gateway;
import io.surtitle.gateway.GatewaySettings;
import io.surtitle.subtitle.Mask;
import io.surtitle.web.WebServer;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** A running gateway and its HTTP server, built from a configuration. */
public final class Viewing implements AutoCloseable {
  /** Default port of the gateway. */
  public static final int USUAL_PORT = 8080;

  private final Gateway gateway;
  private final WebServer server;
  private final Failure failure;

  private Viewing(Gateway gateway, WebServer server, Failure failure) {
    this.gateway = gateway;
    this.server = server;
    this.failure = failure;
  }

  /** The exception that ended the reading of captions. */
  private static final class Failure {
    private volatile @Nullable KafkaException reason;
  }

  /** Starts; requests {@code stop} if the gateway ends by itself. */
  public static Viewing start(Configuration configuration, Operations operations, Stop stop) {
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
      throw new ConfigurationException("gateway.mask: " + e.getMessage());
    }
    return new GatewaySettings(
        from.topics().captions(),
        from.topics().audio(),
        gateway.history(),
        gateway.captions(),
        gateway.viewers(),
        gateway.patience(),
        masks);
  }

  /** Address of the web page for browsers on this machine. */
  public URI address() {
    return server.address();
  }

  /** Throws FailedException if the gateway can no longer read captions. */
  public void check() {
    KafkaException reason = failure.reason;
    if (reason != null) {
      throw new FailedException(
          Refusal.sentence("Kafka", reason)
              .orElse("the gateway stopped because it can no longer read captions"),
          reason);
    }
  }

  /** Disconnects the viewers first: the server would wait for them. */
  @Override
  public void close() {
    gateway.close();
    server.close();
  }
}
