package io.surtitle.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the server listens and whom it admits.
 *
 * @param host address or name to listen on; {@code localhost} for this machine alone
 * @param port to listen on; 0 for any free one
 * @param orAnother whether to use any free port if that one is taken
 * @param token that requests must carry; null for none
 * @param origins other origins whose pages may read answers (CORS), such as {@code
 *     https://example.org}; empty for none
 * @param connections most concurrent connections; further ones wait to be accepted
 */
public record HttpSettings(
    String host,
    int port,
    boolean orAnother,
    @Nullable String token,
    List<String> origins,
    int connections) {
  public static final String HOST = "localhost";
  public static final int CONNECTIONS = 10_000;

  /** Copies the list. */
  public HttpSettings {
    origins = List.copyOf(origins);
  }

  /** Settings for this machine alone, without a token, on a port. */
  public static HttpSettings local(int port) {
    return new HttpSettings(HOST, port, false, null, List.of(), CONNECTIONS);
  }
}
