/** The commands and their configuration. */
@NullMarked
package io.surtitle.cli;

import org.jspecify.annotations.NullMarked;
