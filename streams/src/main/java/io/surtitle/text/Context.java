package io.surtitle.text;

/**
 * Where words stand.
 *
 * @param head whether no word came before them in their sentence
 * @param caps whether their stream is in upper case
 */
public record Context(boolean head, boolean caps) {}
