package io.surtitle.web;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Says what went wrong outside the routes: there is no such path, the request is too large. */
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
          case HttpStatus.INTERNAL_SERVER_ERROR_500 -> "it failed; the log of the server says why";
          default -> HttpStatus.getMessage(status);
        };
    Exchange.refuse(response, callback, Problem.of(status, detail));
    return true;
  }
}
