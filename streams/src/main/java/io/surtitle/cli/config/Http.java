package io.surtitle.cli.config;

import static io.surtitle.cli.config.InvalidValueException.require;
import static io.surtitle.cli.config.InvalidValueException.requireBetween;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP server of every process.
 *
 * @param host address to listen on
 * @param port to listen on, 0 for any free port; null for the command's default or, if that is in
 *     use, any free port
 * @param token bearer token that requests must carry; null for none
 * @param origins of other sites' pages that may read captions (CORS)
 * @param connections maximum number at a time
 */
public record Http(
    String host,
    @Nullable Integer port,
    @Nullable String token,
    List<String> origins,
    int connections)
    implements Section {
  /** The characters of a token, so that a header can carry it. */
  public static final String TOKEN_FORM = "visible ASCII characters without spaces";

  private static final Pattern TOKEN = Pattern.compile("[!-~]+");
  private static final Pattern ORIGIN = Pattern.compile("https?://[^/\\s]+");

  /** Checks the values. */
  public Http {
    origins = List.copyOf(origins);
    requireBetween(port == null ? 0 : port, 0, 65_535, "port");
    require(token == null || isToken(token), "token", TOKEN_FORM);
    require(
        origins.stream().allMatch(each -> ORIGIN.matcher(each).matches()),
        "origins",
        "a list of origins, such as [https://example.org]");
    requireBetween(connections, 1, 1_000_000, "connections");
  }

  /** Whether a text is a valid token. */
  public static boolean isToken(String text) {
    return TOKEN.matcher(text).matches();
  }
}
