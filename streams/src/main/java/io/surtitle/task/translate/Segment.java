package io.surtitle.task.translate;

/**
 * The part of an input that belongs to one utterance.
 *
 * @param text its words; empty if it is only an end
 * @param tokens their token ids, with the end token if the utterance ends; empty if all words wait,
 *     and at the end of an utterance of which the model reads nothing
 * @param ends whether the utterance ends after it
 * @param spotting the state of the utterance's search for carried-over text, after it
 * @param marks the parts of the utterance that the model does not read, after it
 */
record Segment(String text, int[] tokens, boolean ends, Spotting spotting, Marks marks) {}
