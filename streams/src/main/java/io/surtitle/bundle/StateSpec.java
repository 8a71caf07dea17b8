package io.surtitle.bundle;

/**
 * One recurrent state: {@code output} of a step is {@code input} of the next.
 *
 * @param batchAxis the axis along which sessions (or rows) lie
 */
public record StateSpec(String input, String output, int batchAxis) {}
