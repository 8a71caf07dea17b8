package io.surtitle.task.transcribe;

/**
 * A word that was said, or a few that belong together, or the full stop after an utterance.
 *
 * @param text as people write it
 * @param end whether it is a full stop
 * @param startPts media time in milliseconds at which it begins
 * @param endPts and at which it ends
 * @param decidedPts media time in milliseconds up to which audio was heard by then
 * @param run position of the input from which the stream's words are counted
 * @param number of words and full stops before it in that run
 * @param timestamp when the input that decided it was appended, in milliseconds since the epoch
 */
public record Said(
    String text,
    boolean end,
    long startPts,
    long endPts,
    long decidedPts,
    long run,
    long number,
    long timestamp) {}
