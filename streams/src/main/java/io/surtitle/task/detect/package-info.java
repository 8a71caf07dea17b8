/**
 * Detection: where something begins and ends in a stream's audio, such as speech. A recurrent
 * network scores one chunk of samples after the other; two thresholds make events of the scores.
 */
@NullMarked
package io.surtitle.task.detect;

import org.jspecify.annotations.NullMarked;
