package io.surtitle.text;

/**
 * The position of words in their sentence and stream.
 *
 * @param head whether they begin their sentence
 * @param caps whether their stream is written in upper case
 */
public record Context(boolean head, boolean caps) {}
