package io.surtitle.session;

/**
 * A stretch of an input that lies in one utterance.
 *
 * @param text its words; empty where only the end came
 * @param tokens their token ids, with the end token where the utterance ends; none where all words
 *     wait, and where an utterance ends of which the model reads nothing
 * @param ends whether the utterance ends after it
 * @param spotting what the utterance knows of the glossary after it
 * @param marks what the model does not read of the utterance, after it
 */
record Segment(String text, int[] tokens, boolean ends, Spotting spotting, Marks marks) {}
