package io.surtitle.decoding;

/**
 * One occurrence of a listed term in an utterance.
 *
 * @param text as it is listed
 * @param position how many source tokens come before its word
 * @param placeholder what the model reads and writes instead
 */
public record Term(String text, int position, Placeholder placeholder) {}
