/**
 * Examines how a Kafka cluster serves one application: what is stuck, what hangs, what is
 * misconfigured; and ends transactions that would never end by themselves.
 */
@NullMarked
package io.surtitle.doctor;

import org.jspecify.annotations.NullMarked;
