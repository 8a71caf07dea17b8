/**
 * The {@code surtitle} command and its subcommands, with their options.
 *
 * <p>{@link io.surtitle.cli.command.SurtitleCommand} is the root and the only public class. A class
 * that implements picocli's {@code ITypeConverter} checks the value of an option before the command
 * runs. The demo's script, speaker and summary are here too.
 */
@NullMarked
package io.surtitle.cli.command;

import org.jspecify.annotations.NullMarked;
