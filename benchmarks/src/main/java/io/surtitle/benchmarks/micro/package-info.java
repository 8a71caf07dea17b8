/** What the engine does beside running the model, a nanosecond at a time: {@code bench --micro}. */
@NullMarked
package io.surtitle.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
