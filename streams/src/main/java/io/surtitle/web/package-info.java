/**
 * The HTTP server of every process. It knows nothing of captions: routes are given to it, and it
 * adds what each answer needs, security headers, the token, limits, errors as problem details (RFC
 * 9457). The only place that imports Jetty.
 */
@NullMarked
package io.surtitle.web;

import org.jspecify.annotations.NullMarked;
