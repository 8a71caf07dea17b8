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

/** Passes a request to its route; a request without a route goes to the next handler. */
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
    boolean read = HttpMethod.GET.is(method) || HttpMethod.HEAD.is(method);
    if (route.post() ? !HttpMethod.POST.is(method) : !read) {
      String allowed = route.post() ? "POST" : "GET, HEAD";
      String detail =
          route.post() ? "only POST is supported here" : "only GET and HEAD are supported here";
      response.getHeaders().put(HttpHeader.ALLOW, allowed);
      Exchange.refuse(response, callback, Problem.of(HttpStatus.METHOD_NOT_ALLOWED_405, detail));
    } else if (!route.open() && !gatekeeper.admits(request)) {
      Gatekeeper.refuse(response, callback);
    } else {
      route.endpoint().answer(new Exchange(request, response, callback, path));
    }
  }

  /** The status is 200 until another one is set. */
  private static int status(Response response) {
    return response.getStatus() == 0 ? HttpStatus.OK_200 : response.getStatus();
  }

  private void observe(String route, int status, Request request) {
    Duration time = Duration.ofNanos(System.nanoTime() - request.getBeginNanoTime());
    observer.answered(route, status, time);
  }
}
