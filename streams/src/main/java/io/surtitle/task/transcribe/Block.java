package io.surtitle.task.transcribe;

/**
 * A recogniser's chunk of samples that was not recognised, since nobody was heard.
 *
 * @param begin its first sample
 */
record Block(long begin, float[] samples) {}
