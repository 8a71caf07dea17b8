/**
 * Sound from outside of Kafka: recordings in files and pipes, and the microphone, as samples that
 * the engine takes. The only user of Java Sound and of jFLAC.
 */
@NullMarked
package io.surtitle.cli.audio;

import org.jspecify.annotations.NullMarked;
