package io.surtitle.session;

import io.surtitle.decoding.Placeholder;
import java.util.List;

/**
 * One or more words, to be read together.
 *
 * @param said as they were said
 * @param heard as they would be read without placeholders
 * @param read as the model reads them, with placeholders for terms; empty where they need no
 *     translation
 * @param found the terms in them
 * @param ends whether a sentence ends after them
 */
record Words(String said, String heard, String read, List<Found> found, boolean ends) {
  /** A term, and what stands for it. */
  record Found(String term, Placeholder placeholder) {}
}
