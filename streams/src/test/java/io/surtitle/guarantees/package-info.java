/**
 * What the engine promises, tried under a load of many streams while threads crash, processes are
 * killed, instances come and go, and the broker restarts.
 *
 * <p>A {@link io.surtitle.guarantees.Script} of inputs and a list of {@link
 * io.surtitle.guarantees.Fault}s, both from one seed, are played by a {@link
 * io.surtitle.guarantees.Company} of instances in one {@link io.surtitle.guarantees.Mode}; a {@link
 * io.surtitle.guarantees.Verdict} then compares every caption and every session with a {@link
 * io.surtitle.guarantees.Reference}. Only public interfaces of the engine are in use.
 */
@NullMarked
package io.surtitle.guarantees;

import org.jspecify.annotations.NullMarked;
