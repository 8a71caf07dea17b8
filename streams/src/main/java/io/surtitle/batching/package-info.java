/** Many sessions, one run: gathers a wave, runs it, hands each session its row. */
@NullMarked
package io.surtitle.batching;

import org.jspecify.annotations.NullMarked;
