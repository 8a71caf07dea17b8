package io.surtitle.web;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Reports errors outside the routes, such as an unknown path or a request that is too large. */
final class Errors implements Request.Handler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status =
        request.getAttribute(ErrorHandler.ERROR_STATUS) instanceof Integer known
            ? known
            : HttpStatus.INTERNAL_SERVER_ERROR_500;
    String path = Request.getPathInContext(request);
    String detail =
        switch (status) {
          case HttpStatus.NOT_FOUND_404 -> "there is nothing at " + path;
          case HttpStatus.INTERNAL_SERVER_ERROR_500 ->
              "the request failed; see the log of the server";
          default -> HttpStatus.getMessage(status);
        };
    Exchange.refuse(response, callback, Problem.of(status, detail));
    return true;
  }
}
