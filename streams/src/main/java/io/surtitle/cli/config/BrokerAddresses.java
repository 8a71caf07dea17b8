package io.surtitle.cli.config;

import java.util.Arrays;
import java.util.Objects;
import org.apache.kafka.common.utils.Utils;

/** The form of {@code bootstrap.servers}. */
public final class BrokerAddresses {
  /** Describes the form in messages. */
  public static final String FORM = "host:port, several separated by commas";

  private static final int HIGHEST_PORT = 65_535;

  private BrokerAddresses() {}

  /** Whether a text has the form; connects to nothing. */
  public static boolean isValid(String addresses) {
    return Arrays.stream(addresses.split(",", -1))
        .map(String::strip)
        .allMatch(BrokerAddresses::isHostAndPort);
  }

  private static boolean isHostAndPort(String address) {
    String host = Utils.getHost(address);
    int port = Objects.requireNonNullElse(Utils.getPort(address), 0);
    return host != null && !host.isEmpty() && port >= 1 && port <= HIGHEST_PORT;
  }
}
