package io.surtitle.cli.terminal;

/**
 * A line, or a part of a long line.
 *
 * @param begins whether the part begins the line
 * @param ends whether the part ends the line
 */
public record LinePart(String text, boolean begins, boolean ends) {}
