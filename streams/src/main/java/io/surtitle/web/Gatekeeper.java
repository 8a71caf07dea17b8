package io.surtitle.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Checks the token. A browser cannot send headers with server-sent events, so {@code POST /login}
 * with the token sets a cookie, which no script can read.
 */
final class Gatekeeper extends Handler.Wrapper {
  private static final String LOGIN = "/login";
  private static final String COOKIE = "surtitle-token";
  private static final String BEARER = "Bearer ";
  private static final String NEEDED =
      "a token is needed: send the header 'Authorization: Bearer TOKEN'";

  private final @Nullable String token;

  /** The token's digest for the cookie, which cannot hold arbitrary characters. */
  private final String digest;

  Gatekeeper(@Nullable String token) {
    this.token = token;
    this.digest = token == null ? "" : HexFormat.of().formatHex(sha256(token));
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    boolean login =
        Request.getPathInContext(request).equals(LOGIN) && HttpMethod.POST.is(request.getMethod());
    if (!login) {
      return super.handle(request, response, callback);
    }
    if (hasHeader(request)) {
      Response.addCookie(response, cookie(request));
      response.setStatus(HttpStatus.NO_CONTENT_204);
      callback.succeeded();
    } else {
      refuse(response, callback);
    }
    return true;
  }

  /** Whether a request may pass. */
  boolean admits(Request request) {
    return hasHeader(request) || hasCookie(request);
  }

  static void refuse(Response response, Callback callback) {
    response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
    Exchange.refuse(response, callback, Problem.of(HttpStatus.UNAUTHORIZED_401, NEEDED));
  }

  private HttpCookie cookie(Request request) {
    return HttpCookie.build(COOKIE, digest)
        .path("/")
        .httpOnly(true)
        .secure(request.isSecure())
        .sameSite(HttpCookie.SameSite.STRICT)
        .build();
  }

  private boolean hasHeader(Request request) {
    String header = request.getHeaders().get(HttpHeader.AUTHORIZATION);
    boolean bearer = header != null && header.startsWith(BEARER);
    return token == null || (bearer && same(token, header.substring(BEARER.length()).trim()));
  }

  private boolean hasCookie(Request request) {
    return Request.getCookies(request).stream()
        .anyMatch(each -> each.getName().equals(COOKIE) && same(digest, each.getValue()));
  }

  /** Compares in a time that does not reveal how much of the token was right. */
  private static boolean same(String expected, String given) {
    return MessageDigest.isEqual(sha256(expected), sha256(given));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
