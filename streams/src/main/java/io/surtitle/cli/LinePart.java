package io.surtitle.cli;

/**
 * A line, or a part of one that is long.
 *
 * @param begins whether the line begins with it
 * @param ends whether the line ends with it
 */
record LinePart(String text, boolean begins, boolean ends) {}
