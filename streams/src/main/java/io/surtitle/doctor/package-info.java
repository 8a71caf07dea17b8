/**
 * How a Kafka cluster serves one application: what stands still, what hangs, what is set up
 * wrongly, and how to end transactions that will never end by themselves.
 */
@NullMarked
package io.surtitle.doctor;

import org.jspecify.annotations.NullMarked;
