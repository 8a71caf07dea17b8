package io.surtitle.decoding;

/**
 * The progress of one translation.
 *
 * @param read source tokens encoded so far, including the end token
 * @param sourceEnded whether the last of them is the end token
 * @param written target tokens written so far
 * @param waits how often the model predicted the end before the source had ended
 */
public record Progress(int read, boolean sourceEnded, int written, int waits) {}
