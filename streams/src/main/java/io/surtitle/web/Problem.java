package io.surtitle.web;

import org.eclipse.jetty.http.HttpStatus;
import tools.jackson.databind.json.JsonMapper;

/**
 * Why a request is refused, as problem details (RFC 9457).
 *
 * @param title the status in words
 * @param status the HTTP status
 * @param detail what was wrong and what to do, in a sentence
 */
public record Problem(String title, int status, String detail) {
  static final String CONTENT_TYPE = "application/problem+json";

  private static final JsonMapper JSON = new JsonMapper();

  /** A problem with a status and a detail. */
  public static Problem of(int status, String detail) {
    return new Problem(HttpStatus.getMessage(status), status, detail);
  }

  /** The requested resource does not exist. */
  public static Problem notFound(String detail) {
    return of(HttpStatus.NOT_FOUND_404, detail);
  }

  /** The request is malformed. */
  public static Problem badRequest(String detail) {
    return of(HttpStatus.BAD_REQUEST_400, detail);
  }

  /** The request cannot be served at present. */
  public static Problem unavailable(String detail) {
    return of(HttpStatus.SERVICE_UNAVAILABLE_503, detail);
  }

  String json() {
    return JSON.writeValueAsString(this);
  }
}
