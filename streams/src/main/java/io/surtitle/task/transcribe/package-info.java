/**
 * Transcription: a stream's audio as the words that are said in it. A recurrent network gives each
 * frame of audio a probability of every label, a search makes words of them, and a word is sent
 * once nothing can change it any more.
 */
@NullMarked
package io.surtitle.task.transcribe;

import org.jspecify.annotations.NullMarked;
