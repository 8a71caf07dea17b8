/** Benchmarks of what the seam keeps to itself; the seam itself is in {@code surtitle-streams}. */
@NullMarked
package io.surtitle.batching;

import org.jspecify.annotations.NullMarked;
