/**
 * Checks what the engine guarantees (no caption lost, wrong, out of order or, with exactly-once
 * processing, duplicated) against a real broker under load, while stream threads crash, processes
 * are killed, instances join and leave, and the broker restarts.
 *
 * <pre>
 *   seed ──&gt; Workload (records of many streams) ─┬──────────&gt; Reference ─────────────┐
 *     │                                          │    each stream alone, no Kafka    ▼
 *     │          Deployment (configuration)      │                               Comparison
 *     │               │                          ▼                                    ▲
 *     └──&gt; Faults ──&gt; TestRun:  Publisher ──&gt; Broker ──&gt; OutputRecorder ─────────────┘
 *                       │                       ▲  │
 *                       └──&gt; Instances ─────────┘──┘
 *                            (in this process, or in one of their own)
 * </pre>
 *
 * <p>The {@link io.surtitle.guarantees.Workload} and the {@link io.surtitle.guarantees.Fault}s of a
 * run follow from one seed. A {@link io.surtitle.guarantees.TestRun} starts the {@link
 * io.surtitle.guarantees.Instances} of one {@link io.surtitle.guarantees.Deployment}, publishes the
 * workload and injects the faults meanwhile; an {@link io.surtitle.guarantees.OutputRecorder} reads
 * what was committed. The {@link io.surtitle.guarantees.Comparison} then holds every caption and
 * every session against the {@link io.surtitle.guarantees.Reference}.
 *
 * <p>{@link io.surtitle.guarantees.StandbyTakeover}, {@link io.surtitle.guarantees.Handover} and
 * {@link io.surtitle.guarantees.BrokerOutages} are runs of other kinds: a killed process with
 * standby replicas, {@code surtitle run} stopped or killed, and brokers that stop one after the
 * other.
 *
 * <p>The tests use only public interfaces of the engine.
 */
@NullMarked
package io.surtitle.guarantees;

import org.jspecify.annotations.NullMarked;
