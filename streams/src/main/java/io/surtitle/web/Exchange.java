package io.surtitle.web;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** A request and its answer; exactly one answer may be given. */
public final class Exchange {
  /** Content is live: a cache must revalidate it. */
  private static final String NO_CACHE = "no-cache";

  private final Request request;
  private final Response response;
  private final Callback callback;
  private final Matcher path;

  Exchange(Request request, Response response, Callback callback, Matcher path) {
    this.request = request;
    this.response = response;
    this.callback = callback;
    this.path = path;
  }

  /** The path parameter with this group name. */
  public String path(String name) {
    return path.group(name);
  }

  /** A query parameter, if present. */
  public Optional<String> query(String name) {
    return Optional.ofNullable(Request.extractQueryParameters(request).getValue(name));
  }

  /** A request header, if present. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(request.getHeaders().get(name));
  }

  /** Answers with a text. */
  public void send(String contentType, String body) {
    send(HttpStatus.OK_200, contentType, body);
  }

  /** Answers with a status and a text. */
  public void send(int status, String contentType, String body) {
    send(response, callback, status, contentType, body);
  }

  /** Answers with an error. */
  public void refuse(Problem problem) {
    refuse(response, callback, problem);
  }

  /** Answers with a stream that is written later; empty for HEAD, which is then answered. */
  public Optional<EventStream> stream(String contentType) {
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, NO_CACHE);
    // Otherwise nginx holds events back until its buffer is full.
    response.getHeaders().put("X-Accel-Buffering", "no");
    if (HttpMethod.HEAD.is(request.getMethod())) {
      callback.succeeded();
      return Optional.empty();
    }
    return Optional.of(new EventStream(request, response, callback));
  }

  static void refuse(Response response, Callback callback, Problem problem) {
    send(response, callback, problem.status(), Problem.CONTENT_TYPE, problem.json());
  }

  private static void send(
      Response response, Callback callback, int status, String contentType, String body) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, NO_CACHE);
    response
        .getHeaders()
        .put(HttpHeader.CONTENT_LENGTH, body.getBytes(StandardCharsets.UTF_8).length);
    Content.Sink.write(response, true, body, callback);
  }
}
