package io.surtitle.web;

import java.util.regex.Pattern;

/**
 * Maps requests for some paths to an endpoint.
 *
 * @param name label in metrics: one of a few values
 * @param post whether it changes something, so that its method is POST instead of GET
 * @param path matches the whole path, with parameters as named groups
 * @param open whether the route needs no token
 */
public record Route(String name, boolean post, Pattern path, boolean open, Endpoint endpoint) {
  /** A route that needs the token, if one is set. */
  public static Route of(String name, String path, Endpoint endpoint) {
    return new Route(name, false, Pattern.compile(path), false, endpoint);
  }

  /** The same for POST. */
  public static Route post(String name, String path, Endpoint endpoint) {
    return new Route(name, true, Pattern.compile(path), false, endpoint);
  }

  /** The same route, open to all. */
  Route forAll() {
    return new Route(name, post, path, true, endpoint);
  }
}
