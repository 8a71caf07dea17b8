/**
 * The program's own Kafka clients, apart from those of the engine and the gateway, and the embedded
 * broker of the demo and the tests.
 *
 * <p>The clients fail within seconds, with a {@link io.surtitle.cli.failure.FailedException} that
 * names the cluster, where Kafka's own would retry for minutes.
 */
@NullMarked
package io.surtitle.cli.broker;

import org.jspecify.annotations.NullMarked;
