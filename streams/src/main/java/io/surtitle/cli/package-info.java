/**
 * The program: {@link io.surtitle.cli.Main} starts it, the packages below are its parts.
 *
 * <p>Arrows between them go one way: {@code command} uses all others; {@code wiring} uses {@code
 * terminal}, {@code failure} and {@code config}; {@code broker} uses {@code failure} and {@code
 * config}; {@code failure} uses {@code config}; {@code terminal} and {@code config} use none.
 */
@NullMarked
package io.surtitle.cli;

import org.jspecify.annotations.NullMarked;
