package io.surtitle.text;

/**
 * A piece of written text.
 *
 * @param text a word, or a few that belong together
 * @param words how many spoken words it stands for
 */
public record Written(String text, int words) {}
