/**
 * Builds the parts of a process from its configuration and connects them: model, engine, gateway,
 * HTTP server, and the signal that stops them.
 *
 * <p>Only this package translates {@link io.surtitle.cli.config.Configuration} into the settings of
 * other packages.
 */
@NullMarked
package io.surtitle.cli.wiring;

import org.jspecify.annotations.NullMarked;
