package io.surtitle.task.transcribe;

/**
 * A word as it was heard.
 *
 * @param text in lower case
 * @param first frame in which its first label was written
 * @param last frame in which its last label was written
 */
record HeardWord(String text, long first, long last) {}
