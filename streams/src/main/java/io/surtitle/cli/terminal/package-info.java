/**
 * What a person reads and types: standard input and output, lines of text, and captions that grow
 * in place.
 *
 * <p>Whatever came over the wire passes {@link io.surtitle.cli.terminal.TerminalText#plain} before
 * it is shown, so that it cannot command the terminal.
 */
@NullMarked
package io.surtitle.cli.terminal;

import org.jspecify.annotations.NullMarked;
