package io.surtitle.decoding;

/**
 * How far one translation has come.
 *
 * @param read source tokens encoded so far, the end token included
 * @param sourceEnded whether the last of them is the end token
 * @param written target tokens written so far
 * @param waits how often the model wanted to end before the source had ended
 */
public record Progress(int read, boolean sourceEnded, int written, int waits) {}
