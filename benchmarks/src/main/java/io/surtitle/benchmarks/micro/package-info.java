/** JMH benchmarks of the engine's work besides running the model: {@code bench --micro}. */
@NullMarked
package io.surtitle.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
