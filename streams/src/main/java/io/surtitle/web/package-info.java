/**
 * The HTTP server of every process. It is independent of captions: the caller supplies the routes,
 * and the server adds security headers, the token check, limits, and errors as problem details (RFC
 * 9457). No other package imports Jetty.
 */
@NullMarked
package io.surtitle.web;

import org.jspecify.annotations.NullMarked;
