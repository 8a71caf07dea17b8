package io.surtitle.web;

import java.util.regex.Pattern;

/**
 * What answers GET for some paths.
 *
 * @param name for metrics: one of a few
 * @param path the whole path, its parameters as named groups
 * @param open whether it needs no token
 */
public record Route(String name, Pattern path, boolean open, Endpoint endpoint) {
  /** A route that needs the token, if there is one. */
  public static Route of(String name, String path, Endpoint endpoint) {
    return new Route(name, Pattern.compile(path), false, endpoint);
  }

  /** The same, open to all. */
  Route forAll() {
    return new Route(name, path, true, endpoint);
  }
}
