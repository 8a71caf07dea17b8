/**
 * All meters of the engine, the gateway and the HTTP server, each named in one place.
 *
 * <p>Tags are bounded: languages are the model's, reasons and parts are enumerated, and at most
 * {@link io.surtitle.metrics.GatewayMeters#STREAMS} streams are named. Counters whose tags are
 * known exist from the start, at 0. Names are Micrometer's; in Prometheus dots are underscores, and
 * counters end in {@code _total}, timers in {@code _seconds}.
 */
@NullMarked
package io.surtitle.metrics;

import org.jspecify.annotations.NullMarked;
