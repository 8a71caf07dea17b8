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

/** A request and its answer, which is given once. */
public final class Exchange {
  /** Live things: whoever keeps them asks again. */
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

  /** A parameter in the path, by the name of its group. */
  public String path(String name) {
    return path.group(name);
  }

  /** A parameter in the query, if it is there. */
  public Optional<String> query(String name) {
    return Optional.ofNullable(Request.extractQueryParameters(request).getValue(name));
  }

  /** A header of the request, if it is there. */
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

  /** Answers with what is written later on; HEAD has its answer with this. */
  public Optional<EventStream> stream(String contentType) {
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, NO_CACHE);
    // nginx would hold events back until it has a buffer full.
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
