package io.surtitle.web;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Lets the route of a request answer it; what has none goes on. */
final class Router extends Handler.Wrapper {
  private static final String NO_ROUTE = "file";

  private final List<Route> routes;
  private final Gatekeeper gatekeeper;
  private final RequestObserver observer;

  Router(List<Route> routes, Gatekeeper gatekeeper, RequestObserver observer) {
    this.routes = List.copyOf(routes);
    this.gatekeeper = gatekeeper;
    this.observer = observer;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String path = Request.getPathInContext(request);
    for (Route route : routes) {
      Matcher matcher = route.path().matcher(path);
      if (matcher.matches()) {
        answer(route, matcher, request, response, callback);
        observe(route.name(), status(response), request);
        return true;
      }
    }
    boolean handled = super.handle(request, response, callback);
    observe(NO_ROUTE, handled ? status(response) : HttpStatus.NOT_FOUND_404, request);
    return handled;
  }

  private void answer(
      Route route, Matcher path, Request request, Response response, Callback callback) {
    String method = request.getMethod();
    if (!HttpMethod.GET.is(method) && !HttpMethod.HEAD.is(method)) {
      response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
      Exchange.refuse(
          response,
          callback,
          Problem.of(HttpStatus.METHOD_NOT_ALLOWED_405, "here only GET and HEAD are understood"));
    } else if (!route.open() && !gatekeeper.admits(request)) {
      Gatekeeper.refuse(response, callback);
    } else {
      route.endpoint().answer(new Exchange(request, response, callback, path));
    }
  }

  /** Until it is said otherwise, all is well. */
  private static int status(Response response) {
    return response.getStatus() == 0 ? HttpStatus.OK_200 : response.getStatus();
  }

  private void observe(String route, int status, Request request) {
    Duration time = Duration.ofNanos(System.nanoTime() - request.getBeginNanoTime());
    observer.answered(route, status, time);
  }
}
