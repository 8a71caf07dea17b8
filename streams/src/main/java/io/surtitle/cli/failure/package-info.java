/**
 * How a command ends that does not succeed: one sentence on standard error and an exit code.
 *
 * <p>Code that knows what went wrong throws {@link io.surtitle.cli.failure.FailedException} (exit
 * code 1) or {@link io.surtitle.cli.failure.UsageException} (2) with that sentence. {@link
 * io.surtitle.cli.failure.Failures} phrases everything else.
 */
@NullMarked
package io.surtitle.cli.failure;

import org.jspecify.annotations.NullMarked;
