package io.surtitle.task.translate;

import io.surtitle.decoding.Placeholder;
import java.util.List;

/**
 * One or more words that must be read together.
 *
 * @param said as they were said
 * @param heard as the model would read them without placeholders
 * @param read as the model reads them, with placeholders for terms; empty if they need no
 *     translation
 * @param found the terms in them
 * @param ends whether a sentence ends after them
 */
record Words(String said, String heard, String read, List<Found> found, boolean ends) {
  /** A term and its placeholder. */
  record Found(String term, Placeholder placeholder) {}
}
